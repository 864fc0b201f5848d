using RdmPlanner.TestKit;

namespace RdmPlanner.Acpi.Tests.Golden;

/// <summary>One line of <c>fixtures/dmar-cases/*.txt</c>: <c>name | hex | expected</c>.</summary>
internal sealed record RuleCase(string Name, byte[] Data, string Findings, string? Structures)
{
    /// <summary>Reads a file; in <c>header.txt</c> the hex is the whole data, elsewhere what follows a right header.</summary>
    public static IReadOnlyList<RuleCase> Read(string file) =>
        [.. File.ReadLines(FixtureFolder.Of("dmar-cases", file)).Where(l => !l.StartsWith('#')).Select(l => Parse(l, file == "header.txt"))];

    private static RuleCase Parse(string line, bool isWholeTable)
    {
        string[] columns = line.Split(" | ");
        byte[] bytes = Convert.FromHexString(columns[1].Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));
        string expected = columns[2];
        bool isOk = expected.StartsWith("ok", StringComparison.Ordinal);
        int colon = expected.IndexOf(':', StringComparison.Ordinal);
        return new RuleCase(
            columns[0],
            isWholeTable ? bytes : RawTable.Around(bytes),
            isOk ? "" : expected[..(colon < 0 ? expected.Length : colon)].Trim(),
            isOk ? expected[2..].Trim() : colon < 0 ? null : expected[(colon + 1)..].Trim());
    }
}
