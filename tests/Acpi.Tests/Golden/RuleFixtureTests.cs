using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Golden;

/// <summary>Every rule of the decoder as a line of text, each valid case followed by its truncations.</summary>
public sealed class RuleFixtureTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string file in Files())
            {
                foreach (RuleCase rule in RuleCase.Read(file))
                    data.Add(file, rule.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decode_RuleCase_GivesWhatTheLineSays(string file, string name)
    {
        RuleCase rule = RuleCase.Read(file).Single(c => c.Name == name);

        DmarDecodeResult result = DmarDecoder.Decode(rule.Data);

        Assert.Equal(rule.Findings, string.Join(' ', result.Diagnostics));
        if (rule.Structures is not null)
            Assert.Equal(rule.Structures, StructureText.Of(result.Table));
    }

    [Fact]
    public void Cases_AllFilesTogether_CauseEveryCode()
    {
        IEnumerable<string> seen = Files().SelectMany(RuleCase.Read)
            .SelectMany(c => c.Findings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(f => f[..f.IndexOf('@', StringComparison.Ordinal)])
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(Enumerable.Range(1001, 27).Select(n => $"DMAR{n}"), seen);
    }

    private static string[] Files() =>
        [.. Directory.GetFiles(FixtureFolder.Of("dmar-cases"), "*.txt").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
