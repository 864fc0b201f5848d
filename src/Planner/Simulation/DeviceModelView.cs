using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The guest's address space as the device model believes it to be.</summary>
/// <remarks>
/// qemu-xen computes RAM from memory= and mmio_hole= alone (xen_ram_init()) and learns neither of regions that lowered its end
/// nor of RAM that hvmloader moved. Its RAM lies over PCI space (pc_pci_as_mapping_init() gives that the lower priority), so a
/// register within it is not seen: no framebuffer moves there, which two recorded guests of Xen 4.17 show (a framebuffer
/// behind RAM that a region had lowered). That no access reaches another device there, and no memory of an assigned device
/// is mapped, follows from the same rule, but no record shows it.
/// </remarks>
internal sealed class DeviceModelView(RamLayout initial, ImmutableArray<PlacedDeviceMemory> memory)
{
    private readonly ulong _lowEnd = initial.LowMemEnd.Value >> PageSizes.FrameShift;
    private readonly ulong _highEnd = initial.HighMemEnd is { } high ? high.Value >> PageSizes.FrameShift : 0;

    /// <summary>The view of a guest's device model.</summary>
    internal static DeviceModelView Of(ToolstackResult toolstack, ImmutableArray<DeviceModelMemory> memory) =>
        new(toolstack.Initial, BuiltFrames.Place(toolstack.Initial, memory));

    /// <summary>The frames a placed register covers; null for ports and for one that ends behind the last frame.</summary>
    internal static GfnRange? FramesOf(BarResult bar)
    {
        ulong first = bar.Address >> PageSizes.FrameShift;
        ulong last = unchecked(bar.Address + bar.Bar.SizeInBytes - 1) >> PageSizes.FrameShift;
        return bar.Space is BarSpace.LowMem or BarSpace.HighMem && first <= last && last < Gfn.Limit
            ? new GfnRange(new Gfn(first), new Gfn(last + 1))
            : null;
    }

    /// <summary>The memory that moves to a register; null for most.</summary>
    internal PlacedDeviceMemory? MemoryOf(BarResult bar) => memory.FirstOrDefault(
        block => block.Memory.DevFn == bar.DevFn && block.Memory.Block.Register == bar.Bar.Index);

    /// <summary>The part of frames that is RAM to the device model, in address order.</summary>
    internal ImmutableArray<GfnRange> RamWithin(GfnRange frames) =>
        [.. new[] { Part(frames, 0, _lowEnd), Part(frames, GuestLayout.FourGiBPage, _highEnd) }.OfType<GfnRange>()];

    /// <summary>The rest of them, in address order.</summary>
    internal ImmutableArray<GfnRange> SeenOf(GfnRange frames) =>
        [.. new[] { Part(frames, _lowEnd, GuestLayout.FourGiBPage), Part(frames, Math.Max(_highEnd, GuestLayout.FourGiBPage), Gfn.Limit) }.OfType<GfnRange>()];

    private static GfnRange? Part(GfnRange frames, ulong start, ulong end)
    {
        start = Math.Max(start, frames.Start.Value);
        end = Math.Min(end, frames.End.Value);
        return start < end ? new GfnRange(new Gfn(start), new Gfn(end)) : null;
    }
}
