using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Tests.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Simulation.Machines;

namespace RdmPlanner.Planner.Tests.Simulation;

/// <summary>Which frames have memory before and after hvmloader. The expected ranges are records of guests of Xen 4.17 unless said.</summary>
public sealed class GuestFrameTests
{
    private const string OwnPages = "fc000-fc00a fc100-fc100 fdfff-fdfff feff0-fefff";

    [Theory]
    [InlineData("memory=256", "0-9f c0-1000f feff0-fefff", "0-9f c0-efff 10000-1000f f1000-f1fff " + OwnPages)]
    [InlineData("memory=256;vga='cirrus'", "0-9f c0-1000f feff0-fefff", "0-9f c0-f7ff 10000-1000f f0000-f07ff " + OwnPages)]
    [InlineData("memory=256;vga='none'", "0-9f c0-ffff feff0-fefff", "0-9f c0-ffff " + OwnPages)]
    [InlineData("memory=256;vga='qxl';videoram=128", "0-9f c0-1004f feff0-fefff", "0-9f c0-7fff c000-1004f f0000-f3fff " + OwnPages)]
    [InlineData("memory=512;xen_platform_pci=0", "0-9f c0-2000f feff0-fefff", "0-9f c0-1efff 20000-2000f f0000-f0fff " + OwnPages)]
    [InlineData("memory=512;videoram=256", "0-9f c0-2000f feff0-fefff", "0-9f c0-2000f " + OwnPages)]
    [InlineData("memory=3000;mmio_hole=2048", "0-9f c0-7ffff feff0-fefff 100000-13b80f", "0-9f c0-7ffff 81000-81fff " + OwnPages + " 100000-13a7ff 13b800-13b80f")]
    [InlineData("memory=6000", "0-9f c0-effff feff0-fefff 100000-18700f", "0-9f c0-effff f1000-f1fff " + OwnPages + " 100000-185fff 187000-18700f")]
    [InlineData(
        "memory=512;device_model_args_hvm=['-device','e1000,addr=5','-device','rtl8139,addr=6']",
        "0-9f c0-200bf feff0-fefff",
        "0-9f c0-1efff 20000-200bf f1000-f1fff " + OwnPages)]
    public void Run_RecordedGuest_HasItsFrames(string settings, string before, string after)
    {
        MachineSimulation simulation = Run(settings);

        Assert.Equal(before, Frames(simulation.Built));
        Assert.Equal(after, Frames(simulation.Booted));
    }

    [Fact]
    public void Run_RamLoweredByARegion_LeavesVideoMemoryAtTheOldEnd()
    {
        MachineSimulation simulation = Run("memory=3000;rdm='strategy=host,policy=strict'", Given.Region(0xb0000000, 0xb000ffff));

        Assert.Equal("0-9f c0-affff ba800-bb80f feff0-fefff 100000-10a7ff", Frames(simulation.Built));
        Assert.Equal("0-9f c0-affff bb800-bb80f f1000-f1fff " + OwnPages + " 100000-10a7ff", Frames(simulation.Booted));
    }

