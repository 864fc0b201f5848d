using System.Text.Json;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Reports;

/// <summary>A plan as JSON. Addresses and sizes are lower-case hex text in bytes.</summary>
public static class PlanJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="outcome">The plan and how it ends.</param>
    /// <param name="others">Findings of the inputs, which come before the plan's own.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Write(PlanOutcome outcome, IEnumerable<Finding> others) => JsonText.Write(writer =>
    {
        MemoryPlan plan = outcome.Plan;
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("outcome", outcome is Accepted ? "accepted" : "rejected");
        writer.WriteString("profile", plan.Request.Profile.Name);
        writer.WriteString("host", plan.Request.Host.Name);
        WriteGuest(writer, plan.Request.Guest);
        writer.WriteString("lowmem_end", plan.LowMemEnd.ToString());
        writer.WriteString("highmem_end", plan.HighMemEnd?.ToString());
        if (plan.Layout is { } layout)
        {
            writer.WriteString("mmio_start", layout.MmioStart.ToString());
            writer.WriteString("mmio_size", HexText.Of(layout.MmioSizeInBytes));
        }

        writer.WriteStartArray("regions");
        foreach (PlannedRegion region in plan.Regions)
        {
            WriteRegion(writer, region);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("memory_map");
        foreach (E820Record record in plan.MemoryMap)
        {
            writer.WriteStartObject();
            writer.WriteString("addr", record.Address.ToString());
            writer.WriteString("size", HexText.Of(record.SizeInBytes));
            writer.WriteString("type", E820TypeNames.Xen(record.Type));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        FindingJson.WriteArray(writer, "diagnostics", [.. others, .. plan.Diagnostics.Select(Finding.Of)]);
        writer.WriteEndObject();
    });

    /// <summary>The word for a disposition.</summary>
    /// <param name="disposition">The disposition.</param>
    /// <returns><c>exposed</c>, <c>masked</c> or <c>conflicting</c>.</returns>
    public static string Name(RdmDisposition disposition) => disposition switch
    {
        RdmDisposition.Exposed => "exposed",
        RdmDisposition.Masked => "masked",
        RdmDisposition.Conflicting => "conflicting",
        _ => throw new System.Diagnostics.UnreachableException($"disposition {disposition}"),
    };

    /// <summary>The word for a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns><c>strict</c>, <c>relaxed</c>, or <c>uninitialised</c> for a number that is neither.</returns>
    public static string Name(RdmPolicy policy) => policy switch
    {
        RdmPolicy.Strict => "strict",
        RdmPolicy.Relaxed => "relaxed",
        _ => "uninitialised",
    };

    /// <summary>Writes the guest's settings as member <c>guest</c>.</summary>
    internal static void WriteGuest(Utf8JsonWriter writer, GuestConfig guest)
    {
        writer.WriteStartObject("guest");
        writer.WriteString("name", guest.Name.Value);
        writer.WriteNumber("memory_mib", guest.MemoryMiB.Value);
        writer.WriteNumber("maxmem_mib", guest.MaxMemMiB.Value);
        writer.WriteNumber("videoram_mib", guest.VideoRamMiB.Value);
        if (guest.MmioHoleMiB.Value is { } hole)
        {
            writer.WriteNumber("mmio_hole_mib", hole);
        }
        else
        {
            writer.WriteNull("mmio_hole_mib");
        }

        writer.WriteBoolean("hap", guest.Hap.Value);
        writer.WriteNumber("rdm_mem_boundary_mib", guest.RdmMemBoundaryMiB.Value);
        writer.WriteString("rdm", guest.RdmText.Value);
        writer.WriteStartArray("pci");
        foreach (PassthroughDevice device in guest.Devices)
        {
            writer.WriteStringValue(device.Text);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter writer, PlannedRegion region)
    {
        RdmEntry entry = region.Resolved.Entry;
        writer.WriteStartObject();
        writer.WriteString("start", entry.Start.ToString());
        writer.WriteString("size", HexText.Of(entry.SizeInBytes));
        writer.WriteString("policy", Name(entry.Policy));
        writer.WriteString("policy_origin", region.Origin.ToString());
        writer.WriteString("disposition", Name(region.Resolved.Disposition));
        writer.WriteBoolean("lowered_lowmem", region.Resolved.LoweredLowMem);
        writer.WriteStartArray("sources");
        foreach (RdmSource source in region.Sources)
        {
            writer.WriteStringValue(source.ToString());
        }

        writer.WriteEndArray();
        writer.WriteStartArray("devices");
        foreach (Acpi.PciAddress device in region.Host.Devices)
        {
            writer.WriteStringValue(device.ToString());
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
