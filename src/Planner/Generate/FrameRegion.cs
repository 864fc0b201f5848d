using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Generate;

/// <summary>A region as Xen's options take it: page frames and devices.</summary>
/// <param name="FirstFrame">First page frame.</param>
/// <param name="LastFrame">Last page frame, inclusive; not below the first.</param>
/// <param name="Devices">The devices, each once, in the order stated.</param>
/// <param name="Origin">Where it is stated, for messages.</param>
public sealed record FrameRegion(ulong FirstFrame, ulong LastFrame, ImmutableArray<PciAddress> Devices, string Origin)
{
    /// <summary>Whether it has devices that are not known: behind bridges, or a log that names none.</summary>
    public bool HasUnknownDevices { get; init; }

    /// <summary>What it is in a message: where it is stated, and its frames.</summary>
    public string Text => $"{Origin}, frames {OptionWords.Frames(FirstFrame, LastFrame)}";

    /// <summary>How many pages it has; 2^52 at most.</summary>
    public ulong PageCount => LastFrame - FirstFrame + 1;

    /// <summary>The pages that hold a host region.</summary>
    /// <param name="region">The region; not one that ends before it starts.</param>
    /// <returns>The region in frames, both ends rounded outwards, its devices in the region's segment.</returns>
    public static FrameRegion Of(HostRegion region) => new(
        region.BaseAddress.Value >> 12,
        region.LimitAddress.Value >> 12,
        [.. region.Devices.Select(d => PciAddress.FromDevFn(region.Segment, d.Bus, d.DevFn)).Distinct()],
        region.Source.ToString())
    {
        HasUnknownDevices = region.HasDeviceBehindBridge || region.HasUnknownDevices,
    };
}

/// <summary>A region that an option cannot express.</summary>
/// <param name="Region">The region.</param>
/// <param name="Why">The limit it breaks, in a clause.</param>
public sealed record RefusedRegion(FrameRegion Region, string Why);

/// <summary>Options for a hypervisor's or kernel's command line.</summary>
/// <param name="Words">The words, each one option; none holds a space.</param>
/// <param name="Refused">What they leave out.</param>
/// <param name="Remarks">What to know about them, a sentence each.</param>
public sealed record GeneratedOptions(
    ImmutableArray<string> Words, ImmutableArray<RefusedRegion> Refused, ImmutableArray<string> Remarks);
