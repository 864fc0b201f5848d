using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Tests.Rdm;

namespace RdmPlanner.Planner.Tests.Simulation;

/// <summary>A question to the whole machine as it was drawn; shrinks by parts.</summary>
/// <param name="MemoryMiB">Memory.</param>
/// <param name="Settings">Further xl.cfg settings.</param>
/// <param name="Regions">Regions of the host as (first page, pages, owners); owners are bits of <see cref="MachineCases.Devices"/>.</param>
/// <param name="Assigned">Assigned devices, each with its policy.</param>
/// <param name="Bars">Registers: function, size as a power of two, whether 64 bits.</param>
/// <param name="Plugged">Device to attach after boot, or -1.</param>
/// <param name="Relocate">Whether hvmloader may move RAM.</param>
/// <param name="PopulateLimit">Pages for hvmloader, null for enough.</param>
public sealed record MachineCase(
    int MemoryMiB,
    ImmutableArray<string> Settings,
    ImmutableArray<(int First, int Pages, int Owners)> Regions,
    ImmutableArray<(int Device, bool Strict)> Assigned,
    ImmutableArray<(int Slot, int Shift, bool Is64)> Bars,
    int Plugged,
    bool Relocate,
    ulong? PopulateLimit)
{
    public SimulationRequest Request => Machines.Ask(
        $"memory={MemoryMiB};{string.Join(';', Settings)};pci=[{string.Join(',', Assigned.Select(d => $"'{MachineCases.Devices[d.Device]},rdm_policy={(d.Strict ? "strict" : "relaxed")}'"))}]",
        [.. Regions.Select(Region)]) with
        {
            ForceRelocate = Relocate,
            PopulateLimit = PopulateLimit,
            Descriptions = [.. Bars.GroupBy(bar => bar.Slot).Select(Function)],
            Hotplug = Plugged < 0 ? [] : [Machines.Plugged($"{MachineCases.Devices[Plugged]},rdm_policy=strict")],
        };

    public override string ToString() =>
        $"memory={MemoryMiB} {string.Join(' ', Settings)} regions [{string.Join(' ', Regions)}] pci [{string.Join(' ', Assigned)}] bars [{string.Join(' ', Bars)}] plug {Plugged} relocate {Relocate} limit {PopulateLimit}";

    private static HostRegion Region((int First, int Pages, int Owners) region)
    {
        ulong start = (ulong)region.First << 12;
        IEnumerable<PciAddress> owners = MachineCases.Devices.Where((_, i) => (region.Owners >> i & 1) != 0);
        return Given.Region(start, start + ((ulong)region.Pages << 12) - 1, [.. owners]);
    }

    private static DeviceDescription Function(IGrouping<int, (int Slot, int Shift, bool Is64)> bars) => new(
        new GuestPciFunction
        {
            DevFn = (byte)(bars.Key << 3), VendorId = 0x10de, DeviceId = 1, Class = 0x0302, IntPin = 1,
            Bars = [.. bars.Take(3).Select((bar, i) => new PciBar(2 * i, bar.Is64 ? PciBarKind.Mem64 : PciBarKind.Mem32, 1UL << Math.Min(bar.Shift, bar.Is64 ? 40 : 31)))],
        },
        null,
        true);
}

/// <summary>Draws questions whose memory, regions and registers meet.</summary>
public static class MachineCases
{
    public static readonly ImmutableArray<PciAddress> Devices = [new(0, 1, 0, 0), new(0, 1, 0, 1), new(0, 2, 0, 0)];

    private static readonly Gen<int> Memory = Gen.Frequency(
        (3, Gen.Elements(24, 256, 1024, 2000, 3000, 3840, 3855, 3856, 3857, 4096, 4112, 6000)),
        (1, Gen.Choose(20, 7000)));

