using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Planner.Lint;

/// <summary>Applies every rule that can be decided offline to the tables of a host.</summary>
public static class Linter
{
    /// <summary>Lints a host. Total: any input gives a result.</summary>
    /// <param name="request">The host and what is known beside its tables.</param>
    /// <returns>The findings of all profiles, by input, offset and code.</returns>
    public static ImmutableArray<LintFinding> Run(LintRequest request)
    {
        FindingCollector findings = new();
        foreach (HostTable host in request.Host.Tables)
        {
            DmarView view = new(host);
            foreach (DmarDiagnostic diagnostic in host.Decoded.Diagnostics)
            {
                findings.Add(diagnostic, view.PlaceOf(diagnostic));
            }

            if (host.Decoded.Table is { } table)
            {
                TableChecks.Run(view, table, findings);
                UnitChecks.Run(view, table, findings);
                ScopeChecks.Run(view, table, request.Topology, findings);
                RegionChecks.Run(view, table, findings);
                SharingChecks.Run(view, table, findings);
                MemoryMapChecks.Run(view, table, request, findings);
                TopologyChecks.Run(view, table, request, findings);
                XenChecks.Run(view, table, request, findings);
                LogComparison.Run(view, table, request, findings);
            }
        }

        foreach (OtherTable host in request.Host.IvrsTables)
        {
            IvrsChecks.Run(host, request, findings);
        }

        LogPatterns.Run(request, findings);
        return findings.ToImmutable();
    }
}
