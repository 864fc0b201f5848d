using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hypervisor;

public sealed class HostTopologyTests
{
    private static readonly PciAddress Bridge = new(0, 0, 1, 0);
    private static readonly PciAddress Gpu = new(0, 1, 0, 0);
    private static readonly PciAddress Nic = new(0, 0, 0x1f, 6);

    [Fact]
    public void Read_VerboseListing_HasBridgesAndBars()
    {
        HostTopology host = LspciReader.Read(File.ReadAllText(FixtureFolder.Of("topology", "workstation.lspci-vvnn.txt")));

        Assert.Empty(host.Notes);
        Assert.Equal(4, host.Functions.Length);
        Assert.Equal(new BusNumbers(1, 2), host.Bridges[Bridge]);
        HostPciFunction gpu = host.Find(Gpu)!;
        Assert.Equal<(ushort?, ushort?, ushort?)>((0x0300, 0x10de, 0x2204), (gpu.ClassCode, gpu.VendorId, gpu.DeviceId));
        Assert.Equal(("VGA compatible controller", "vfio-pci"), (gpu.ClassName, gpu.Driver));
        Assert.Equal(
            [
                new HostBar(new PciBar(0, PciBarKind.Mem32, 0x1000000), 0xde000000),
                new HostBar(new PciBar(1, PciBarKind.Mem64, 0x400000000, Prefetch: true), 0x6000000000),
                new HostBar(new PciBar(3, PciBarKind.Mem64, 0x2000000, Prefetch: true), 0x6400000000),
                new HostBar(new PciBar(5, PciBarKind.Io, 128), 0xe000),
                new HostBar(new PciBar(6, PciBarKind.Rom, 0x80000), 0xdf000000),
            ],
            gpu.Bars);
    }

    [Fact]
    public void Read_VirtualFunctionBars_AreNotTheFunctionsOwn()
    {
        HostTopology host = LspciReader.Read(File.ReadAllText(FixtureFolder.Of("topology", "workstation.lspci-vvnn.txt")));

        Assert.Equal([new HostBar(new PciBar(0, PciBarKind.Mem32, 0x20000), 0xdf200000)], host.Find(Nic)!.Bars);
    }

    [Fact]
    public void Read_PlainListing_KnowsCommonClassesByName()
    {
        HostTopology host = LspciReader.Read("0000:00:02.0 VGA compatible controller: Some Vendor GPU (rev 02)\n10:00.1 0200: 8086:10c9\n");

        Assert.Equal((ushort)0x0300, host.Functions[0].ClassCode);
        Assert.Equal("Some Vendor GPU", host.Functions[0].Name);
        Assert.Equal<(ushort?, ushort?, ushort?)>((0x0200, 0x8086, 0x10c9), (host.Functions[1].ClassCode, host.Functions[1].VendorId, host.Functions[1].DeviceId));
        Assert.Equal(new PciAddress(0, 0x10, 0, 1), host.Functions[1].Address);
    }

    [Fact]
    public void Read_BarsWithoutIndex_CountUpwards()
    {
        HostTopology host = LspciReader.Read(
            "00:02.0 VGA compatible controller: A\n\tMemory at de000000 (64-bit, non-prefetchable) [size=4M]\n\tMemory at c0000000 (64-bit, prefetchable) [size=256M]\n\tI/O ports at e000 [size=64]\n");

        Assert.Equal([0, 2, 4], host.Functions[0].Bars.Select(bar => bar.Register.Index));
    }

    [Fact]
    public void Read_WhatItCannotUse_IsNotedWithItsLine()
    {
        HostTopology host = LspciReader.Read(
            "pcilib: Cannot open /proc\n00:01.0 PCI bridge: B\n\tBus: primary=00, secondary=xx\n\tRegion 0: Memory at <unassigned> (32-bit)\n00:01.0 PCI bridge: B\n10000:00:02.0 X: Y\n");

        Assert.Equal([1, 3, 4, 5, 6], host.Notes.Select(note => note.Line));
        Assert.Single(host.Functions);
    }

    [Fact]
    public void Read_Nothing_IsUnknownAndLeavesTheInput()
    {
        HostTopology host = LspciReader.Read(string.Empty);
        HypervisorInput input = Hosts.Input();

        Assert.True(host.IsUnknown);
        Assert.Single(host.Notes);
        Assert.Same(input, host.ApplyTo(input));
    }

    [Fact]
    public void Read_Sysfs_GivesTheSameHierarchy()
    {
        HostTopology host = SysfsTopology.Read(
        [
            ("/sys/bus/pci/devices/0000:00:01.0/class", "0x060400\n"),
            ("/sys/bus/pci/devices/0000:00:01.0/secondary_bus_number", "1\n"),
            ("/sys/bus/pci/devices/0000:00:01.0/subordinate_bus_number", "2\n"),
            ("/sys/bus/pci/devices/0000:01:00.0/class", "0x030000\n"),
            ("/sys/bus/pci/devices/0000:01:00.0/vendor", "0x10de\n"),
            ("/sys/bus/pci/devices/0000:01:00.0/device", "0x2204\n"),
            ("/sys/bus/pci/devices/0000:01:00.0/uevent", "DRIVER=vfio-pci\n"),
            (
                "/sys/bus/pci/devices/0000:01:00.0/resource",
                "0x00000000de000000 0x00000000deffffff 0x0000000000040200\n"
                + "0x0000006000000000 0x00000063ffffffff 0x000000000014220c\n"
                + "0x0000000000000000 0x0000000000000000 0x0000000000000000\n"),
            ("/sys/bus/pci/devices/0000:02:00.0/class", "nonsense"),
        ]);

        Assert.Equal(new BusNumbers(1, 2), host.Bridges[Bridge]);
        HostPciFunction gpu = host.Find(Gpu)!;
        Assert.Equal<(ushort?, ushort?, ushort?)>((0x0300, 0x10de, 0x2204), (gpu.ClassCode, gpu.VendorId, gpu.DeviceId));
        Assert.Equal(
            [
                new HostBar(new PciBar(0, PciBarKind.Mem32, 0x1000000), 0xde000000),
                new HostBar(new PciBar(1, PciBarKind.Mem64, 0x400000000, Prefetch: true), 0x6000000000),
            ],
            gpu.Bars);
        Assert.Single(host.Notes);
    }

    [Fact]
    public void Of_PathOverUnknownBridge_IsAnAssumption()
    {
        var behind = new RmrrEntry(0, 0x80000000, 0x80000fff, [new ScopeEntry(1, 0, 0, [new ScopeHop(1, 0), new ScopeHop(0, 0)])]);
        HypervisorInput input = Hosts.Input(behind);

        Assert.Equal(2, HostAssumptions.Of(input).Length);
        HostTopology host = LspciReader.Read("00:01.0 PCI bridge: B\n\tBus: primary=00, secondary=01, subordinate=02, sec-latency=0\n01:00.0 VGA compatible controller: G\n");
        Assert.Empty(HostAssumptions.Of(host.ApplyTo(input)));
        Assert.Equal([Gpu], DmarAcceptance.Run(host.ApplyTo(input)).Regions[0].Devices);
    }
}
