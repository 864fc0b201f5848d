using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Explain;

/// <summary>What the planner says of a guest on the host of a line: its verdict, and the remarks that matter.</summary>
public static class GuestAnswer
{
    /// <summary>Plans a guest.</summary>
    /// <param name="host">The host.</param>
    /// <param name="guest">The guest; null for a plain one of 4 GiB that reserves all regions strictly.</param>
    /// <param name="guestName">The guest's file, for the text; not looked at when there is no guest.</param>
    /// <returns>The verdict and, a paragraph each, warnings and errors with their help; not yet made harmless.</returns>
    public static ImmutableArray<string> Of(HostDescription host, GuestConfig? guest, string? guestName)
    {
        if (host.IsUnusable)
        {
            return [];
        }

        string name = guest is null ? "A plain guest of 4096 MiB with rdm=\"strategy=host,policy=strict\"" : $"The guest of {guestName}";
        PlanOutcome outcome = MemoryPlanner.Plan(new PlanRequest { Host = host, Guest = guest ?? Plain(), Profile = XenProfile.Design });
        return
        [
            $"{name} is {(outcome is Rejected ? "REJECTED" : "ACCEPTED")} by the plan for this host.",
            .. outcome.Plan.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(4)
                .Select(d => $"{Finding.SeverityName(d.Severity)}[{d.CodeText}] {d.Message}" + (d.Help is null ? "" : $". Help: {d.Help}")),
        ];
    }

    private static GuestConfig Plain() => GuestConfigBinder.Bind(
        null, new GuestOverrides { MemoryMiB = 4096, Rdm = "strategy=host,policy=strict" }, XenProfile.Design).Config;
}