    [Fact]
    public void Run_HighRamGrownByARegion_LosesTheFramesOfTheVideoMemory()
    {
        MachineSimulation simulation = Run(
            "memory=6000;rdm='strategy=host,policy=strict'", Given.Region(0x90fff000, 0x90ffffff), Given.Region(0xa0123000, 0xa0133fff));

        Assert.Equal("0-9f c0-90dff feff0-fefff 100000-1e51ff", Frames(simulation.Built));
        Assert.Equal("0-9f c0-90dff f1000-f1fff " + OwnPages + " 100000-185fff 187000-1e51ff", Frames(simulation.Booted));
        Assert.Equal(PageKind.DeviceModel, OwnerOf(simulation.Built, 0x186000).Kind);
        Assert.Contains(simulation.Findings, f => f.Code == "HVM4019" && f.Message.Contains("[0x186000, 0x187000)", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_FramebufferBelowTheOldEndOfRam_IsNotMoved()
    {
        MachineSimulation simulation = Run(
            "memory=3857;rdm='strategy=host,policy=strict'",
            Given.Region(0xefff8000, 0xf0007fff),
            Given.Region(0xfbff0000, 0xfc00ffff),
            Given.Region(0xbafff000, 0xbb000fff));

        Assert.Equal("0-9f c0-badff feff0-fefff 100000-1352ff", Frames(simulation.Built));
        Assert.Equal("0-9f c0-badff " + OwnPages + " 100000-1352ff", Frames(simulation.Booted));
        Assert.Contains(simulation.Findings, f => f.Code == "HVM4018" && f.Message.Contains("BAR 0 of 1234:1111", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_RamMovedOntoVideoMemory_IsMovedOnWithTheFramebuffer()
    {
        SimulationRequest request = Ask(
            "memory=6000;rdm='strategy=host,policy=strict';device_model_args_hvm=['-device','pci-testdev,membar=256M,addr=6']",
            Given.Region(0xf0000000, 0xf0ffffff),
            Given.Region(0xf2800000, 0xf280ffff),
            Given.Region(0xf8000000, 0xf8000fff)) with { ForceRelocate = true };

        MachineSimulation simulation = MachineSimulator.Run(request);

        Assert.Equal("0-9f c0-dffff f3000-f3fff " + OwnPages + " 100000-185fff 187000-195fff", Frames(simulation.Booted));
        Assert.Equal("RAM moved by hvmloader", OwnerOf(simulation.Booted, 0xf3000).Why);
        Assert.Equal(0xe0001UL, OwnerOf(simulation.Booted, 0xf3000).Origin!.Value.Value);
    }

    // Not recorded: page by page in ascending order, so the pages moved onto later sources are moved again.
    [Fact]
    public void Run_FramebufferMovedWithinItself_KeepsOnlyItsLastFrames()
    {
        MachineSimulation simulation = Run(
            "memory=1000;xen_platform_pci=0;rdm='strategy=host,policy=strict'", Given.Region(0xf0000000, 0xf0ffffff));

        Assert.Equal(0x3d800000UL, simulation.Hvmloader!.Result.PciMemStart);
        Assert.Equal("0-9f c0-3d7ff 3e800-3efff " + OwnPages, Frames(simulation.Booted));
    }

    // The guest was recorded up to here: it hangs without the pages of the toolstack.
    [Fact]
    public void Run_VideoMemoryOverTheSpecialPages_IsNamed()
    {
        MachineSimulation simulation = Run("memory=4096;videoram=256");

        Assert.Equal("0-9f c0-10000f", Frames(simulation.Built));
        Assert.Contains(simulation.Findings, f => f.Code == "HVM4006" && f.Message.Contains("hangs", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Ovmf_PopulatesItsImage()
    {
        SimulationRequest request = Ask("memory=256;bios='ovmf'");

        MachineSimulation simulation = MachineSimulator.Run(request);

        Assert.Equal("OVMF image", OwnerOf(simulation.Booted, 0xfffff).Why);
        Assert.Equal("OVMF image", OwnerOf(simulation.Booted, 0xffc00).Why);
        Assert.Equal(PageKind.Hole, OwnerOf(simulation.Booted, 0xffbff).Kind);
    }

    [Fact]
    public void Run_NoMorePagesGranted_TakesThemFromTheEndOfRam()
    {
        MachineSimulation simulation = MachineSimulator.Run(Ask("memory=256;vga='none'") with { PopulateLimit = 10 });

        Assert.Equal("0-9f c0-fffd " + OwnPages, Frames(simulation.Booted));
        Assert.Equal(0xffffUL, OwnerOf(simulation.Booted, 0xfc00a).Origin!.Value.Value);
        Assert.Equal(0xfffeUL, OwnerOf(simulation.Booted, 0xfc100).Origin!.Value.Value);
    }

    [Fact]
    public void Run_CrashBeforeTheMap_LeavesTheFramesAsBuilt()
    {
        MachineSimulation simulation = Run(
            "memory=3856;rdm='strategy=host,policy=strict'", Given.Region(0xfc200000, 0xfc2fffff), Given.Region(0xfed20000, 0xfed44fff));

        Assert.Equal(SimulationStage.Hvmloader, simulation.Stop?.Stage);
        Assert.Equal("0-9f c0-f100f feff0-fefff", Frames(simulation.Booted));
    }

    [Fact]
    public void Run_NoRamAtAll_IsRefusedByTheToolstack() =>
        Assert.Equal(
            new SimulationStop(SimulationStage.Toolstack, "xc_dom_boot_mem_init failed: Invalid argument"),
            Run("memory=256;videoram=256").Stop);
}
