using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan generate</c>: lines, refusals and exit codes.</summary>
public sealed class GenerateCommandTests
{
    [Theory]
    [InlineData("rmrr=0xd5d45=0:1d.0\n", "xen-rmrr", "--region", "0xd5d45000-0xd5d45fff=00:1d.0")]
    [InlineData("rmrr=0xd5d45=0:1d.0\n", "xen-rmrr", "--plain", "--region", "0xd5d45000-0xd5d45fff=00:1d.0")]
    [InlineData(
        """GRUB_CMDLINE_XEN="rmrr=0xd5d45=0:1d.0\;0xd5d46-0xd5d48=0:1a.0" """,
        "xen-rmrr", "--grub", "--region", "0xd5d45000-0xd5d45fff=00:1d.0", "--region", "0xd5d46000-0xd5d48fff=00:1a.0")]
    [InlineData("ivmd=0x4f83f-0x4f87f=c1:0.0\n", "xen-ivmd", "--region", "0x4f83f000-0x4f87ffff=c1:00.0")]
    [InlineData("ivmd=0x4f83f-0x4f87f\n", "xen-ivmd", "--region", "0x4f83f000-0x4f87ffff")]
    public void Generate_StatedRegions_GivesTheLine(string expected, params string[] args)
    {
        Ran ran = Rdmplan.Run(["generate", .. args]);
        Assert.Equal((ExitCode.Accepted, expected.Trim() + "\n"), (ran.Exit, ran.Output));
    }

    [Fact]
    public void Generate_HostsOwnRegion_SaysThatTheTableHasItAlready()
    {
        Ran ran = Rdmplan.Run("generate", "xen-rmrr", "--host", "sample:laptop", "--device", "00:14.0");
        Assert.Equal((ExitCode.Accepted, "rmrr=0x8d5dd-0x8d5ec=0:14.0;0x8d5ed-0x8d5fc=0:14.0\n"), (ran.Exit, ran.Output));
        Assert.Contains("the table of this host has it already", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_RegionTooLarge_IsRefusedWithTheLimit()
    {
        Ran ran = Rdmplan.Run("generate", "xen-rmrr", "--host", "sample:laptop");
        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.StartsWith("rmrr=0x8d5dd-", ran.Output, StringComparison.Ordinal);
        Assert.Contains("10240 pages; rmrr= takes 10 regions of 16 pages, 160 in all", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_MemmapOfAPlannedGuest_IsItsFinalMap()
    {
        Ran ran = Rdmplan.Run("generate", "memmap", "--host", "sample:laptop", "--memory", "4096", "--pci", "00:02.0");
        Assert.Equal((ExitCode.Accepted, ""), (ran.Exit, ran.Error));
        GoldenFile.Check(ran.Output.Replace(' ', '\n'), "golden", "generate", "memmap-laptop.txt");
    }

    [Fact]
    public void Generate_MemmapOfAFile_EscapesForGrub()
    {
        byte[] log = Rdmplan.Utf8(
            "BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable\nBIOS-e820: [mem 0x00000000000f0000-0x00000000000fffff] reserved\n");
        Assert.Equal(
            """GRUB_CMDLINE_LINUX="memmap=exactmap memmap=640K@0 memmap=64K\\\$960K" """.TrimEnd() + "\n",
            Rdmplan.RunWithInput(log, "generate", "memmap", "--map", "-", "--grub").Output);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "xen")]
    [InlineData(ExitCode.Usage, "xen-rmrr", "--grub", "--plain", "--region", "0x1000-0x1fff=00:1d.0")]
    [InlineData(ExitCode.Usage, "xen-rmrr", "--device", "nonsense")]
    [InlineData(ExitCode.Usage, "xen-rmrr", "--region", "nonsense")]
    [InlineData(ExitCode.Rejected, "xen-rmrr", "--host", "sample:no-region")]
    [InlineData(ExitCode.Rejected, "xen-rmrr", "--region", "0x1000-0x1fff")]
    [InlineData(ExitCode.Rejected, "memmap", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict")]
    [InlineData(ExitCode.BadInput, "memmap", "--map", "fixtures/README.md")]
    [InlineData(ExitCode.BadInput, "memmap", "--map", "fixtures/none.txt")]
    public void Generate_WhatCannotBe_IsSaid(ExitCode expected, params string[] args)
    {
        Ran ran = Rdmplan.Run(["generate", .. args]);
        Assert.Equal((expected, ""), (ran.Exit, ran.Output));
        Assert.NotEmpty(ran.Error);
    }
}
