using System.Text.Json;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hypervisor;

/// <summary>Boots of Xen 4.17.7 with odd tables and options, as recorded.</summary>
public sealed class TraceBootTests
{
    private static readonly Dictionary<string, JsonElement> Boots = File.ReadLines(FixtureFolder.Of("traces", "dmar.jsonl"))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToDictionary(boot => boot.GetProperty("case").GetString()!);

    public static TheoryData<string> Cases => [.. Boots.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Differences_RecordedBoot_AreNone(string name) => Assert.Empty(TraceBoot.Differences(Boots[name]));

    [Fact]
    public void Differences_ChangedRecord_NamesTheField()
    {
        string line = Boots["v13-shared-scope"].GetRawText()
            .Replace("\"rdm_all\": [[499712, 4]]", "\"rdm_all\": [[499712, 5]]", StringComparison.Ordinal);

        Assert.Equal(
            ["rdm_all[0]: expected [0x7a000, 0x5], got [0x7a000, 0x4]"],
            TraceBoot.Differences(JsonDocument.Parse(line).RootElement));
    }
}
