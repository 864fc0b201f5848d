using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Acpi;
using RdmPlanner.TestKit.Generators;

namespace RdmPlanner.Fuzz;

/// <summary>Random valid and damaged tables through ACPICA's disassembler and through our decoder: the same structures at the same places.</summary>
internal static partial class IaslComparison
{
    private const ulong Seed = 20150409;
    private const int BatchSize = 200;
    private const int Size = 50;

    // ACPICA 20200925 has no name for SATC and SIDP: it prints its own number for "unknown", 5, and stops.
    private const int LastTypeOfIasl = 4;

    /// <summary>Compares.</summary>
    /// <param name="cases">How many tables; half of them damaged.</param>
    /// <returns>How many differ without a known reason.</returns>
    internal static int Run(int cases)
    {
        SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
        int differing = 0;
        for (int done = 0, batch = 0; done < cases; batch++)
        {
            int count = Math.Min(BatchSize, cases - done);
            done += count;
            Rnd seed = new(Seed + (ulong)batch, 457);
            byte[][] tables = batch % 2 == 0
                ? [.. DmarTables.Clean.Sample(count, seed, Size).Select(c => DmarEncoder.Encode(c.Table))]
                : [.. DmarBytes.Damaged.Sample(count, seed, Size).Select(d => d.Bytes ?? DmarEncoder.Encode(d.Intact.Table))];
            string[]?[] listings = Disassemble(tables);
            for (int i = 0; i < tables.Length; i++)
            {
                string outcome = listings[i] is { } listing ? Judge(tables[i], listing) : "iasl does not come to an end";
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
                if (outcome.StartsWith("differs", StringComparison.Ordinal))
                {
                    differing++;
                    Console.Error.WriteLine($"{outcome}: {Convert.ToHexString(tables[i])}");
                }
            }
        }

        Console.WriteLine($"tables: {cases} cases, {differing} differ without a reason");
        foreach ((string outcome, int count) in outcomes)
            Console.WriteLine($"  {count,8}  {outcome}");
        return differing;
    }

    private static string Judge(byte[] table, string[] listing)
    {
        (int Offset, int Type)[] theirs = [.. listing.Select(l => SubtableLine().Match(l)).Where(m => m.Success).Select(m => (
            int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            Math.Min(int.Parse(m.Groups[2].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture), LastTypeOfIasl + 1)))];
        DmarDecodeResult decoded = DmarDecoder.Decode(table);
        if (decoded.Table is null)
            return theirs.Length == 0 ? "neither reads a table" : "differs: only iasl reads a table";
        (int Offset, int Type)[] ours = [.. decoded.Table.Structures.Select(s => (s.Offset, Math.Min((int)s.Type, LastTypeOfIasl + 1)))];
        int same = ours.Zip(theirs).TakeWhile(pair => pair.First == pair.Second).Count();
        if (same == ours.Length && same == theirs.Length)
            return "the same structures";
        if (same == theirs.Length && theirs.Length == 0)
            return "iasl refuses the table as a whole (its length or signature)";
        bool isDamaged = decoded.HasErrors;
        bool isUnknown = same < ours.Length && ours[same].Type > LastTypeOfIasl;
        bool isUnknownBefore = theirs.Length > 0 && theirs[^1].Type > LastTypeOfIasl;
        return same == theirs.Length && (isUnknown || isUnknownBefore) ? "iasl stops at a type that it does not know"
            : same == theirs.Length && isDamaged ? "iasl stops earlier in a table that both call damaged"
            : same == ours.Length && isDamaged ? "iasl goes on behind a structure whose length is wrong"
            : isDamaged && same > 0 ? "the same structures up to the damage"
            : $"differs: {string.Join(' ', ours)} here, {string.Join(' ', theirs)} there";
    }

    /// <summary>The listing of each table; null where iasl does not come to an end.</summary>
    private static string[]?[] Disassemble(byte[][] tables)
    {
        string folder = Directory.CreateTempSubdirectory("rdm-iasl-").FullName;
        try
        {
            return [.. tables.Select(table => Disassemble(folder, table))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // One process a table: iasl goes round and round on some damage, and would take the rest of a batch with it. The limit of
    // 10 MiB on what it writes ends most of these at once.
    private static string[]? Disassemble(string folder, byte[] table)
    {
        string listing = Path.Combine(folder, "t.dsl");
        File.Delete(listing);
        File.WriteAllBytes(Path.Combine(folder, "t.bin"), table);
        ProcessStartInfo start = new("sh", ["-c", "ulimit -f 20480; exec iasl -d t.bin >/dev/null 2>&1"]) { WorkingDirectory = folder };
        using Process iasl = Process.Start(start)!;
        if (!iasl.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            iasl.Kill(entireProcessTree: true);
            iasl.WaitForExit();
            return null;
        }

        const int KilledBySizeLimit = 128 + 25;
        return iasl.ExitCode == KilledBySizeLimit ? null : File.Exists(listing) ? File.ReadAllLines(listing) : [];
    }

    [GeneratedRegex(@"^\[([0-9A-F]+)h [0-9]+ +[0-9A-Fh]+\] +Subtable Type : ([0-9A-F]{4})")]
    private static partial Regex SubtableLine();
}
