using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Fuzz;

namespace RdmPlanner.Fuzz;

/// <summary>What fuzzing starts from: the fixtures of the checkout, each in the form that a target takes, and what was found before.</summary>
internal static class Seeds
{
    // afl-fuzz spends its time on what is small.
    private const int LargestInBytes = 4096;

    // Of thousands of vectors, every so many.
    private const int VectorStep = 23;

    /// <summary>Writes the seeds of a target into a folder.</summary>
    /// <param name="target">The target.</param>
    /// <param name="folder">The folder, which is made when it is not there.</param>
    internal static void Write(FuzzTarget target, string folder)
    {
        Directory.CreateDirectory(folder);
        int number = 0;
        foreach (byte[] seed in Of(target.Name).Concat(Found(target.Name)).Where(s => s.Length is > 0 and <= LargestInBytes))
            File.WriteAllBytes(Path.Combine(folder, $"{number++:d4}"), seed);
        Console.WriteLine($"{target.Name}: {number} seeds");
    }

    private static IEnumerable<byte[]> Of(string target) => target switch
    {
        "dmar" => Tables(isDmar: true),
        "ivrs" => Tables(isDmar: false),
        "dump" => Files("dumps", "dmar", "lint-cases"),
        "log" => Files("logs", "e820", "traces", "explain"),
        "lspci" => Files("topology", "dmar").Where(f => f.AsSpan().IndexOf(".0 "u8) >= 0),
        "csv" => Files("e820", "topology", "codes", "guests").Where(f => f.AsSpan().IndexOf((byte)',') >= 0),
        "devicelist" => Files("topology", "codes", "guests").Where(f => f.AsSpan().TrimStart(" \n"u8) is [(byte)'[' or (byte)'{', ..]).Concat(Devices()),
        "explain" => Files("explain").SelectMany(Lines),
        "xlcfg" => Files("guests-cfg", "guests", "codes").Where(f => f.AsSpan().IndexOf("memory"u8) >= 0),
        "options" => Strings(),
        "scenario" => Files("vectors", "traces", largest: int.MaxValue).SelectMany(Lines).Where((_, i) => i % VectorStep == 0),
        "bundle" => Archives(),
        "plan" => Plans(),
        _ => throw new ArgumentException($"no seeds for {target}", nameof(target)),
    };

    /// <summary>What was found before, and seeds that no fixture is.</summary>
    private static IEnumerable<byte[]> Found(string target) =>
        new[] { FixtureFolder.Of("fuzz", target), Path.Combine(FixtureFolder.Checkout, "fuzz", "seeds", target) }
            .Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(File.ReadAllBytes);

    private static IEnumerable<byte[]> Files(string first, params string[] others) => Files([first, .. others], LargestInBytes);

    private static IEnumerable<byte[]> Files(string first, string second, int largest) => Files([first, second], largest);

