using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Explain;

/// <summary>What a recognised line means on one host: its device and address looked up among the host's regions.</summary>
public static class HostAnswer
{
    private const ulong OneMiB = 1 << 20;
    private const ulong FourGiB = 1UL << 32;

    /// <summary>Looks a line up.</summary>
    /// <param name="match">The line.</param>
    /// <param name="host">The host; one without regions is answered as well.</param>
    /// <param name="topology">The host's functions, for their names; null when there is no listing.</param>
    /// <returns>Sentences, each a paragraph of its own; not yet made harmless.</returns>
    public static ImmutableArray<string> Of(LineMatch match, HostDescription host, HostTopology? topology)
    {
        List<string> said = [];
        if (host.Regions.IsEmpty)
        {
            said.AddRange(host.IvrsTables.IsEmpty ? [NoRegions(host)] : IvmdAnswer.Of(match, host));
            return [.. said];
        }

        HashSet<HostRegion> found = [];
        if (match.Device is { } device)
        {
            AddDevice(said, found, device, host, topology);
        }

        if (match.Start is { } start)
        {
            AddAddress(said, found, start, match.End ?? start, host);
        }

        foreach (HostRegion region in found.Where(_ => match.IsAboutXen))
        {
            AddWhatHelps(said, region);
        }

        if (match.Device is null && match.Start is null)
        {
            said.Add("The line names neither a device nor an address. The host's regions are: "
                + string.Join("; ", host.Regions.Take(16).Select(r => $"{Range(r)} of {Owners(r)}"))
                + (host.Regions.Length > 16 ? $" and {host.Regions.Length - 16} more" : "") + ".");
        }

        return [.. said];
    }

    private static string NoRegions(HostDescription host) =>
        $"{host.Name} ({host.Format}) has no reserved region at all. The line is of another host, or of a boot before the firmware changed.";

    private static void AddDevice(
        List<string> said, HashSet<HostRegion> found, PciAddress device, HostDescription host, HostTopology? topology)
    {
        string name = topology?.Find(device) is { } function ? $"{device} ({Named(function)})" : device.ToString();
        if (topology is { IsUnknown: false } && topology.Find(device) is null)
        {
            said.Add($"Device {device} is not in the host's PCI listing: bus numbers have changed since the line was printed, or the listing is of another host.");
        }

        HostRegion[] own = [.. host.Regions.Where(r => Names(r, device))];
        foreach (HostRegion region in own)
        {
            found.Add(region);
            PciAddress[] others = [.. region.Devices.Where(d => d.Bus != device.Bus || d.DevFn != device.DevFn).Distinct()];
            said.Add($"Device {name} owns the region {Range(region)} of {region.Source}; "
                + (others.Length == 0 ? "no other device shares it." : $"it shares it with {string.Join(", ", others.Select(o => Other(o, topology)))}."));
        }

        if (own.Length == 0)
        {
            said.Add(host.Regions.Any(r => r.HasUnknownDevices)
                ? $"{host.Name} does not say which device each region belongs to; give the host's DMAR table to look {name} up."
                : host.Regions.Any(r => r.HasDeviceBehindBridge)
                ? $"No region of {host.Name} names {name} directly; {Count(host.Regions.Count(r => r.HasDeviceBehindBridge), "region")} "
                    + "of devices behind bridges cannot be resolved from the table alone."
                : $"No region of {host.Name} names {name}: the line is of another host, or stale: a BIOS update or another card has changed addresses since.");
        }
    }

    private static void AddAddress(List<string> said, HashSet<HostRegion> found, ulong start, ulong end, HostDescription host)
    {
        HostRegion[] met = [.. host.Regions.Where(r => r.LimitAddress >= r.BaseAddress && FirstByte(r) <= end && LastByte(r) >= start)];
        foreach (HostRegion region in met.Where(r => !found.Contains(r)))
        {
            said.Add($"The address {LineMatch.Address(start)} lies in the region {Range(region)} of {region.Source}, which belongs to {Owners(region)}.");
        }

        found.UnionWith(met);
        if (met.Length == 0)
        {
            HostRegion near = host.Regions.MinBy(r => Distance(r, start))!;
            said.Add($"No region of {host.Name} contains {LineMatch.Address(start)}; the nearest is {Range(near)} of {near.Source}. "
                + "The line is of another host, or stale: a BIOS update or another setup moves regions. Take the line and the table from the same boot.");
        }
    }

    private static void AddWhatHelps(List<string> said, HostRegion region)
    {
        ulong first = FirstByte(region);
        if (region.LimitAddress < region.BaseAddress)
        {
            said.Add($"The region of {region.Source} ends before it starts; see DMAR1019.");
        }
        else if (first < OneMiB)
        {
            said.Add($"The region of {region.Source} starts below 1 MiB: low RAM counts from address 0, so no boundary and no memory size "
                + "avoids a conflict on Xen. What remains is rdm_policy=relaxed on its device, or leaving the device out.");
        }
        else if (first < FourGiB)
        {
            // A region is helped only when it starts strictly above the boundary, which is given in whole MiB.
            ulong boundaryMiB = (first - 1) >> 20;
            said.Add(boundaryMiB >= 2048
                ? $"On Xen the region of {region.Source} lies above the default rdm_mem_boundary of 2048 MiB: low RAM is moved out of its way without any setting."
                : string.Create(CultureInfo.InvariantCulture,
                    $"On Xen rdm_mem_boundary = {boundaryMiB} (MiB) or less lets low RAM end below the region of {region.Source}; the default of 2048 does not."));
        }
        else
        {
            said.Add($"The region of {region.Source} lies above 4 GiB, where RAM is never moved: only a guest with less memory avoids it.");
        }

        if (region.Devices.Length > 1)
        {
            said.Add($"Xen counts {region.Devices.Length} owners of the region of {region.Source}: a strict assignment of any of them is refused, whatever the memory map.");
        }
    }

    private static bool Names(HostRegion region, PciAddress device) =>
        region.Segment == device.Segment && region.Devices.Any(d => d.Bus == device.Bus && d.DevFn == device.DevFn);

    private static string Owners(HostRegion region) =>
        region.Devices.IsEmpty ? "a device that the input does not name" : string.Join(", ", region.Devices.Distinct());

    private static string Other(PciAddress device, HostTopology? topology) =>
        topology?.Find(device) is { } function ? $"{device} ({Named(function)})" : device.ToString();

    private static string Named(HostPciFunction function) => function.Name.Length > 0 ? function.Name : function.ClassName;

    private static string Range(HostRegion region)
    {
        ulong first = FirstByte(region);
        ulong last = LastByte(region);
        string pages = last < first ? "no page" : Count((last >> 12) - (first >> 12) + 1, "page");
        return string.Create(CultureInfo.InvariantCulture, $"[0x{first:x}, 0x{last:x}] (pages 0x{first >> 12:x} to 0x{last >> 12:x}, {pages})");
    }

    private static string Count(ulong count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Count(int count, string noun) => Count((ulong)count, noun);

    private static ulong Distance(HostRegion region, ulong address) =>
        address < FirstByte(region) ? FirstByte(region) - address : address > LastByte(region) ? address - LastByte(region) : 0;

    private static ulong FirstByte(HostRegion region) => region.BaseAddress.Value;

    private static ulong LastByte(HostRegion region) => region.LimitAddress.Value;
}
