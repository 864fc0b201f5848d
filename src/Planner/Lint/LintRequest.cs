using System.Collections.Immutable;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Lint;

/// <summary>A boot log of the host whose tables are linted.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Reading">What the log says of the DMAR.</param>
/// <param name="Lines">All lines of the text.</param>
public sealed record LintLog(string Name, BootLogResult Reading, ImmutableArray<string> Lines)
{
    /// <summary>Whether a line is one of the complaints that are looked for.</summary>
    public bool HasKnownComplaint => Lines.Any(line => LogPatterns.All.Any(p => p.Fits(line)));
}

/// <summary>What is linted, and what is known of the host beside its tables.</summary>
public sealed record LintRequest
{
    /// <summary>The dump.</summary>
    public required HostDescription Host { get; init; }

    /// <summary>The host's memory map; null when not known, and then nothing that needs it is said.</summary>
    public E820Map? MemoryMap { get; init; }

    /// <summary>The host's PCI functions; unknown by default, and then nothing that needs them is said.</summary>
    public HostTopology Topology { get; init; } = HostTopology.Unknown;

    /// <summary>A boot log of the same host; null for none.</summary>
    public LintLog? Log { get; init; }

    /// <summary>Text of Xen's option <c>rmrr=</c>, with or without the name; null for none.</summary>
    public string? RmrrOption { get; init; }

    /// <summary>The kernel whose verdict the profile linux gives.</summary>
    public LinuxProfile Linux { get; init; } = LinuxProfile.Newest;

    /// <summary>The release whose verdict the profile xen gives.</summary>
    public XenProfile Xen { get; init; } = XenProfile.Newest;
}
