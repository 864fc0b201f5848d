using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan simulate</c>: reports, log lines, exit codes and bad input.</summary>
public sealed class SimulateCommandTests
{
    private const string Guest = "fixtures/guests/workstation/guest.cfg";

    [Fact]
    public void Simulate_Workstation_IsTheGoldenReport()
    {
        Ran ran = Run("--p2m");

        Assert.Equal((ExitCode.Accepted, ""), (ran.Exit, ran.Error));

        // The location of the guest file is that of the checkout.
        GoldenFile.Check(ran.Output.Replace(FixtureFolder.Checkout + "/", "", StringComparison.Ordinal), "guests", "workstation", "expected.simulate.txt");
    }

    [Fact]
    public void Simulate_Workstation_ShowsGrowthSteppingHighPlacementAndTheFinalMap()
    {
        string text = Run().Output;

        Assert.Contains("lowmem_end   0xf0000000 -> 0xac800000", text, StringComparison.Ordinal);
        Assert.Contains("0xf0000000 -> 0xe0000000: grown", text, StringComparison.Ordinal);
        Assert.Contains("0xe0000000 -> 0xac800000: down to the end of low RAM", text, StringComparison.Ordinal);
        Assert.Contains("0x00000000c0000000 256 MiB  64-bit 2    05.0  0000:01:00.0  stepped over RDM [0xac800000, 0xb1000000)", text, StringComparison.Ordinal);
        Assert.Contains("0x0000000400000000 16 GiB   64-bit 0    05.0  0000:01:00.0  above 4 GiB", text, StringComparison.Ordinal);
        Assert.Contains("0x00000000ac800000 0x00000000b1000000      18432  RESERVED  RDM from RMRR #1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulate_ConsoleOfARecordedGuest_IsTheRecordedOne()
    {
        string? folder = SharedFolder.Find("traces", "logs", "plain__m0002-tiny");
        Assert.SkipUnless(folder is not null, SharedFolder.SkipReason);

        Ran ran = Rdmplan.Run(
            "simulate", "--host", "sample:no-region", "--guest", Path.Combine(folder, "cfg"), "--profile", "4.17.7", "--phys-bits", "40", "--console");

        Assert.Equal(File.ReadAllText(Path.Combine(folder, "hvmloader.log")), ran.Output);
    }

    [Fact]
    public void Simulate_Dmesg_HasXensPrefixAndTheGuestsNumber()
    {
        string[] lines = Run("--log", "dmesg").Output.TrimEnd('\n').Split('\n');

        Assert.All(lines, line => Assert.True(line.StartsWith("(XEN) ", StringComparison.Ordinal) || line.StartsWith("(d1) ", StringComparison.Ordinal), line));
        Assert.Contains("(d1) HVM Loader", lines);
    }

    [Fact]
    public void Simulate_RefusedByToolstack_SaysWhereAndPrintsItsLines()
    {
        string[] question = ["simulate", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict"];

        Ran ran = Rdmplan.Run(question);
        Ran log = Rdmplan.Run([.. question, "--log", "libxl"]);

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.StartsWith("verdict: REJECTED by stage 2, toolstack: RDM conflict at 0x7e000000.\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Rejected, "RDM conflict at 0x7e000000.\nchecking reserved device memory failed\n"), (log.Exit, log.Output));
    }

    [Fact]
    public void Simulate_RegionInHvmloadersOwnArea_Crashes()
    {
        Ran ran = Rdmplan.Run(
            "simulate", "--region", "0xfd000000-0xfd00ffff=00:02.0", "--memory", "1024", "--rdm", "strategy=host,policy=relaxed");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.StartsWith("verdict: CRASHED in stage 4, hvmloader: memory_map_setup: ", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--bar", "01:00.0")]
    [InlineData("--bar", "01:00.0:0=3G")]
    [InlineData("--phys-bits", "31")]
    [InlineData("--phys-bits", "53")]
    [InlineData("--bios", "coreboot")]
    [InlineData("--log", "qemu")]
    [InlineData("--hotplug", "nonsense")]
    [InlineData("--profile", "4.23")]
    [InlineData("--layout", "x.csv")]
    public void Simulate_WrongOption_IsAUsageErrorWithAMessage(string option, string value)
    {
        Ran ran = Run(option, value);

        Assert.Equal((ExitCode.Usage, ""), (ran.Exit, ran.Output));
        Assert.NotEmpty(ran.Error);
    }

    [Theory]
    [InlineData("--lspci", "fixtures/nowhere.txt")]
    [InlineData("--lspci", "fixtures/README.md")]
    [InlineData("--sysfs", "fixtures/nowhere")]
    [InlineData("--sysfs", "fixtures/guests")]
    [InlineData("--e820", "fixtures/nowhere.txt")]
    [InlineData("--e820", "fixtures/guests/workstation/guest.cfg")]
    [InlineData("--devices", "fixtures/nowhere.json")]
    [InlineData("--devices", "fixtures/guests/workstation/guest.cfg")]
    public void Simulate_InputThatCannotBeUsed_IsBadInputWithAMessage(string option, string value)
    {
        Ran ran = Run(option, value);

        Assert.Equal((ExitCode.BadInput, ""), (ran.Exit, ran.Output));
        Assert.Contains(value, ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strategy=host,policy=strict", false)]
    [InlineData(null, true)]
    public void Simulate_HotplugOfARegion_IsUnknownToTheGuestUnlessReservedAtCreation(string? rdm, bool isUnknown)
    {
        string[] strategy = rdm is null ? [] : ["--rdm", rdm];

        Ran ran = Rdmplan.Run(["simulate", "--host", "sample:workstation", "--memory", "1024", "--hotplug", "00:02.0", .. strategy]);

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Equal(isUnknown, ran.Output.Contains("[XEN7009]", StringComparison.Ordinal));
    }

    [Fact]
    public void Simulate_LspciAndSysfs_ExcludeEachOther() =>
        Assert.Equal(ExitCode.Usage, Run("--lspci", "a", "--sysfs", "b").Exit);

    [Fact]
    public void Simulate_TwoInputsFromStandardInput_IsAUsageError() =>
        Assert.Equal(ExitCode.Usage, Run("--lspci", "-", "--e820", "-").Exit);

    private static Ran Run(params string[] more) => Rdmplan.Run(["simulate", "--host", "sample:workstation", "--guest", Guest, .. more]);
}
