using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The guest's frames when it is built: RAM from libxc, then what the device model allocates when it starts.</summary>
/// <remarks>
/// Mirrors meminit_hvm() in tools/libs/guest/xg_dom_x86.c (Xen) and xen_ram_init(), find_ram_offset() and xen_ram_alloc() of
/// qemu-xen; each rule agrees with the page ranges recorded of guests of Xen 4.17.
/// </remarks>
internal static class BuiltFrames
{
    private const ulong VgaWindowStart = 0xa0;
    private const ulong VgaWindowEnd = 0xc0;
    private const ulong SpecialPagesEnd = 0xff000;

    /// <summary>The device model starts each block at a multiple of 64 pages, a word of its dirty bitmap.</summary>
    private const ulong BlockAlignment = 64;

    /// <summary>RAM around the VGA window and the hole, the toolstack's special pages, the memory of the device model.</summary>
    internal static GuestP2m Of(ToolstackResult toolstack, ImmutableArray<DeviceModelMemory> deviceMemory)
    {
        RamLayout layout = toolstack.Rdm.Layout;
        ulong lowEnd = layout.LowMemEnd.Value >> PageSizes.FrameShift;
        PageOwner low = new(PageKind.Ram, "low RAM");
        GuestP2m p2m = GuestP2m.Empty.Occupy(0, Math.Min(lowEnd, VgaWindowStart), low).Occupy(VgaWindowEnd, lowEnd, low);
        if (layout.HighMemEnd is { } high)
        {
            p2m = p2m.Occupy(GuestLayout.FourGiBPage, high.Value >> PageSizes.FrameShift, new PageOwner(PageKind.Ram, "high RAM"));
        }

        p2m = p2m.Occupy(HvmInfo.ReservedMemPgStart, SpecialPagesEnd, new PageOwner(PageKind.Firmware, "special pages of the toolstack"));
        ulong end = 0;
        foreach (PlacedDeviceMemory block in Place(toolstack.Initial, deviceMemory))
        {
            // The records show the frames between two blocks populated as well.
            p2m = p2m.Occupy(end == 0 ? block.Start : end, block.Start, new PageOwner(PageKind.DeviceModel, "between blocks of the device model"));
            p2m = p2m.Occupy(block.Start, block.End, block.Owner);
            end = block.End;
        }

        return p2m;
    }

    /// <summary>
    /// Where the device model allocates. It knows of memory= and mmio_hole= but of no reserved region: its blocks begin where RAM
    /// would end had none lowered it, so they may lie far above the end of low RAM, or in the middle of high RAM.
    /// </summary>
    internal static ImmutableArray<PlacedDeviceMemory> Place(RamLayout initial, ImmutableArray<DeviceModelMemory> memory)
    {
        ImmutableArray<PlacedDeviceMemory>.Builder placed = ImmutableArray.CreateBuilder<PlacedDeviceMemory>();
        ulong next = (initial.HighMemEnd ?? initial.LowMemEnd).Value >> PageSizes.FrameShift;
        foreach (DeviceModelMemory block in memory)
        {
            ulong start = (next + BlockAlignment - 1) / BlockAlignment * BlockAlignment;
            next = start + (block.Block.SizeInBytes >> PageSizes.FrameShift);
            if (next > Gfn.Limit)
            {
                break;
            }

            placed.Add(new PlacedDeviceMemory(block, start, next));
        }

        return placed.DrainToImmutable();
    }
}

/// <summary>A block of the device model with its frames, [Start, End).</summary>
internal sealed record PlacedDeviceMemory(DeviceModelMemory Memory, ulong Start, ulong End)
{
    /// <summary>What its frames are.</summary>
    public PageOwner Owner => new(
        PageKind.DeviceModel, $"{Memory.Block.Name} of {Memory.DevFn >> 3:x2}.{Memory.DevFn & 7:x}");
}
