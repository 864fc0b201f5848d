using System.Collections.Immutable;
using RdmPlanner.Planner.Explain;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Lint;

namespace RdmPlanner.Planner.Reports;

/// <summary>A finding with its place in parts and its rule's title: what the writers of SARIF, JUnit and annotations take.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Place">Where; null when nowhere in particular.</param>
/// <param name="Title">The rule in a few words.</param>
public sealed record ReportRow(Finding Finding, FindingPlace? Place, string Title)
{
    private const string AnyDump = "DUMP";

    /// <summary>Makes rows of findings.</summary>
    /// <param name="findings">The findings, in the order of the report.</param>
    /// <param name="hosts">The hosts they may be about: a place in a table gets its structure and length from there.</param>
    /// <returns>A row a finding.</returns>
    public static ImmutableArray<ReportRow> Of(IEnumerable<Finding> findings, IReadOnlyList<HostDescription> hosts) =>
        [.. findings.Select(f => new ReportRow(f, Resolved(f, hosts), CodeCatalog.Find(f.Code)?.Title ?? f.Code))];

    /// <summary>Makes rows of lint's findings.</summary>
    /// <param name="report">The report.</param>
    /// <param name="hosts">The hosts whose tables were looked at.</param>
    /// <returns>A row a finding.</returns>
    public static ImmutableArray<ReportRow> Of(LintReport report, IReadOnlyList<HostDescription> hosts) =>
        [.. report.Findings.Select(f => new ReportRow(f.ToFinding(report.Profile), Resolved(f.Place, hosts), f.Title))];

    private static FindingPlace Resolved(LintPlace place, IReadOnlyList<HostDescription> hosts)
    {
        FindingPlace parts = new(place.File)
        {
            Line = place.Line, Offset = place.Offset, LengthInBytes = place.LengthInBytes, Structure = place.Structure,
        };
        return hosts.FirstOrDefault(h => h.Tables.Any(t => t.Name == place.File) || h.IvrsTables.Any(t => t.Name == place.File)) is { } host
            ? InFile(parts, host)
            : parts;
    }

    private static FindingPlace? Resolved(Finding finding, IReadOnlyList<HostDescription> hosts)
    {
        if (finding.Location is not { } location)
        {
            return null;
        }

        FindingPlace place = FindingPlace.Of(location);
        if (place.Offset is not { } offset || Table(place.File, hosts) is not { } found)
        {
            return place;
        }

        (HostDescription host, HostTable table) = found;

        DmarView view = new(table);
        if (table.Decoded.Diagnostics.FirstOrDefault(d => d.Offset == offset && d.CodeText == finding.Code) is { } diagnostic)
        {
            LintPlace known = view.PlaceOf(diagnostic);
            place = place with { Offset = known.Offset, LengthInBytes = known.LengthInBytes, Structure = known.Structure };
        }
        else if (table.Decoded.Table?.Structures.FirstOrDefault(s => s.Offset == offset) is { } structure)
        {
            place = place with { LengthInBytes = structure.LengthInBytes, Structure = view.NameOf(structure) };
        }

        return InFile(place, host);
    }

    /// <summary>A table's name can have its number in the dump behind it; the file is the dump.</summary>
    private static FindingPlace InFile(FindingPlace place, HostDescription host)
    {
        bool isTheFile = host.Format == "binary" && host.Tables.Length + host.OtherTables.Length == 1
            && !host.Findings.Any(f => f.Code.StartsWith(AnyDump, StringComparison.Ordinal));
        return place with { File = host.Name, IsOffsetInFile = isTheFile };
    }

    private static (HostDescription Host, HostTable Table)? Table(string name, IReadOnlyList<HostDescription> hosts)
    {
        foreach (HostDescription host in hosts)
        {
            if (host.Tables.FirstOrDefault(t => t.Name == name) is { } table)
            {
                return (host, table);
            }
        }

        return null;
    }
}
