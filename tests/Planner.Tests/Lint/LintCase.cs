using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Lint;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.TestKit;

namespace RdmPlanner.Planner.Tests.Lint;

/// <summary>One line of <c>fixtures/lint-cases/*.txt</c>: <c>name | hex | facts | expected</c>.</summary>
internal sealed record LintCase(string Given, LintRequest Request)
{
    internal static IReadOnlyList<LintCase> Read(string file) =>
        [.. File.ReadLines(FixtureFolder.Of("lint-cases", file)).Where(l => !l.StartsWith('#')).Select(Parse)];

    /// <summary>A file with what lint really finds in its last column.</summary>
    internal static string Received(string file) => string.Concat(
        File.ReadLines(FixtureFolder.Of("lint-cases", file)).Select(
            l => l.StartsWith('#') ? l + "\n" : Parse(l).ToLine()));

    private string ToLine() => $"{Given} | {Text(Linter.Run(Request))}\n";

    /// <summary>What lint says in each case of a file, in words.</summary>
    internal static string Words(string file) => string.Concat(Read(file).SelectMany(c => Linter.Run(c.Request).Select(
        f => $"{c.Given[..c.Given.IndexOf(" | ", StringComparison.Ordinal)]} | {f.Code} {f.Place.Field} | {string.Join(" | ", (string[])[f.Message, .. f.Notes])}\n")));

    /// <summary>Findings as the fixtures write them: code, first byte and length of the place, and the four severities by their first letters.</summary>
    internal static string Text(ImmutableArray<LintFinding> findings) =>
        findings.IsEmpty ? "ok" : string.Join(' ', findings.Select(f => $"{f.Code}@{Place(f.Place)}:{Letters(f.Severities)}"));

    private static string Place(LintPlace place) =>
        place.Offset is { } offset ? string.Create(CultureInfo.InvariantCulture, $"{offset}+{place.LengthInBytes}")
        : place.Line is { } line ? $"L{line}"
        : place.File;

    private static string Letters(LintSeverities severities) => string.Concat(
        new[] { severities.Spec, severities.Linux, severities.Xen, severities.Fwts }.Select(s => s is { } known ? known.ToString()[..1] : "-"));

    private static LintCase Parse(string line)
    {
        string[] columns = line.Split(" | ");
        byte[] bytes = columns[1] == "-" ? [] : Convert.FromHexString(columns[1]);
        byte[] table = bytes.AsSpan().StartsWith("DMAR"u8) || bytes.AsSpan().StartsWith("IVRS"u8) ? bytes : RawTable.Around(bytes);
        return new LintCase(string.Join(" | ", columns[..3]), Facts(columns[2], table));
    }

    private static LintRequest Facts(string text, byte[] table)
    {
        LintRequest request = new() { Host = HostReader.Read(table, "case") };
        List<E820Entry> map = [];
        List<HostPciFunction> functions = [];
        List<string> log = [];
        foreach (string fact in text == "-" ? [] : text.Split(" ; "))
        {
            int space = fact.IndexOf(' ', StringComparison.Ordinal);
            string value = fact[(space + 1)..];
            request = fact[..space] switch
            {
                "kernel" when LinuxProfile.TryParse(value, out LinuxProfile linux) => request with { Linux = linux },
                "xen" when XenProfile.TryParse(value, out XenProfile xen) => request with { Xen = xen },
                "rmrr" => request with { RmrrOption = value },
                "e820" => Adding(request, map, Entry(value)),
                "pci" or "bridge" => Adding(request, functions, Function(value)),
                "log" => Adding(request, log, value),
                _ => throw new FormatException(fact),
            };
        }

        return request with
        {
            MemoryMap = map.Count == 0 ? null : E820Map.FromEntries([.. map]),
            Topology = new HostTopology([.. functions], []),
            Log = log.Count == 0 ? null : new LintLog("log", BootLog.Read(Encoding.UTF8.GetBytes(string.Join('\n', log))), [.. log]),
        };
    }

    private static LintRequest Adding<T>(LintRequest request, List<T> list, T item)
    {
        list.Add(item);
        return request;
    }

    private static E820Entry Entry(string text)
    {
        string[] parts = text.Split('-', ' ');
        Assert(E820TypeNames.TryParse(parts[2], out E820Type type), text);
        return new E820Entry(new GpaRange(new Gpa(Hex(parts[0])), new Gpa(Hex(parts[1]) + 1)), type);
    }

    private static HostPciFunction Function(string text)
    {
        string[] parts = text.Split(' ', '-');
        Assert(PciAddress.TryParse(parts[0], out PciAddress address, out _), text);
        return parts.Length == 3
            ? new HostPciFunction(address) { ClassCode = 0x0604, Buses = new BusNumbers((byte)Hex(parts[1]), (byte)Hex(parts[2])) }
            : new HostPciFunction(address) { ClassCode = (ushort)Hex(parts[1]) };
    }

    private static ulong Hex(string text) => ulong.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static void Assert(bool isRight, string text)
    {
        if (!isRight)
        {
            throw new FormatException(text);
        }
    }
}
