using System.Globalization;
using CsvHelper;
using RdmPlanner.Planner.Devices;

namespace RdmPlanner.Planner.Reports;

/// <summary>A device survey as comma-separated rows: one for each device and region, one for a device without region.</summary>
public static class DeviceCsv
{
    private static readonly string[] Header =
    [
        "device", "kind", "class", "class_source", "presence", "group", "region", "base", "limit", "source", "kept", "visible", "below_1mib",
        "xen_strict", "xen_relaxed", "guest_strict", "guest_relaxed", "vfio", "on_qemu_ram", "of_bridge",
    ];

    /// <summary>Writes the rows.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="report">The kernel of column <c>vfio</c>; all columns are always there.</param>
    /// <returns>The text with a header; <c>limit</c> is inclusive; LF line ends.</returns>
    public static string Write(DeviceSurvey survey, DeviceReport report)
    {
        StringWriter text = new();
        using (CsvWriter writer = CsvWriter.Create(text, CsvText.WriterOptions))
        {
            writer.WriteHeader(Header);
            foreach (HostDevice device in survey.Devices)
            {
                if (device.Regions.IsEmpty && device.BridgeRegions.IsEmpty)
                {
                    WriteRow(writer, device, null, report);
                }

                foreach (DeviceRegion region in device.Regions.Concat(device.BridgeRegions))
                {
                    WriteRow(writer, device, region, report);
                }
            }
        }

        return text.ToString();
    }

    private static void WriteRow(CsvWriter writer, HostDevice device, DeviceRegion? region, DeviceReport report) => writer.WriteRecord(
        device.Name,
        DeviceWords.Of(device.Class.Kind),
        CsvText.Safe(device.Class.Name),
        DeviceWords.Of(device.Class.Source),
        DeviceWords.Of(device.Presence),
        device.Group == 0 ? "" : device.Group.ToString(CultureInfo.InvariantCulture),
        region?.Number.ToString(CultureInfo.InvariantCulture) ?? "",
        region?.Region.BaseAddress.ToString() ?? "",
        region?.Region.LimitAddress.ToString() ?? "",
        CsvText.Safe(region?.Region.Source.ToString() ?? ""),
        Flag(region?.IsKept),
        Flag(region?.IsVisible),
        Flag(region?.IsBelow1MiB),
        report.Xen ? DeviceWords.Xen(device, 0) : "",
        report.Xen ? DeviceWords.Xen(device, 1) : "",
        report.Xen && !device.Guest.IsEmpty ? DeviceWords.Of(device.Guest[0].Outcome) : "",
        report.Xen && !device.Guest.IsEmpty ? DeviceWords.Of(device.Guest[1].Outcome) : "",
        report.Linux ? DeviceWords.Linux(device, report.Kernel) : "",
        report.Linux && region is not null ? Flag(device.Qemu.Any(c => c.Region == region.Region)) : "",
        region is null ? "" : Flag(!device.Regions.Contains(region)));

    private static string Flag(bool? value) => value switch { true => "true", false => "false", null => "" };
}
