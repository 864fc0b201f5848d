using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Devices;

namespace RdmPlanner.Planner.Reports;

/// <summary>A device survey as a tree: host, segment, device, region.</summary>
public static class DeviceTree
{
    /// <summary>Writes the tree.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="report">Which answers stand beside a device.</param>
    /// <returns>ASCII art as of <c>lspci -t</c>; LF line ends.</returns>
    public static string Write(DeviceSurvey survey, DeviceReport report)
    {
        StringBuilder text = new();
        text.Append(SafeText.Plain(survey.Request.Host.Name)).Append('\n');
        IGrouping<string, HostDevice>[] segments = [.. survey.Devices.GroupBy(d => d.Name[..4])];
        for (int s = 0; s < segments.Length; s++)
        {
            bool isLastSegment = s == segments.Length - 1;
            text.Append(CultureInfo.InvariantCulture, $"{Branch(isLastSegment)}segment {segments[s].Key}\n");
            HostDevice[] devices = [.. segments[s]];
            for (int d = 0; d < devices.Length; d++)
            {
                string stem = Stem(isLastSegment);
                text.Append(CultureInfo.InvariantCulture,
                    $"{stem}{Branch(d == devices.Length - 1)}{devices[d].Name[5..]} {DeviceText.ClassOf(devices[d])}{Answers(devices[d], report)}\n");
                for (int r = 0; r < devices[d].Regions.Length; r++)
                {
                    DeviceRegion region = devices[d].Regions[r];
                    text.Append(CultureInfo.InvariantCulture,
                        $"{stem}{Stem(d == devices.Length - 1)}{Branch(r == devices[d].Regions.Length - 1)}#{region.Number} {region.Range} {region.Fate}\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Answers(HostDevice device, DeviceReport report)
    {
        string xen = report.Xen ? $" xen:{DeviceWords.Xen(device, 0)}/{DeviceWords.Xen(device, 1)}" : "";
        string linux = report.Linux ? $" vfio:{DeviceWords.Linux(device, report.Kernel)}" : "";
        string group = device.Group > 0 ? string.Create(CultureInfo.InvariantCulture, $" group:{device.Group}") : "";
        return xen + linux + group;
    }

    private static string Branch(bool isLast) => isLast ? @"\-" : "+-";

    private static string Stem(bool isLast) => isLast ? "  " : "| ";
}
