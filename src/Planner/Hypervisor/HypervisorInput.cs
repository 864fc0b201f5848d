using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>The bus numbers in the configuration space of a bridge.</summary>
/// <param name="Secondary">Bus behind it.</param>
/// <param name="Subordinate">Highest bus behind it.</param>
public readonly record struct BusNumbers(byte Secondary, byte Subordinate);

/// <summary>What the hypervisor finds at boot: the host and its command line.</summary>
public sealed record HypervisorInput
{
    /// <summary><see cref="MaxPage"/> of a host of which no memory map is known: 64 GiB.</summary>
    public const ulong DefaultMaxPage = 0x1000000;

    /// <summary>Host memory map, sorted by address; what Xen has after its own clean-up.</summary>
    public ImmutableArray<E820Record> E820 { get; init; } = [];

    /// <summary>The DMAR; null when the host has none.</summary>
    public DmarModel? Dmar { get; init; }

    /// <summary>Devices that answer on the bus; null = every device that is asked for.</summary>
    public ImmutableHashSet<PciAddress>? Present { get; init; }

    /// <summary>Segments whose configuration space is reachable; in others no device is looked for.</summary>
    public ImmutableHashSet<ushort> Segments { get; init; } = [0];

    /// <summary>Bus numbers read while scope paths are walked; a device not listed here reads as 0xff.</summary>
    public ImmutableDictionary<PciAddress, BusNumbers> Bridges { get; init; } = ImmutableDictionary<PciAddress, BusNumbers>.Empty;

    /// <summary>
    /// Text of the option <c>rmrr=</c> as its parser gets it; null when not given.
    /// From a command line it comes through <see cref="RmrrOption.FromCommandLine"/>.
    /// </summary>
    public string? RmrrOption { get; init; }

    /// <summary>Page frames below this one are valid; the option's regions must be.</summary>
    public ulong MaxPage { get; init; } = DefaultMaxPage;

    /// <summary>The option <c>iommu=verbose</c>.</summary>
    public bool Verbose { get; init; }

    /// <summary>The option <c>iommu=force</c>: units are registered without looking for their devices.</summary>
    public bool Force { get; init; }

    /// <summary>Whether the hypervisor is a debug build, which prints more (the vectors' is; distributions' are not).</summary>
    public bool DebugBuild { get; init; } = true;

    /// <summary>The release whose rules apply.</summary>
    public XenProfile Profile { get; init; } = XenProfile.Newest;

    /// <summary>Frames up to the end of the host's RAM are valid; without a map, those of <see cref="DefaultMaxPage"/>.</summary>
    /// <param name="map">The host's memory map; null when it is not known.</param>
    /// <returns>The first frame that is not valid.</returns>
    public static ulong MaxPageOf(E820.E820Map? map)
    {
        ulong end = 0;
        foreach (E820Entry entry in map?.Entries ?? [])
        {
            end = entry.Type == E820Type.Ram ? entry.End.Value >> PageSizes.FrameShift : end;
        }

        return end == 0 ? DefaultMaxPage : end;
    }
}
