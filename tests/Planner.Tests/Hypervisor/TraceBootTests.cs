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
    public void Differences_SegmentAndPathBehindAnAbsentBridge_AreRead()
    {
        const string Line = """
            {"case":"x","xen_opts":"","dmar_rmrrs":"79000000:79000fff:0.1c.0.0.0:1","iommu_enabled":true,"messages":[
            "[VT-D] RMRR [79000000,79000fff] not in reserved memory; need \"iommu_inclusive_mapping=1\"?",
            "[VT-D] endpoint: 0001:ff:00.0","Intel VT-d Queued Invalidation enabled."],
            "rdm_all":[[495616,1]],"rdm_per_dev":{"0001:ff:00.0":[[495616,1]]}}
            """;
        Assert.Empty(TraceBoot.Differences(JsonDocument.Parse(Line).RootElement));
    }

    [Theory]
    [InlineData("79000000:79000fff")]
    [InlineData("79000000:79000fff:0.1c.0.0")]
    [InlineData("79000000:79000fff:0.5.0:10000")]
    public void Differences_MalformedRegion_NamesTheField(string regions)
    {
        string line = $$"""{"case":"x","xen_opts":"","dmar_rmrrs":"{{regions}}"}""";
        Assert.Equal(
            "dmar_rmrrs",
            Assert.Throws<ScenarioFormatException>(() => TraceBoot.Differences(JsonDocument.Parse(line).RootElement)).Path);
    }

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
