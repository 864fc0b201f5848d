using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Toolstack;

/// <summary>Verdict, log and xenstore key of the stage (BEHAVIOUR.md section 2).</summary>
public sealed class ToolstackStageTests
{
    private static readonly HostRegion Straddling = Region(0x7c00_0000, 0x803f_ffff, Gpu);

    [Fact]
    public void Run_NoRegion_Builds()
    {
        ToolstackResult result = ToolstackStage.Run(Input(4 << 20));
        Assert.Equal((ToolstackVerdict.Built, 0), (result.Verdict, result.ReturnCode));
        Assert.Empty(result.Log);
    }

    [Fact]
    public void Run_DefaultBoundary_Is2GiB()
    {
        Assert.Equal(0xf000_0000UL, ToolstackStage.Run(Input(4 << 20, Region(0x8000_0000, 0x8000_0fff, Gpu))).Rdm.Layout.LowMemEnd.Value);
        Assert.Equal(0x8000_0000UL, ToolstackStage.Run(Input(4 << 20, Region(0x8000_1000, 0x8000_1fff, Gpu))).Rdm.Layout.LowMemEnd.Value);
    }

    [Fact]
    public void Run_BoundaryZero_IsARealValue()
    {
        ToolstackInput input = Input(4 << 20, Region(0x1000, 0x1fff, Gpu)) with { BoundaryKiB = 0 };
        Assert.Equal(0x1000UL, ToolstackStage.Run(input).Rdm.Layout.LowMemEnd.Value);
    }

    [Fact]
    public void Run_ReleaseBefore414_DoesNotRoundForHap()
    {
        ToolstackInput input = Input(4 << 20, Region(0xac6d_3000, 0xac6d_3fff, Gpu)) with { RoundsMovedLowMemForHap = false };
        Assert.Equal(0xac6d_3000UL, ToolstackStage.Run(input).Rdm.Layout.LowMemEnd.Value);
    }

    [Fact]
    public void Run_StrictConflict_LogsItAndStops()
    {
        ToolstackResult result = ToolstackStage.Run(Strictly(Input(4 << 20, Straddling)));
        Assert.Equal((ToolstackVerdict.RdmConflict, -3), (result.Verdict, result.ReturnCode));
        Assert.Null(result.MemoryMap);
        Assert.Equal(
            [new("ERROR", "RDM conflict at 0x7c000000."), new ToolstackLogLine("ERROR", "checking reserved device memory failed")],
            result.Log);
    }

    [Fact]
    public void Run_StrictConflictAfterRelaxedOnes_WarnsOfThoseBeforeIt()
    {
        // Reverse table order: 0x30000000, then the strict 0x20000000, then 0x10000000.
        ToolstackInput input = Input(
            4 << 20, Region(0x1000_0000, 0x1000_0fff, Nic), Region(0x2000_0000, 0x2000_0fff, Gpu), Region(0x3000_0000, 0x3000_0fff, Usb));
        input = input with { Rdm = input.Rdm with { Devices = [Device(Gpu, RdmPolicy.Strict)] } };
        Assert.Equal(
            ["Ignoring RDM conflict at 0x30000000.", "RDM conflict at 0x20000000.", "checking reserved device memory failed"],
            ToolstackStage.Run(input).Log.Select(line => line.Text));
    }

    [Fact]
    public void Run_RelaxedConflict_WarnsAndBuilds()
    {
        ToolstackResult result = ToolstackStage.Run(Input(4 << 20, Straddling));
        Assert.Equal(ToolstackVerdict.Built, result.Verdict);
        Assert.Equal([new ToolstackLogLine("WARN", "Ignoring RDM conflict at 0x7c000000.")], result.Log);
    }

    [Fact]
    public void Run_ManualPagesExample_JustMovesLowRam()
    {
        // xl.cfg(5): 2800 MiB of memory and a region at 2 GiB + 256 MiB; with the default boundary nothing conflicts.
        ToolstackResult result = ToolstackStage.Run(Strictly(Input(2800 << 10, Region(0x9000_0000, 0x9fff_ffff, Gpu))));
        Assert.Equal(ToolstackVerdict.Built, result.Verdict);
        Assert.Equal((0x9000_0000UL, 0x1_1f00_0000UL), (result.Rdm.Layout.LowMemEnd.Value, result.Rdm.Layout.HighMemEnd?.Value));
    }

    [Fact]
    public void Run_TooManyRegions_IsRefusedByLibxc()
    {
        HostRegion[] regions = [.. Enumerable.Range(0, 127).Select(i => Region(0xf000_0000 + ((ulong)i << 13), 0xf000_0fff + ((ulong)i << 13), Gpu))];
        ToolstackResult result = ToolstackStage.Run(Input(2 << 20, regions));
        Assert.Equal((ToolstackVerdict.TooManyEntries, -3), (result.Verdict, result.ReturnCode));
        Assert.Equal(
            ["Ooops! Too many entries in the memory map!", "setting domain memory map failed"], result.Log.Select(line => line.Text));
    }

    [Theory]
    [InlineData(2_089_472UL, 0UL, "vNUMA memory pages mismatch (0x7f880 != 0x7f800)")] // half a MiB too much
    [InlineData(16UL << 30, 0UL, "vNUMA memory pages mismatch (0x100000000 != 0x0)")] // libxc counts in 32 bits
    [InlineData(4096UL, 8192UL, "vNUMA memory pages mismatch (0xf0000 != 0xfffffc00)")] // less than the video memory
    public void Run_PageCountsDiffer_IsRefusedByLibxc(ulong max, ulong video, string message)
    {
        ToolstackResult result = ToolstackStage.Run(Input(max) with { VideoMemKiB = video });
        Assert.Equal((ToolstackVerdict.PageCountMismatch, 0), (result.Verdict, result.ReturnCode));
        Assert.Equal([new ToolstackLogLine("XC", message)], result.Log);
    }

    [Theory]
    [InlineData(0UL, null)]
    [InlineData(255UL, null)]
    [InlineData(256UL, 0x1000_0000UL)] // written although it changes nothing
    [InlineData(1024UL, 0x4000_0000UL)]
    [InlineData(4097UL, null)]
    public void Run_MmioHole_IsWrittenToXenstore(ulong holeMiB, ulong? key) =>
        Assert.Equal(key, ToolstackStage.Run(Input(2 << 20) with { MmioHoleKiB = holeMiB << 10 }).MmioHoleSizeInBytes);

    private static ToolstackInput Input(ulong maxMemKiB, params HostRegion[] regions) => new()
    {
        MaxMemKiB = maxMemKiB,
        Rdm = new RdmRequest { HostRegions = [.. regions], Strategy = RdmStrategy.Host },
    };

    private static ToolstackInput Strictly(ToolstackInput input) =>
        input with { Rdm = input.Rdm with { GlobalPolicy = RdmPolicy.Strict } };
}
