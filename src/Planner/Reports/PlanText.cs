using System.Globalization;
using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Reports;

/// <summary>A plan as text: verdict first, then the reasons, the regions and the map.</summary>
public static class PlanText
{
    /// <summary>Writes the report.</summary>
    /// <param name="outcome">The plan and how it ends.</param>
    /// <param name="others">Findings of the inputs, which come before the plan's own.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(PlanOutcome outcome, IEnumerable<Finding> others)
    {
        Finding[] findings = [.. others];
        return Head(outcome, findings) + Body(outcome, findings);
    }

    /// <summary>The first part of the report: the verdict and the question; a picture may follow it.</summary>
    /// <param name="outcome">The plan and how it ends.</param>
    /// <param name="others">Findings of the inputs.</param>
    /// <returns>The text.</returns>
    public static string Head(PlanOutcome outcome, IEnumerable<Finding> others)
    {
        MemoryPlan plan = outcome.Plan;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"verdict: {Verdict(outcome, [.. others, .. plan.Diagnostics.Select(Finding.Of)])}\n\n");
        WriteQuestion(text, plan.Request);
        WriteRam(text, plan);
        return text.ToString();
    }

    /// <summary>The second part of the report: the regions, the map and the reasons.</summary>
    /// <param name="outcome">The plan and how it ends.</param>
    /// <param name="others">Findings of the inputs.</param>
    /// <returns>The text.</returns>
    public static string Body(PlanOutcome outcome, IEnumerable<Finding> others)
    {
        MemoryPlan plan = outcome.Plan;
        Finding[] findings = [.. others, .. plan.Diagnostics.Select(Finding.Of)];
        StringBuilder text = new();
        WriteRegions(text, plan);
        WriteMap(text, outcome);
        if (findings.Length > 0)
        {
            text.Append('\n');
        }

        foreach (Finding finding in findings)
        {
            text.Append(FindingText.Of(finding));
        }

        return text.ToString();
    }

    private static string Verdict(PlanOutcome outcome, Finding[] findings)
    {
        int warnings = findings.Count(f => f.Severity == Acpi.DiagnosticSeverity.Warning);
        return outcome is Rejected ? "REJECTED - the guest is not started"
            : warnings == 0 ? "ACCEPTED"
            : $"ACCEPTED with {warnings} warning{(warnings == 1 ? "" : "s")}";
    }

    /// <summary>Host, guest and settings, a line each.</summary>
    internal static void WriteQuestion(StringBuilder text, PlanRequest request)
    {
        GuestConfig guest = request.Guest;
        Field(text, "host", $"{request.Host.Name} ({request.Host.Format})");
        if (guest.Name.Value is { } name)
        {
            Field(text, "guest", name);
        }

        Field(text, "profile", request.Profile.Name);
        string maxmem = guest.MaxMemMiB.Value == guest.MemoryMiB.Value ? "" : $", maxmem={guest.MaxMemMiB.Value}";
        string hole = guest.MmioHoleMiB.Value is { } mib ? $", mmio_hole={mib}" : "";
        Field(text, "memory", string.Create(CultureInfo.InvariantCulture,
            $"{guest.MemoryMiB.Value} MiB{maxmem}, videoram={guest.VideoRamMiB.Value}{hole}, hap={(guest.Hap.Value ? 1 : 0)}"));
        string policy = guest.RdmPolicy.Value is { } global ? PlanJson.Name(global) : "not given";
        Field(text, "rdm", $"strategy={(guest.RdmStrategy.Value == RdmStrategy.Host ? "host" : "ignore")}, policy {policy}, "
            + $"boundary {guest.RdmMemBoundaryMiB.Value} MiB");
        foreach (PassthroughDevice device in guest.Devices)
        {
            Field(text, "pci", device.Text);
        }
    }

    private static void WriteRam(StringBuilder text, MemoryPlan plan)
    {
        string before = plan.InitialLayout is { } initial && initial.LowMemEnd != plan.LowMemEnd ? $"{initial.LowMemEnd} -> " : "";
        Field(text, "lowmem_end", before + plan.LowMemEnd);
        Field(text, "highmem_end", plan.HighMemEnd?.ToString() ?? "none");
    }

    /// <summary>The guest's regions by address.</summary>
    internal static void WriteRegions(StringBuilder text, MemoryPlan plan)
    {
        text.Append("\nreserved device memory of the guest (host page = guest page):\n");
        if (plan.Regions.IsEmpty)
        {
            text.Append("  none\n");
            return;
        }

        text.Append("  start              end (exclusive)         pages  policy   result       devices; source\n");
        foreach (PlannedRegion region in plan.Regions.OrderBy(r => r.Resolved.Entry.Start))
        {
            RdmEntry entry = region.Resolved.Entry;
            E820Record record = new(entry.Start, entry.SizeInBytes, E820Type.Reserved);
            string devices = region.Host.Devices.IsEmpty ? "devices unknown" : string.Join(' ', region.Host.Devices);
            text.Append(CultureInfo.InvariantCulture,
                $"  {HexText.Column(entry.Start)} {HexText.EndColumn(record)} {entry.SizeInBytes >> 12,10}  ");
            text.Append(CultureInfo.InvariantCulture,
                $"{PlanJson.Name(entry.Policy),-7}  {PlanJson.Name(region.Resolved.Disposition),-11}  {devices}; ");
            text.Append(SafeText.Plain(string.Join("; ", region.Sources))).Append('\n');
        }
    }

    private static void WriteMap(StringBuilder text, PlanOutcome outcome)
    {
        text.Append(outcome is Accepted
            ? "\nmemory map handed to hvmloader:\n"
            : "\nmemory map as far as it got (it is not handed to anyone):\n");
        text.Append("  start              end (exclusive)         pages  type\n");
        foreach (E820Record record in outcome.Plan.MemoryMap.OrderBy(r => r.Address))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  {HexText.Column(record.Address)} {HexText.EndColumn(record)} {record.SizeInBytes >> 12,10}  {E820TypeNames.Xen(record.Type)}\n");
        }
    }

    /// <summary>One line of a name and a value.</summary>
    internal static void Field(StringBuilder text, string name, string value) =>
        text.Append(CultureInfo.InvariantCulture, $"  {name,-12} {SafeText.Plain(value)}\n");
}
