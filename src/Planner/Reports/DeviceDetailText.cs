using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Qemu;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Reports;

/// <summary>A paragraph a device: every answer with its reason.</summary>
internal static class DeviceDetailText
{
    /// <summary>Writes all devices.</summary>
    internal static void Write(StringBuilder text, DeviceSurvey survey, DeviceReport report)
    {
        foreach (HostDevice device in survey.Devices)
        {
            string product = device.Product.Length > 0 ? $" {SafeText.Plain(device.Product)}" : "";
            text.Append(CultureInfo.InvariantCulture,
                $"\n{SafeText.Plain(device.Name)} {DeviceText.ClassOf(device)}{product}, {Presence(device)}\n");
            WriteRegions(text, device);
            if (report.Xen)
            {
                WriteXen(text, device);
            }

            if (report.Linux)
            {
                WriteLinux(text, device, report.Kernel);
                WriteQemu(text, device, survey.Request.Qemu);
            }
        }

        text.Append('\n');
    }

    private static string Presence(HostDevice device) => device.Presence switch
    {
        DevicePresence.Present => "present",
        DevicePresence.Absent => "absent from the listing",
        _ when device.Address is null => "behind bridges: no listing says on which bus",
        _ when device.IsAssumed => "not named by any region; without a listing nothing says that it exists",
        _ => "taken to be present",
    };

    private static void WriteRegions(StringBuilder text, HostDevice device)
    {
        foreach (DeviceRegion region in device.Regions)
        {
            string[] others = [.. region.Devices.Where(d => d != device.Name).Distinct()];
            string low = region.IsBelow1MiB ? "; below 1 MiB: meets RAM of every guest" : "";
            Line(text, string.Create(CultureInfo.InvariantCulture, $"region #{region.Number}"),
                $"{region.Range}, pfn {HexText.Of(region.Region.FirstFrame)}, {SafeText.Plain(region.Region.Source.ToString())}; {region.Fate}{low}");
            if (others.Length > 0)
            {
                Line(text, "", $"shared with {SafeText.Plain(string.Join(", ", others))} (group {device.Group})");
            }
        }

        foreach (DeviceRegion region in device.BridgeRegions)
        {
            Line(text, string.Create(CultureInfo.InvariantCulture, $"region #{region.Number}"),
                $"{region.Range}, {SafeText.Plain(region.Region.Source.ToString())}; of a bridge above it ({SafeText.Plain(string.Join(", ", region.Devices.Distinct()))}): "
                + "Linux counts it as the device's from 5.3 on, Xen takes the bridge for itself");
        }
    }

    private static void WriteXen(StringBuilder text, HostDevice device)
    {
        foreach (XenVerdict verdict in device.Xen)
        {
            Line(text, $"xen {PlanJson.Name(verdict.Policy)}", DeviceWords.Sentence(verdict.Outcome));
            foreach (string line in verdict.Lines)
            {
                Line(text, "", $"(XEN) {SafeText.Plain(line)}");
            }
        }

        foreach (GuestEffect effect in device.Guest)
        {
            Line(text, $"guest {PlanJson.Name(effect.Policy)}", SafeText.Plain(effect.Text));
            if (effect.Help is { } help)
            {
                Line(text, "", $"help: {SafeText.Plain(help)}");
            }
        }
    }

    private static void WriteLinux(StringBuilder text, HostDevice device, LinuxKernel? kernel)
    {
        LinuxVerdict[] verdicts = [.. device.Linux.Where(v => kernel is not { } one || v.Covers(one))];
        if (verdicts.Length == 0)
        {
            Line(text, "linux", "before 3.17 nothing is refused, and the region is lost without a word");
        }

        foreach (LinuxVerdict verdict in verdicts)
        {
            Line(text, $"linux {verdict.Range}", $"{DeviceWords.Of(verdict.Outcome)}: {verdict.Why}");
            if (verdict.Message.Length > 0)
            {
                Line(text, "", $"\"{verdict.Message}\"");
            }
        }

        bool isBlocked = verdicts.Length > 0 && verdicts[^1].Outcome == LinuxOutcome.Blocked;
        if (isBlocked && (kernel is null || kernel.Value.HasRelaxRmrr))
        {
            Line(text, "linux pve 6.2 on", "intel_iommu=on,relax_rmrr lets it through at the risk that the device still uses its region");
        }
    }

    private static void WriteQemu(StringBuilder text, HostDevice device, QemuRamLayout? layout)
    {
        foreach (QemuConflict conflict in device.Qemu)
        {
            string ranges = string.Join(", ", conflict.Overlap.Select(r => r.ToString()));
            Line(text, "qemu", $"guest RAM lies on {ranges} of the region at {conflict.Region.BaseAddress}");
        }

        if (layout is not null && !device.Qemu.IsEmpty)
        {
            HostRegion[] met = [.. device.Qemu.Select(c => c.Region)];
            Line(text, "", $"help: {QemuText.Help(layout, met)}");
        }
    }

    private static void Line(StringBuilder text, string label, string words) =>
        text.Append(CultureInfo.InvariantCulture, $"  {label,-20} {words}\n");
}
