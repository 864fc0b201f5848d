using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Qemu;

namespace RdmPlanner.Planner.Reports;

/// <summary>A device survey as text: one table that fits a screen, then what its words leave out.</summary>
public static class DeviceText
{
    private const int ClassWidth = 26;

    /// <summary>Writes the report.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="report">What to show.</param>
    /// <param name="isVerbose">Whether each device gets its paragraph.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(DeviceSurvey survey, DeviceReport report, bool isVerbose)
    {
        StringBuilder text = new();
        WriteQuestion(text, survey, report);
        WriteTable(text, survey, report);
        WriteRemarks(text, survey, report);
        if (isVerbose)
        {
            DeviceDetailText.Write(text, survey, report);
        }

        foreach (Finding finding in survey.Findings)
        {
            text.Append(FindingText.Of(finding));
        }

        return text.ToString();
    }

    /// <summary>The class with its source in a word.</summary>
    internal static string ClassOf(HostDevice device)
    {
        string name = SafeText.Plain(device.Class.Name);
        return device.Class.Source == DeviceClassSource.UsualPlace ? $"{name} (assumed)"
            : name.Length > ClassWidth ? name[..(ClassWidth - 3)] + "..."
            : name;
    }

    private static void WriteQuestion(StringBuilder text, DeviceSurvey survey, DeviceReport report)
    {
        SurveyRequest request = survey.Request;
        text.Append(CultureInfo.InvariantCulture,
            $"host {SafeText.Plain(request.Host.Name)} ({request.Host.Format}): {survey.Regions.Length} reserved region{(survey.Regions.Length == 1 ? "" : "s")}");
        if (report.Xen)
        {
            text.Append(CultureInfo.InvariantCulture, $"; Xen {request.Profile}");
            text.Append(request.Guest is { } guest ? string.Create(CultureInfo.InvariantCulture, $", guest of {guest.MaxMemMiB.Value} MiB") : "");
        }

        if (report.Linux)
        {
            text.Append(report.Kernel is { } kernel ? $"; Linux {kernel}" : "; Linux 6.6 and later");
            text.Append(request.Qemu is { } qemu ? $", QEMU {SafeText.Plain(qemu.Machine.Name)} with {QemuSize.Of(qemu.RamSizeInBytes)}" : "");
        }

        text.Append("\n\n");
    }

    private static void WriteTable(StringBuilder text, DeviceSurvey survey, DeviceReport report)
    {
        if (survey.Devices.IsEmpty)
        {
            text.Append("no device is named by a region, and no PCI listing was given\n");
            return;
        }

        bool hasXenGuest = report.Xen && survey.Request.Guest is not null;
        bool hasQemu = report.Linux && survey.Request.Qemu is not null;
        List<string[]> rows = [Row(["device", "class", "group", "region (first-last byte)"], "xen strict", "xen relaxed", "vfio", "guest strict", "guest relaxed", "on qemu ram")];
        foreach (HostDevice device in survey.Devices)
        {
            rows.Add(Row(
                [device.Name, ClassOf(device), device.Group == 0 ? "-" : device.Group.ToString(CultureInfo.InvariantCulture), RegionOf(device, 0)],
                DeviceWords.Xen(device, 0),
                DeviceWords.Xen(device, 1),
                DeviceWords.Linux(device, report.Kernel),
                device.Guest.IsEmpty ? "-" : DeviceWords.Of(device.Guest[0].Outcome),
                device.Guest.IsEmpty ? "-" : DeviceWords.Of(device.Guest[1].Outcome),
                device.Qemu.IsEmpty ? "no" : "yes"));
            for (int i = 1; i < device.Regions.Length + device.BridgeRegions.Length; i++)
            {
                rows.Add(Row(["", "", "", RegionOf(device, i)], "", "", "", "", "", ""));
            }
        }

        TextColumns.Write(text, rows);

        string[] Row(string[] fixedCells, string strict, string relaxed, string vfio, string guestStrict, string guestRelaxed, string qemu) =>
        [
            .. fixedCells,
            .. report.Xen ? [strict, relaxed] : Array.Empty<string>(),
            .. hasXenGuest ? [guestStrict, guestRelaxed] : Array.Empty<string>(),
            .. report.Linux ? [vfio] : Array.Empty<string>(),
            .. hasQemu ? [qemu] : Array.Empty<string>(),
        ];
    }

    private static string RegionOf(HostDevice device, int index)
    {
        if (device.Regions.IsEmpty && device.BridgeRegions.IsEmpty)
        {
            return "none";
        }

        bool isOwn = index < device.Regions.Length;
        DeviceRegion region = isOwn ? device.Regions[index] : device.BridgeRegions[index - device.Regions.Length];
        string mark = (isOwn ? "" : " of a bridge") + (region.IsBelow1MiB ? " <1M" : "") + (region.IsKept ? region.IsVisible ? "" : " hidden" : " dropped");
        return string.Create(CultureInfo.InvariantCulture, $"#{region.Number} {region.Range}{mark}");
    }

    private static void WriteRemarks(StringBuilder text, DeviceSurvey survey, DeviceReport report)
    {
        text.Append('\n');
        for (int i = 0; i < survey.Groups.Length; i++)
        {
            if (survey.Devices.Any(d => d.Group == i + 1))
            {
                string members = SafeText.Plain(string.Join(", ", survey.Groups[i]));
                text.Append(CultureInfo.InvariantCulture,
                    $"group {i + 1} share regions: {members}; with strict none is assigned, not even all together\n");
            }
        }

        if (survey.Devices.Any(d => !d.BridgeRegions.IsEmpty))
        {
            text.Append("of a bridge: the scope names a bridge above the device; Linux counts it as the device's (5.3 on), Xen takes the bridge for itself\n");
        }

        int absent = survey.Devices.Count(d => d.IsAssumed);
        if (absent > 0)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"ok?, free?: no region names {Devices(absent)}, and without --lspci FILE or --sysfs DIR nothing says that {(absent == 1 ? "it exists" : "they exist")}\n");
        }

        int assumed = survey.Devices.Count(d => d.Class.Source == DeviceClassSource.UsualPlace && !d.Regions.IsEmpty);
        int unknown = survey.Devices.Count(d => d.Class.Source == DeviceClassSource.None && !d.Regions.IsEmpty);
        if (assumed > 0)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"assumption: class of {Devices(assumed)} unknown: assumed from the usual place (00:02.0 display, 00:14.0, 00:1a and 00:1d USB)\n");
        }

        if (unknown > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"class of {Devices(unknown)} unknown; --lspci FILE or --sysfs DIR tells\n");
        }

        foreach (DeviceRegion region in survey.Regions.Where(r => r.IsBelow1MiB))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"region #{region.Number} {region.Range} lies below 1 MiB (legacy BIOS area): every guest has RAM there; strict never starts, no setting helps\n");
        }

        foreach (DeviceRegion region in survey.Regions.Where(r => r.Devices.IsEmpty))
        {
            text.Append(CultureInfo.InvariantCulture, $"region #{region.Number} {region.Range} names no device: {region.Fate}\n");
        }

        if (report.Linux)
        {
            QemuText.Write(text, survey);
        }

        WriteWidth(text, survey);
    }

    private static string Devices(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} device{(count == 1 ? "" : "s")}");

    private static void WriteWidth(StringBuilder text, DeviceSurvey survey)
    {
        if (survey.Width is not { } width)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture,
            $"address width (a limit of its own, not of the regions): {width.Text}; guest RAM or BARs above it fail as vfio_dma_map -22\n");
        foreach (string remark in width.Remarks)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {remark}\n");
        }
    }
}
