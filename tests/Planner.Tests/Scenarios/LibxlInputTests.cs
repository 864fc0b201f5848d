using System.Text;
using System.Text.Json;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Scenarios;
using Xunit;

namespace RdmPlanner.Planner.Tests.Scenarios;

/// <summary>Value forms of stage libxl that no vector has.</summary>
public sealed class LibxlInputTests
{
    [Theory]
    [InlineData("invalid", null)]
    [InlineData("-1", null)]
    [InlineData("0xffffffff", null)]
    [InlineData("4294967295", null)]
    [InlineData("0", RdmPolicy.Strict)]
    [InlineData("0x1", RdmPolicy.Relaxed)]
    [InlineData("0xdeadbeef", (RdmPolicy)(-559038737))]
    [InlineData("0x100000001", RdmPolicy.Relaxed)]
    public void Policy_NumberOfAnyForm_IsTheEnumerationsLower32Bits(string text, RdmPolicy? expected) =>
        Assert.Equal(expected, LibxlScenario.Policy(text));

    [Theory]
    [InlineData("1", RdmStrategy.Host)]
    [InlineData("0x100000000", RdmStrategy.Ignore)]
    public void Strategy_NumberOfAnyForm_IsTheEnumerationsLower32Bits(string text, RdmStrategy expected) =>
        Assert.Equal(expected, LibxlScenario.Strategy(text));

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("none")]
    [InlineData("18446744073709551616")]
    public void Policy_NoNumber_IsRefused(string text) =>
        Assert.Equal("policy", Assert.Throws<ScenarioFormatException>(() => LibxlScenario.Policy(text)).Path);

    [Fact]
    public void Run_SizesWithLibxlsMarkForUnset_AreTheDefaults()
    {
        const string Unset = "18446744073709551615";
        Assert.Equal(
            Output("{}"),
            Output($$"""{"max_memkb":{{Unset}},"video_memkb":"0xffffffffffffffff","mmio_hole_memkb":{{Unset}},"rdm_mem_boundary_memkb":{{Unset}}}"""));
    }

    [Fact]
    public void Run_UnsetBoundary_LetsARegionAbove2GiBLowerRam() =>
        Assert.Contains("\"lowmem_end\":\"0xb0000000\"", Output("""
            {"max_memkb":4194304,"rdm":{"strategy":"host"},"rdm_mem_boundary_memkb":"0xffffffffffffffff",
             "rmrrs":[{"base":"0xb0000000","end":"0xb0000fff","devices":["00:01.0"]}]}
            """), StringComparison.Ordinal);

    private static string Output(string input)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            LibxlScenario.Run(JsonDocument.Parse(input).RootElement, writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
