using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Tests.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Simulation.Machines;

namespace RdmPlanner.Planner.Tests.Simulation;

/// <summary>Where functions come to lie on the guest's bus, and how assigned devices reach the guest.</summary>
public sealed class GuestBusTests
{
    [Theory]
    [InlineData("pci=['01:00.0']", "20:0000:01:00.0")]
    [InlineData("pci=['01:00.0@8']", "40:0000:01:00.0")]
    [InlineData("pci=['01:00.0@0']", "20:0000:01:00.0")]
    [InlineData("vif=['model=e1000'];pci=['01:00.0','02:00.1']", "28:0000:01:00.0 30:0000:02:00.1")]
    [InlineData("pci=['01:00.0@2']", "")]
    public void Build_AssignedDevices_TakeTheNextFreeSlotOrTheirOwn(string settings, string places)
    {
        MachineSimulation simulation = Run("memory=256;" + settings);

        Assert.Equal(places, string.Join(' ', simulation.Hvmloader!.Bus.Functions.Where(f => f.Host is not null)
            .Select(f => FormattableString.Invariant($"{f.Function.DevFn:x2}:{f.Host}"))));
    }

    [Fact]
    public void Build_AllFunctions_KeepTheirNumbersInOneSlot()
    {
        HostTopology topology = new([new HostPciFunction(Nic), new HostPciFunction(new PciAddress(0, 1, 0, 3)), new HostPciFunction(Given.Usb)], []);

        MachineSimulation simulation = MachineSimulator.Run(Ask("memory=256;pci=['01:00.*']") with { Topology = topology });

        Assert.Equal([0x20, 0x23], simulation.Hvmloader!.Bus.Functions.Where(f => f.Host is not null).Select(f => (int)f.Function.DevFn));
    }

    [Fact]
    public void Build_HostListing_GivesTheRegisters()
    {
        HostPciFunction card = new(Nic)
        {
            VendorId = 0x8086, DeviceId = 0x10d3, ClassCode = 0x0200, Bars = [new HostBar(new PciBar(0, PciBarKind.Mem64, 0x10000000, true), 0xe0000000)],
        };

        MachineSimulation simulation = MachineSimulator.Run(Ask("memory=256;pci=['01:00.0']") with { Topology = new HostTopology([card], []) });

        BarResult bar = Assert.Single(simulation.Hvmloader!.Result.Bars, b => b.DevFn == 0x20);
        Assert.Equal((BarSpace.LowMem, 0xe0000000UL), (bar.Space, bar.Address));
        Assert.Equal("PassthroughMmio (BAR 0 of 04.0 (0000:01:00.0))", OwnerOf(simulation.Booted, 0xe0000).ToString());
    }

    [Fact]
    public void Run_VcpusOfTheConfiguration_AreInTheConsole() =>
        Assert.Equal(3, Run("memory=256;vcpus=2;maxvcpus=3").Hvmloader!.Console.Count(line => line.Contains("- CPU", StringComparison.Ordinal)));

    [Fact]
    public void Run_SharedRegionStrict_GivesTheWordsOfToolstackAndHypervisor()
    {
        MachineSimulation simulation = Run("memory=256;pci=['01:00.0']", Given.Region(0xc0000000, 0xc0000fff, Nic, Given.Usb));

        AttachedDevice device = Assert.Single(simulation.Assignment!.Devices);
        Assert.Equal(-1, device.Result.Rc);
        Assert.Equal(
            [
                "xc_assign_device failed: Operation not permitted",
                "libxl__device_pci_add failed for PCI device 0:1:0.0 (rc -3)",
                "unable to add pci devices",
            ],
            device.ToolstackLog);
        Assert.Null(simulation.Hvmloader);
    }

    // strategy=host has the region reserved at creation, so that the guest knows of it when its device comes.
    [Theory]
    [InlineData("memory=256", true)]
    [InlineData("memory=256;rdm=\"strategy=host\"", false)]
    public void Run_HotplugOfARegion_WarnsWhereTheGuestDoesNotKnowIt(string settings, bool warns)
    {
        MachineSimulation simulation = MachineSimulator.Run(
            Ask(settings, Given.Region(0xc0000000, 0xc0000fff, Nic)) with { Hotplug = [Plugged("01:00.0")] });

        Assert.Equal(warns, simulation.Findings.Any(f => f.Code == "XEN7009"));
    }

    [Theory]
    [InlineData(0xfbfff000, 0xfbffffff, false)]
    [InlineData(0xfc000000, 0xfc000fff, true)]
    [InlineData(0x140000000, 0x140000fff, false)]
    public void Run_RegionInWhatHvmloaderKeeps_IsNamed(ulong first, ulong last, bool isNamed)
    {
        MachineSimulation simulation = MachineSimulator.Run(
            Ask("memory=256;rdm=\"strategy=host,policy=relaxed\"", Given.Region(first, last, Nic)));

        Assert.Equal(isNamed, simulation.Findings.Any(f => f.Message.Contains("what hvmloader keeps for itself", StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_HotplugIntoRamStrict_StopsThereWithTheGuestAsItWas()
    {
        MachineSimulation simulation = MachineSimulator.Run(
            Ask("memory=1024", Given.Region(0x10000000, 0x10000fff, Nic)) with { Hotplug = [Plugged("01:00.0")] });

        Assert.Equal(SimulationStage.Hotplug, simulation.Stop?.Stage);
        Assert.Equal(simulation.Booted!.P2m.Runs.AsEnumerable(), simulation.Hotplug!.Memory.P2m.Runs);
        Assert.Equal(
            ["xc_assign_device failed: Device or resource busy", "libxl__device_pci_add failed for PCI device 0:1:0.0 (rc -3)"],
            simulation.Hotplug.Devices[0].ToolstackLog);
    }
}