    private static readonly Gen<ImmutableArray<string>> Settings =
        from rdm in Gen.Elements("", "rdm='strategy=host,policy=strict'", "rdm='strategy=host,policy=relaxed'", "rdm='strategy=host,policy=relaxed'")
        from vga in Gen.Elements("", "", "vga='cirrus'", "vga='none'", "videoram=64", "vga='qxl'")
        from hole in Gen.Frequency((4, Gen.Constant("")), (1, Gen.Elements("mmio_hole=512", "mmio_hole=1024", "mmio_hole=2048")))
        from boundary in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Elements("rdm_mem_boundary=1024", "rdm_mem_boundary=3000", "rdm_mem_boundary=4096")))
        from hap in Gen.Frequency((3, Gen.Constant("")), (1, Gen.Constant("hap=0")))
        from bios in Gen.Frequency((5, Gen.Constant("")), (1, Gen.Constant("bios='ovmf'")))
        select ((string[])[rdm, vga, hole, boundary, hap, bios]).Where(s => s.Length > 0).ToImmutableArray();

    /// <summary>Places where something is: low RAM, the default boundary, the old end of RAM, the hole, hvmloader's own pages, high RAM.</summary>
    private static readonly Gen<int> FirstPage = Gen.Frequency(
        (4, Gen.Elements(0x9d, 0x7a000, 0x80000, 0x80001, 0x90fff, 0xa1800, 0xb0000, 0xba800, 0xefff8, 0xf0000, 0xf1000, 0xf2800, 0xfbff0, 0xfc200, 0xfed20, 0x100000, 0x10f000, 0x160000)),
        (2, Gen.Choose(0x80000, 0xfc0ff)),
        (1, Gen.Choose(0x100, 0x1a0000)));

    private static readonly Gen<(int First, int Pages, int Owners)> Region =
        from first in FirstPage
        from nudge in Gen.Choose(-1, 1)
        from pages in Gen.Elements(1, 2, 0x10, 0x100, 0x1000)
        from owners in Gen.Frequency((3, Gen.Elements(1, 2, 4)), (1, Gen.Choose(0, 7)))
        select (Math.Max(1, first + nudge), pages, owners);

    private static readonly Gen<(int Slot, int Shift, bool Is64)> Bar =
        from slot in Gen.Choose(10, 14)
        from shift in Gen.Frequency((2, Gen.Choose(8, 24)), (2, Gen.Choose(25, 29)), (1, Gen.Choose(30, 34)))
        from wide in Gen.Elements(false, true)
        select (slot, wide ? shift : Math.Min(shift, 28), wide);

    public static Gen<MachineCase> Any { get; } =
        from memory in Memory
        from settings in Settings
        from count in Gen.Frequency((1, Gen.Constant(0)), (5, Gen.Choose(1, 4)))
        from regions in Gen.ArrayOf(Region, count)
        from devices in Gen.Choose(0, 2)
        from assigned in Gen.ArrayOf(Gen.Choose(0, 2).SelectMany(device => Gen.Elements(true, false, false).Select(strict => (device, strict))), devices)
        from bars in Gen.Choose(0, 4).SelectMany(number => Gen.ArrayOf(Bar, number))
        from plugged in Gen.Frequency((3, Gen.Constant(-1)), (1, Gen.Choose(0, 2)))
        from relocate in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from limit in Gen.Frequency((6, Gen.Constant<ulong?>(null)), (1, Gen.Choose(0, 12).Select(pages => (ulong?)(ulong)pages)))
        select new MachineCase(
            memory, settings, [.. Disjoint(regions)], [.. assigned.DistinctBy(d => d.device)], [.. bars], plugged, relocate, limit);

    public static Arbitrary<MachineCase> MachineCase() => Arb.From(Any, Shrink);

    private static IEnumerable<MachineCase> Shrink(MachineCase whole)
    {
        foreach (var region in whole.Regions)
        {
            yield return whole with { Regions = whole.Regions.Remove(region) };
        }

        foreach (var bar in whole.Bars)
        {
            yield return whole with { Bars = whole.Bars.Remove(bar) };
        }

        foreach (var device in whole.Assigned)
        {
            yield return whole with { Assigned = whole.Assigned.Remove(device) };
        }

        foreach (string setting in whole.Settings)
        {
            yield return whole with { Settings = whole.Settings.Remove(setting) };
        }

        if (whole.Plugged >= 0)
        {
            yield return whole with { Plugged = -1 };
        }
    }

    /// <summary>The hypervisor accepts no two regions that share a byte; each goes behind those before it that it would meet.</summary>
    private static List<(int First, int Pages, int Owners)> Disjoint((int First, int Pages, int Owners)[] drawn)
    {
        var kept = new List<(int First, int Pages, int Owners)>();
        foreach ((int first, int pages, int owners) in drawn)
        {
            int start = first;
            foreach (var other in kept.OrderBy(r => r.First))
            {
                start = start < other.First + other.Pages && other.First < start + pages ? other.First + other.Pages : start;
            }

            kept.Add((start, pages, owners));
        }

        return kept;
    }
}
