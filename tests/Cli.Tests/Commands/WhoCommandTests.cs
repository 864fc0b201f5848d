using System.Text.Json;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan who</c>: owners stage by stage, and what it refuses.</summary>
public sealed class WhoCommandTests
{
    [Theory]
    [InlineData("0xac7ff", "ram")]
    [InlineData("0xac800", "hole")]
    [InlineData("0xc0000", "passthrough_mmio")]
    [InlineData("0xd1000", "emulated_mmio")]
    [InlineData("0xe213f", "identity_rdm")]
    [InlineData("0xfc000", "firmware")]
    [InlineData("1048576", "ram")]
    public void Who_FrameOfTheWorkstation_HasItsOwnerAtTheEnd(string gfn, string kind)
    {
        Ran ran = Run("--gfn", gfn, "--format", "json");

        using JsonDocument document = JsonDocument.Parse(ran.Output);
        JsonElement frame = Assert.Single(document.RootElement.GetProperty("frames").EnumerateArray());
        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Equal(kind, frame.GetProperty("stages").EnumerateArray().Last().GetProperty("kind").GetString());
    }

    [Fact]
    public void Who_ReservedButUnassignedRegion_SaysForWhichItIsReserved()
    {
        string text = Run("--address", "0xac900123").Output;

        Assert.StartsWith("gfn 0xac900 (bytes 0xac900000 to 0xac900fff):\n  toolstack   hole", text, StringComparison.Ordinal);
        Assert.Contains("reserved in the guest's map for RDM [0xac800000, 0xb1000000)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_Stage_PrintsThatStageAlone()
    {
        string text = Run("--gfn", "0xe2100", "--stage", "assignment").Output;

        Assert.Contains("assignment  identity RDM", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hvmloader", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_GuestThatIsNotBuilt_SaysWhy()
    {
        Ran ran = Rdmplan.Run("who", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict", "--gfn", "0x7e000");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("toolstack   not reached: RDM conflict at 0x7e000000.", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_MaskedRegionUnderAnAssignedDevice_HasTwoOwnersAndFails()
    {
        Ran ran = Rdmplan.Run(
            "who", "--host", "sample:straddles-2g", "--memory", "4096", "--pci", "00:02.0,rdm_policy=relaxed", "--gfn", "0x7e000");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("two owners", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--gfn", "1", "--address", "4096")]
    [InlineData("--gfn", "0xzz")]
    [InlineData("--gfn", "-1")]
    [InlineData("--gfn", "0x10000000000000")]
    [InlineData("--address", "0x10000000000000000")]
    [InlineData("--gfn", "1", "--stage", "moon")]
    [InlineData("--gfn", "1", "--stage", "hotplug")]
    [InlineData("--gfn", "1", "--profile", "all")]
    [InlineData("--gfn", "1", "--format", "csv")]
    public void Who_WrongOptions_AreUsageErrors(params string[] options)
    {
        Ran ran = Run(options);

        Assert.Equal(ExitCode.Usage, ran.Exit);
        Assert.NotEmpty(ran.Error);
    }

    private static Ran Run(params string[] more) =>
        Rdmplan.Run(["who", "--host", "sample:workstation", "--guest", "fixtures/guests/workstation/guest.cfg", .. more]);
}
