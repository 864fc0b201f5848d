using System.Globalization;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Plan;

/// <summary>How ranges and regions are named in messages: always in bytes and in page frames.</summary>
internal static class RegionText
{
    /// <summary><c>[0x7c000000, 0x80400000) (gfn [0x7c000, 0x80400), 17408 pages)</c>.</summary>
    public static string Range(ulong startByte, ulong sizeInBytes)
    {
        ulong firstGfn = startByte >> PageSizes.FrameShift;
        ulong pages = (sizeInBytes >> PageSizes.FrameShift) + ((sizeInBytes & (PageSizes.Size4KiB - 1)) == 0 ? 0UL : 1);
        string end = sizeInBytes > ulong.MaxValue - startByte ? "2^64" : $"0x{startByte + sizeInBytes:x}";
        string count = pages.ToString(CultureInfo.InvariantCulture) + (pages == 1 ? " page" : " pages");
        return $"[0x{startByte:x}, {end}) (gfn [0x{firstGfn:x}, 0x{firstGfn + pages:x}), {count})";
    }

    /// <summary>The range of an entry, with where it is stated.</summary>
    public static string Region(PlannedRegion region) =>
        $"RDM {Range(region.Resolved.Entry.Start.Value, region.Resolved.Entry.SizeInBytes)} from {region.Sources[0]}";

    /// <summary>The range in bytes, with where it is stated; for tables and lines with much else in them.</summary>
    public static string Short(PlannedRegion region)
    {
        ulong start = region.Resolved.Entry.Start.Value;
        ulong size = region.Resolved.Entry.SizeInBytes;
        string end = size > ulong.MaxValue - start ? "2^64" : $"0x{start + size:x}";
        return $"RDM [0x{start:x}, {end}) from {region.Sources[0]}";
    }

    /// <summary>The devices of a region in one phrase.</summary>
    public static string Devices(HostRegion host) =>
        host.Devices.IsEmpty ? "a device the input does not name" : string.Join(", ", host.Devices);
}
