using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.TestKit.Models;

/// <summary>Collector, resolver, map and page count against the transliterated C.</summary>
public static class LibxlComparison
{
    /// <summary>Runs both on one input.</summary>
    /// <param name="input">The input, with its boundary given and the releases' precedence of policies.</param>
    /// <returns>What differs first, in words; null when nothing does.</returns>
    public static string? DifferenceOf(ToolstackInput input)
    {
        LibxlRdmReference expected = ReferenceOf(input).Run();
        ToolstackResult actual = ToolstackStage.Run(input);
        RamLayout layout = actual.Rdm.Layout;
        return expected.LowMemEnd != layout.LowMemEnd.Value ? $"lowmem_end 0x{expected.LowMemEnd:x}, here {layout.LowMemEnd}"
            : expected.HighMemEnd != (layout.HighMemEnd?.Value ?? 0) ? $"highmem_end 0x{expected.HighMemEnd:x}, here {layout.HighMemEnd}"
            : expected.MmioStart != layout.MmioStart.Value ? $"mmio_start 0x{expected.MmioStart:x}, here {layout.MmioStart}"
            : !expected.Rdms.SequenceEqual(actual.Rdm.Regions.Select((r, i) => (r.Entry.Start.Value, r.Entry.SizeInBytes, PolicyOf(actual.Rdm, i)))) ? "the regions"
            : !expected.Pci.Select(d => d.Policy).SequenceEqual(actual.Devices.Select(d => Number(d.Policy))) ? "the devices' policies"
            : !SameMap(expected, actual) ? "the memory map"
            : !expected.Log.SequenceEqual(actual.Log.Select(line => line.Text)) ? "the log"
            : expected.ReturnCode != actual.ReturnCode ? $"returns {expected.ReturnCode}, here {actual.ReturnCode}"
            : null;
    }

    private static bool SameMap(LibxlRdmReference expected, ToolstackResult actual) => expected.MemoryMap is null
        ? actual.MemoryMap is null
        : actual.MemoryMap is { } map && expected.MemoryMap.SequenceEqual(map.Select(e => (e.Address.Value, e.SizeInBytes, (int)e.Type)));

    /// <summary>libxl stops at the first conflict: what comes later is not masked there.</summary>
    private static int PolicyOf(RdmResolution resolution, int index)
    {
        ResolvedRegion region = resolution.Regions[index];
        bool isMasked = region.Disposition == RdmDisposition.Masked && index < (resolution.FirstConflict ?? int.MaxValue);
        return isMasked ? LibxlRdmReference.Invalid : Number(region.Entry.Policy);
    }

    private static LibxlRdmReference ReferenceOf(ToolstackInput input) => new()
    {
        MaxMemKb = input.MaxMemKiB,
        VideoMemKb = input.VideoMemKiB,
        MmioHoleMemKb = input.MmioHoleKiB,
        RdmMemBoundaryMemKb = input.BoundaryKiB!.Value,
        Hap = input.Hap,
        Strategy = (int)input.Rdm.Strategy,
        GlobalPolicy = Number(input.Rdm.GlobalPolicy ?? RdmPolicy.Relaxed),
        Rmrrs = [.. input.Rdm.HostRegions.Select(r => (r.BaseAddress.Value, r.LimitAddress.Value, (int)r.Segment, r.Devices.Select(BusDevFn).ToArray()))],
        Pci = [.. input.Rdm.Devices.Select(d => ((int)d.Address.Segment, BusDevFn(d.Address), Number(d.Policy)))],
    };

    private static int BusDevFn(PciAddress device) => (device.Bus << 8) | device.DevFn;

    private static int Number(RdmPolicy? policy) => policy is { } value ? (int)value : LibxlRdmReference.Invalid;
}