    private static IEnumerable<byte[]> Files(string[] folders, int largest) => folders
        .SelectMany(folder => Directory.EnumerateFiles(FixtureFolder.Of(folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        .Where(file => new FileInfo(file).Length <= largest && !file.EndsWith(".md", StringComparison.Ordinal))
        .Select(File.ReadAllBytes);

    private static IEnumerable<byte[]> Tables(bool isDmar) => Files("dumps", "dmar", "codes", "lint-cases")
        .SelectMany(file => AcpiDump.Read(file).Tables)
        .Where(table => isDmar ? table.IsDmar : table.Signature == "IVRS")
        .Select(table => table.Bytes.ToArray());

    private static IEnumerable<byte[]> Lines(byte[] file) =>
        Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes);

    private static IEnumerable<byte[]> Vectors(string file) =>
        File.ReadLines(FixtureFolder.Of("vectors", file)).Select(Encoding.UTF8.GetBytes);

    private static IEnumerable<byte[]> Devices()
    {
        foreach (byte[] line in Vectors("hvmloader.jsonl").Where((_, i) => i % VectorStep == 0))
        {
            using JsonDocument vector = JsonDocument.Parse(line);
            if (vector.RootElement.GetProperty("in").TryGetProperty("devices", out JsonElement devices))
                yield return Encoding.UTF8.GetBytes(devices.GetRawText());
        }
    }

    private static IEnumerable<byte[]> Strings()
    {
        foreach (byte[] line in Vectors("parse.jsonl"))
        {
            using JsonDocument vector = JsonDocument.Parse(line);
            JsonElement input = vector.RootElement.GetProperty("in");
            yield return Option(input.GetProperty("kind").GetString() == "rdm" ? '0' : '1', input.GetProperty("string").GetString()!);
        }

        foreach (byte[] line in Vectors("rmrr.jsonl"))
        {
            using JsonDocument vector = JsonDocument.Parse(line);
            if (vector.RootElement.GetProperty("in").TryGetProperty("rmrr_param", out JsonElement option) && option.GetString() is { } text)
                yield return Option('2', text);
        }

        yield return Option('2', "0x7ba77-0x7ba7f=0000:08:00.0,08:00.1;0xe8=00:1d.0");
        yield return Option('3', "0x7c000000-0x803fffff=00:02.0,00:14.0,policy=relaxed");
        yield return Option('3', "0xd5d45000+64K=0000:00:1d.0");
        yield return Option('3', "01:00.0:0=16G,64,prefetch");
        yield return Option('3', "0x28:rom=64K");

        static byte[] Option(char kind, string text) => [(byte)kind, .. Encoding.UTF8.GetBytes(text)];
    }

    private static IEnumerable<byte[]> Archives()
    {
        byte[] table = Tables(isDmar: true).First(t => t.Length < 500);
        foreach (TarEntryFormat format in (TarEntryFormat[])[TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu])
        {
            byte[] tar = Tar(format, table);
            yield return tar;
            using MemoryStream compressed = new();
            using (GZipStream gzip = new(compressed, CompressionLevel.Optimal))
                gzip.Write(tar);
            yield return compressed.ToArray();
        }
    }

    private static byte[] Tar(TarEntryFormat format, byte[] table)
    {
        using MemoryStream tar = new();
        using (TarWriter writer = new(tar, format, leaveOpen: true))
        {
            Add("sys/firmware/acpi/tables/DMAR", table);
            Add("sys/bus/pci/devices/0000:00:14.0/class", "0x0c0330\n"u8);
            Add("sys/firmware/memmap/0/start", "0x0\n"u8);

            void Add(string name, ReadOnlySpan<byte> content)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name),
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                    _ => new UstarTarEntry(TarEntryType.RegularFile, name),
                };
                entry.ModificationTime = DateTimeOffset.UnixEpoch;
                entry.DataStream = new MemoryStream(content.ToArray());
                writer.WriteEntry(entry);
            }
        }

        // Two empty blocks at the end are enough.
        byte[] whole = tar.ToArray();
        return whole[..Math.Min(whole.Length, LargestInBytes)];
    }

    private static IEnumerable<byte[]> Plans()
    {
        byte[][] guests = [.. Files("guests-cfg", "guests").Where(f => f.AsSpan().IndexOf("memory"u8) >= 0 && f.Length < 600)];
        byte[][] hosts = [.. Tables(isDmar: true).Where(t => t.Length < 600), .. Files("logs", "codes").Where(f => f.AsSpan().IndexOf("RMRR"u8) >= 0 && f.Length < 1500)];
        for (int i = 0; i < hosts.Length; i++)
            yield return [.. hosts[i], .. "%%%"u8, .. guests[i * 7 % guests.Length]];
        yield return "start,last,devices,policy\n0x7c000000,0x803fffff,00:02.0,strict\n%%%memory=4096\nrdm='strategy=host,policy=relaxed'\npci=['00:02.0,rdm_policy=relaxed']\ntype='hvm'\n"u8.ToArray();
    }
}
