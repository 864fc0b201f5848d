using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>A guest's configuration under one profile, and what there is to say about it.</summary>
public sealed record BoundGuest
{
    /// <summary>The guest. When <see cref="IsRefused"/>, only what was read before the refusal is in force.</summary>
    public required GuestConfig Config { get; init; }

    /// <summary>The findings of the file's text, then those of its settings in the order xl reads them.</summary>
    public required ImmutableArray<ConfigDiagnostic> Diagnostics { get; init; }

    /// <summary>What xl of the profile's release would have done up to here. Under the design: nothing printed, exit 0.</summary>
    public required XlRun Xl { get; init; }

    /// <summary>Whether the guest cannot be started as configured: an error was found or xl stops.</summary>
    public bool IsRefused => Xl.ExitCode != 0 || Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}
