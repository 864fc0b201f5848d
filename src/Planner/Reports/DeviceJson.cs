using System.Text.Json;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Qemu;

namespace RdmPlanner.Planner.Reports;

/// <summary>A device survey as JSON: <c>{"format_version", "host", "regions": [...], "devices": [...], "groups": [...]}</c>.</summary>
public static class DeviceJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="report">What to show.</param>
    /// <returns>Indented JSON with LF line ends and a final newline; addresses as lower-case hex text.</returns>
    public static string Write(DeviceSurvey survey, DeviceReport report) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("host", survey.Request.Host.Name);
        if (report.Xen)
        {
            writer.WriteString("xen", survey.Request.Profile.Name);
        }

        if (report.Kernel is { } kernel)
        {
            writer.WriteString("kernel", kernel.ToString());
        }

        WriteWidth(writer, survey.Width);
        WriteQemu(writer, report.Linux ? survey.Request.Qemu : null, survey);
        writer.WriteStartArray("regions");
        foreach (DeviceRegion region in survey.Regions)
        {
            WriteRegion(writer, region);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("devices");
        foreach (HostDevice device in survey.Devices)
        {
            WriteDevice(writer, device, report);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("groups");
        foreach (IEnumerable<string> group in survey.Groups)
        {
            WriteStrings(writer, null, group);
        }

        writer.WriteEndArray();
        FindingJson.WriteArray(writer, "diagnostics", survey.Findings);
        writer.WriteEndObject();
    });

    /// <summary>Writes the devices alone, one JSON object a line.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="report">What to show.</param>
    /// <returns>The lines, each ended by LF; regions are numbered as in the whole document.</returns>
    public static string WriteLines(DeviceSurvey survey, DeviceReport report) =>
        string.Concat(survey.Devices.Select(device => JsonText.WriteLine(writer => WriteDevice(writer, device, report))));

    private static void WriteWidth(Utf8JsonWriter writer, AddressWidth? width)
    {
        if (width is null)
        {
            return;
        }

        writer.WriteStartObject("address_width");
        writer.WriteNumber("host_address_width", width.Bits);
        WriteStrings(writer, "remarks", width.Remarks);
        writer.WriteEndObject();
    }

    private static void WriteQemu(Utf8JsonWriter writer, QemuRamLayout? layout, DeviceSurvey survey)
    {
        if (layout is null)
        {
            return;
        }

        writer.WriteStartObject("qemu");
        writer.WriteString("machine", layout.Machine.Name);
        writer.WriteNumber("ram_bytes", layout.RamSizeInBytes);
        writer.WriteString("low_end", layout.LowEnd.ToString());
        if (layout.HighEnd is { } high)
        {
            writer.WriteString("high_end", high.ToString());
        }

        if (QemuCheck.LargestMaxRamBelow4G(layout, survey.Devices.SelectMany(d => d.Qemu).Select(c => c.Region)) is { } most)
        {
            writer.WriteString("avoiding_max_ram_below_4g", QemuSize.Of(most));
        }

        writer.WriteEndObject();
    }

    private static void WriteRegion(Utf8JsonWriter writer, DeviceRegion region)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", region.Number);
        writer.WriteString("base", region.Region.BaseAddress.ToString());
        writer.WriteString("limit", region.Region.LimitAddress.ToString());
        writer.WriteString("source", region.Region.Source.ToString());
        if (region.Region.Source.Kind == Rdm.RdmSourceKind.Table)
        {
            writer.WriteString("offset", HexText.Of((ulong)region.Region.Source.Position));
        }

        writer.WriteNumber("xen_pages", region.IsKept ? region.Region.ReportedPageCount : 0);
        writer.WriteBoolean("kept_by_xen", region.IsKept);
        writer.WriteBoolean("visible_to_queries", region.IsVisible);
        writer.WriteBoolean("below_1mib", region.IsBelow1MiB);
        writer.WriteString("fate", region.Fate);
        WriteStrings(writer, "devices", region.Devices);
        writer.WriteEndObject();
    }

    private static void WriteDevice(Utf8JsonWriter writer, HostDevice device, DeviceReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("device", device.Name);
        writer.WriteString("class", device.Class.Name);
        writer.WriteString("kind", DeviceWords.Of(device.Class.Kind));
        writer.WriteString("class_source", DeviceWords.Of(device.Class.Source));
        writer.WriteString("presence", DeviceWords.Of(device.Presence));
        writer.WriteStartArray("regions");
        foreach (DeviceRegion region in device.Regions)
        {
            writer.WriteNumberValue(region.Number);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("bridge_regions");
        foreach (DeviceRegion region in device.BridgeRegions)
        {
            writer.WriteNumberValue(region.Number);
        }

        writer.WriteEndArray();
        if (device.Group > 0)
        {
            writer.WriteNumber("group", device.Group);
        }

        if (report.Xen)
        {
            WriteXen(writer, device);
        }

        if (report.Linux)
        {
            WriteLinux(writer, device, report.Kernel);
        }

        writer.WriteEndObject();
    }

    private static void WriteXen(Utf8JsonWriter writer, HostDevice device)
    {
        writer.WriteStartObject("xen");
        foreach (XenVerdict verdict in device.Xen)
        {
            writer.WriteStartObject(PlanJson.Name(verdict.Policy));
            writer.WriteString("outcome", DeviceWords.Of(verdict.Outcome));
            WriteStrings(writer, "log", verdict.Lines);
            if (device.Guest.FirstOrDefault(g => g.Policy == verdict.Policy) is { } effect)
            {
                writer.WriteString("guest", DeviceWords.Of(effect.Outcome));
                writer.WriteString("guest_text", effect.Text);
                if (effect.Help is { } help)
                {
                    writer.WriteString("help", help);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteLinux(Utf8JsonWriter writer, HostDevice device, LinuxKernel? kernel)
    {
        writer.WriteStartArray("linux");
        foreach (LinuxVerdict verdict in device.Linux.Where(v => kernel is not { } one || v.Covers(one)))
        {
            writer.WriteStartObject();
            writer.WriteString("from", verdict.From.ToString());
            if (verdict.To is { } last)
            {
                writer.WriteString("to", last.ToString());
            }

            writer.WriteString("outcome", DeviceWords.Of(verdict.Outcome));
            writer.WriteString("why", verdict.Why);
            if (verdict.Message.Length > 0)
            {
                writer.WriteString("message", verdict.Message);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("qemu_ram_on");
        foreach (QemuConflict conflict in device.Qemu)
        {
            WriteStrings(writer, null, conflict.Overlap.SelectMany(r => new[] { r.Start.ToString(), r.End.ToString() }));
        }

        writer.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string? name, IEnumerable<string> values)
    {
        if (name is null)
        {
            writer.WriteStartArray();
        }
        else
        {
            writer.WriteStartArray(name);
        }

        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
