using System.Collections.Immutable;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Settings given on the command line; each that is not null replaces the one of the file.</summary>
public sealed record GuestOverrides
{
    /// <summary>Nothing given.</summary>
    public static GuestOverrides None { get; } = new();

    /// <summary><c>--memory</c>, MiB.</summary>
    public long? MemoryMiB { get; init; }

    /// <summary><c>--maxmem</c>, MiB.</summary>
    public long? MaxMemMiB { get; init; }

    /// <summary><c>--videoram</c>, MiB.</summary>
    public long? VideoRamMiB { get; init; }

    /// <summary><c>--vga</c>: cirrus, stdvga, qxl or none.</summary>
    public string? Vga { get; init; }

    /// <summary><c>--mmio-hole</c>, MiB.</summary>
    public long? MmioHoleMiB { get; init; }

    /// <summary><c>--boundary</c>, MiB (<c>rdm_mem_boundary</c>).</summary>
    public long? BoundaryMiB { get; init; }

    /// <summary><c>--hap</c> or <c>--no-hap</c>.</summary>
    public bool? Hap { get; init; }

    /// <summary><c>--rdm</c>: the string of <c>rdm=</c>.</summary>
    public string? Rdm { get; init; }

    /// <summary><c>--pci</c>, repeatable: the strings of <c>pci=</c>, replacing the list of the file; <c>default</c> leaves the file's.</summary>
    public ImmutableArray<string> Pci { get; init; }

    /// <summary>
    /// Reads the <c>rdm</c> string with another release's parser, as a host with a corrected one does; null leaves the
    /// profile's own.
    /// </summary>
    public OptionGrammar? RdmGrammar { get; init; }

    /// <summary>
    /// What an uninitialised policy field of xl contains, for releases that read one; null stands for libxl's "invalid".
    /// </summary>
    public RdmPolicy? UninitialisedPolicy { get; init; }

    /// <summary>What an uninitialised strategy field of xl contains, for releases that read one.</summary>
    public RdmStrategy UninitialisedStrategy { get; init; } = RdmStrategy.Ignore;

    /// <summary>What an uninitialised function number of xl contains (<c>BB:DD.*</c> before 4.13.3 and in 4.14.0).</summary>
    public uint UninitialisedFunction { get; init; }
}
