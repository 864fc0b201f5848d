using RdmPlanner.Acpi;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about which devices share regions.</summary>
internal static class SharingChecks
{
    // The largest set of one controller family in the field is 8 functions in 3 slots (EHCI and UHCI); more slots, more
    // functions or more than one bridge means that devices are named which have nothing in common.
    private const int MostSlots = 3;
    private const int MostDevices = 8;

    internal static void Run(DmarView view, DmarTable table, FindingCollector findings)
    {
        Dictionary<string, List<ReservedMemoryRegion>> byDevice = [];
        foreach (ReservedMemoryRegion region in table.ReservedMemoryRegions)
        {
            string[] devices = DevicesOf(region);
            foreach (string device in devices)
            {
                if (!byDevice.TryGetValue(device, out List<ReservedMemoryRegion>? regions))
                {
                    byDevice.Add(device, regions = []);
                }

                regions.Add(region);
            }

            if (devices.Length > 1)
            {
                findings.Add(
                    LintCode.SharedRegion, Scopes(view, region),
                    $"{RegionChecks.RangeText(region)} belongs to {devices.Length} devices: {string.Join(' ', devices)}",
                    "Xen refuses to assign any of them (disallowed to assign ... with shared RMRR) unless the region is relaxed");
            }

            CheckBreadth(view, region, devices, findings);
        }

        SaySeveralRegions(view, byDevice, findings);
        SayGroups(view, byDevice, findings);
    }

    internal static string[] DevicesOf(ReservedMemoryRegion region) =>
        [.. region.Scopes.Select(s => DmarText.ScopeAddress(s, region.Segment)).Distinct()];

    private static LintPlace Scopes(DmarView view, ReservedMemoryRegion region) =>
        view.PlaceOf(region, ReservedMemoryRegion.Size, region.LengthInBytes - ReservedMemoryRegion.Size, "Device Scope");

    private static void CheckBreadth(DmarView view, ReservedMemoryRegion region, string[] devices, FindingCollector findings)
    {
        int slots = region.Scopes.Select(s => (s.StartBusNumber, DeviceText(s.Path))).Distinct().Count();
        int bridges = region.Scopes.Where(s => s.Path.HopCount > 1).Select(s => (s.StartBusNumber, s.Path[0])).Distinct().Count();
        if (slots > MostSlots || devices.Length > MostDevices || bridges > 1)
        {
            string behind = bridges == 0 ? "" : $", behind {Reports.CountText.Of(bridges, "bridge")}";
            findings.Add(
                LintCode.OverBroadRegion, Scopes(view, region), $"{RegionChecks.RangeText(region)} names {devices.Length} devices in {slots} slots{behind}");
        }
    }

    /// <summary>The path without its last function.</summary>
    private static string DeviceText(PciPath path)
    {
        string text = path.ToString();
        int dot = text.LastIndexOf('.');
        return dot < 0 ? text : text[..dot];
    }

    private static void SaySeveralRegions(
        DmarView view, Dictionary<string, List<ReservedMemoryRegion>> byDevice, FindingCollector findings)
    {
        foreach ((string device, List<ReservedMemoryRegion> regions) in byDevice)
        {
            if (regions.Count > 1)
            {
                ReservedMemoryRegion last = regions[^1];
                DeviceScope scope = last.Scopes.First(s => DmarText.ScopeAddress(s, last.Segment) == device);
                findings.Add(
                    LintCode.DeviceInSeveralRegions, view.PlaceOf(last, scope),
                    $"{device} is named by {string.Join(", ", regions.Select(view.NameOf))}");
            }
        }
    }

    /// <summary>Groups that only several regions together make; those of one region are that region's finding.</summary>
    private static void SayGroups(DmarView view, Dictionary<string, List<ReservedMemoryRegion>> byDevice, FindingCollector findings)
    {
        Dictionary<ReservedMemoryRegion, List<string>> byRegion = [];
        foreach ((string device, List<ReservedMemoryRegion> regions) in byDevice)
        {
            foreach (ReservedMemoryRegion region in regions)
            {
                if (!byRegion.TryGetValue(region, out List<string>? devices))
                {
                    byRegion.Add(region, devices = []);
                }

                devices.Add(device);
            }
        }

        HashSet<ReservedMemoryRegion> done = [];
        foreach (ReservedMemoryRegion start in byRegion.Keys.OrderBy(r => r.Offset))
        {
            if (done.Contains(start))
            {
                continue;
            }

            SortedSet<string> devices = new(StringComparer.Ordinal);
            List<ReservedMemoryRegion> regions = Connected(start, byRegion, byDevice, done, devices);
            if (devices.Count > regions.Max(r => byRegion[r].Count))
            {
                findings.Add(
                    LintCode.DeviceGroup, view.PlaceOf(start),
                    $"{string.Join(", ", regions.OrderBy(r => r.Offset).Select(view.NameOf))} tie {devices.Count} devices together: {string.Join(' ', devices)}");
            }
        }
    }

    private static List<ReservedMemoryRegion> Connected(
        ReservedMemoryRegion start,
        Dictionary<ReservedMemoryRegion, List<string>> byRegion,
        Dictionary<string, List<ReservedMemoryRegion>> byDevice,
        HashSet<ReservedMemoryRegion> done,
        SortedSet<string> devices)
    {
        List<ReservedMemoryRegion> regions = [];
        Queue<ReservedMemoryRegion> open = new([start]);
        done.Add(start);
        while (open.TryDequeue(out ReservedMemoryRegion? region))
        {
            regions.Add(region);
            foreach (string device in byRegion[region].Where(devices.Add))
            {
                foreach (ReservedMemoryRegion next in byDevice[device].Where(done.Add))
                {
                    open.Enqueue(next);
                }
            }
        }

        return regions;
    }
}
