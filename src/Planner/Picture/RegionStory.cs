using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Picture;

/// <summary>The blocks of reserved regions, with where each is stated, its policy, and what became of it.</summary>
internal sealed class RegionStory
{
    /// <summary>The most bytes of a structure that are shown.</summary>
    private const int MaxBytes = 256;

    private readonly MemoryPlan _plan;
    private readonly Dictionary<int, PlannedRegion> _planned = [];
    private readonly Func<RegionOfHost, IEnumerable<PictureFact>> _later;

    /// <summary>Makes the story of a plan's regions.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="later">What the stages behind the toolstack did with a region; null for a plan alone.</param>
    internal RegionStory(MemoryPlan plan, Func<RegionOfHost, IEnumerable<PictureFact>>? later = null)
    {
        _plan = plan;
        _later = later ?? (_ => []);
        foreach (PlannedRegion region in plan.Regions)
        {
            _planned.TryAdd(region.Resolved.Entry.RegionIndex, region);
        }
    }

    /// <summary>A region of the host and its range in the guest.</summary>
    /// <param name="Host">The region.</param>
    /// <param name="Start">First byte.</param>
    /// <param name="Last">Last byte, inclusive.</param>
    /// <param name="Planned">Its place in the plan; null when the plan does not consider it.</param>
    internal sealed record RegionOfHost(HostRegion Host, ulong Start, ulong Last, PlannedRegion? Planned);

    /// <summary>The blocks, in the order of the host's list.</summary>
    /// <param name="isBefore">Whether nobody has looked yet whether the regions fit.</param>
    internal IEnumerable<PictureBlock> Blocks(bool isBefore)
    {
        ImmutableArray<HostRegion> regions = _plan.Request.Host.Regions;
        for (int i = 0; i < regions.Length; i++)
        {
            RegionOfHost region = Range(regions[i], _planned.GetValueOrDefault(i));
            yield return new PictureBlock
            {
                Id = IdOf(i),
                Lane = PictureLane.Rdm,
                Start = region.Start,
                Last = region.Last,
                Kind = BlockKind.Rdm,
                Mark = region.Planned is null ? BlockMark.NotConsidered : isBefore ? BlockMark.Wanted : MarkOf(region.Planned),
                Label = LabelOf(regions[i]),
                Devices = [.. regions[i].Devices.Select(device => device.ToString())],
                Facts = [.. Facts(region), .. _later(region)],
            };
        }
    }

    /// <summary>The block's id of a region of the host's list.</summary>
    internal static string IdOf(int regionIndex) => string.Create(CultureInfo.InvariantCulture, $"rdm-{regionIndex + 1}");

    /// <summary>The device in the short form that people say, and how many more there are.</summary>
    internal static string LabelOf(HostRegion region) => region.Devices.Length switch
    {
        0 => "RDM",
        1 => Short(region.Devices[0]),
        _ => $"{Short(region.Devices[0])} +{region.Devices.Length - 1}",
    };

    private static string Short(PciAddress device)
    {
        string text = device.ToString();
        return device.Segment == 0 ? text[5..] : text;
    }

    private static BlockMark MarkOf(PlannedRegion region) => region.Resolved.Disposition switch
    {
        RdmDisposition.Exposed => BlockMark.Exposed,
        RdmDisposition.Masked => BlockMark.Masked,
        RdmDisposition.Conflicting => BlockMark.Conflicting,
        _ => throw new System.Diagnostics.UnreachableException($"disposition {region.Resolved.Disposition}"),
    };

    /// <summary>The pages the guest is to reserve; for a region without any, the bytes as the host states them.</summary>
    private static RegionOfHost Range(HostRegion host, PlannedRegion? planned)
    {
        if (host.LimitAddress < host.BaseAddress)
        {
            return new RegionOfHost(host, host.BaseAddress.Value, host.BaseAddress.Value, planned);
        }

        ulong start = planned?.Resolved.Entry.Start.Value ?? host.FirstFrame << PageSizes.FrameShift;
        ulong size = planned?.Resolved.Entry.SizeInBytes ?? unchecked(host.ReportedPageCount << PageSizes.FrameShift);
        return size == 0
            ? new RegionOfHost(host, host.BaseAddress.Value, host.LimitAddress.Value, planned)
            : new RegionOfHost(host, start, unchecked(start + size - 1), planned);
    }

    private IEnumerable<PictureFact> Facts(RegionOfHost region)
    {
        HostRegion host = region.Host;
        yield return new PictureFact("what", "reserved device memory: the host page and the guest page have the same number");
        yield return new PictureFact("devices", RegionText.Devices(host));
        yield return new PictureFact("host range", $"{host.BaseAddress} to {host.LimitAddress} (first and last byte, as stated)");
        if (region.Planned is { } planned)
        {
            RdmEntry entry = planned.Resolved.Entry;
            yield return new PictureFact("policy", $"{PlanJson.Name(entry.Policy)}, given by: {planned.Origin}");
            yield return new PictureFact("source", string.Join("; ", planned.Sources));
        }
        else
        {
            yield return new PictureFact("policy", "none: the plan does not consider this region");
            yield return new PictureFact("source", host.Source.ToString());
        }

        foreach (PictureFact fact in StructureFacts(host.Source))
        {
            yield return fact;
        }

        yield return new PictureFact("toolstack", region.Planned is null ? WhyNot(host) : Fate(region.Planned));
    }

    private IEnumerable<PictureFact> StructureFacts(RdmSource source)
    {
        HostTable? table = source.Kind == RdmSourceKind.Table
            ? _plan.Request.Host.Tables.FirstOrDefault(t => t.Name == source.File)
            : null;
        if (table?.Decoded.Table is not { } decoded
            || decoded.Structures.FirstOrDefault(s => s.Offset == source.Position) is not { } structure)
        {
            yield break;
        }

        yield return new PictureFact(
            "table", $"DMAR revision {decoded.Header.Revision}, OEM id '{decoded.Header.OemId}', OEM table id '{decoded.Header.OemTableId}'");
        int end = Math.Min(table.Bytes.Length, source.Position + Math.Min(structure.LengthInBytes, MaxBytes));
        if (source.Position < end)
        {
            string rest = structure.LengthInBytes > MaxBytes ? $"\n... {structure.LengthInBytes - MaxBytes} more bytes" : "";
            yield return new PictureFact("bytes", HexLines(table.Bytes.AsSpan()[source.Position..end], source.Position) + rest);
        }
    }

    private static string HexLines(ReadOnlySpan<byte> bytes, int offset)
    {
        StringBuilder text = new();
        for (int i = 0; i < bytes.Length; i++)
        {
            if (i % 16 == 0)
            {
                text.Append(i == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"{offset + i:x4}:");
            }

            text.Append(CultureInfo.InvariantCulture, $" {bytes[i]:x2}");
        }

        return text.ToString();
    }

    private static string Fate(PlannedRegion region) => region.Resolved.Disposition switch
    {
        RdmDisposition.Exposed when region.Resolved.LoweredLowMem => "reserved in the guest; low RAM was moved down to make room for it",
        RdmDisposition.Exposed => "reserved in the guest; no RAM was in the way",
        RdmDisposition.Masked => $"meets {Met(region)} and is relaxed: the RAM stays, the region is left out of the guest's map",
        RdmDisposition.Conflicting => $"meets {Met(region)} and is strict: the guest is not started",
        _ => throw new System.Diagnostics.UnreachableException($"disposition {region.Resolved.Disposition}"),
    };

    private static string Met(PlannedRegion region) => (region.Resolved.MeetsLowRam, region.Resolved.MeetsHighRam) switch
    {
        (true, true) => "low RAM and RAM above 4 GiB",
        (true, false) => "low RAM",
        _ => "RAM above 4 GiB",
    };

    private string WhyNot(HostRegion host) =>
        host.LimitAddress < host.BaseAddress ? "left out: it ends before it starts"
        : !host.IsVisible ? "left out: the hypervisor reports it for no device"
        : host.ReportedPageCount == 0 ? "left out: the hypervisor reports no page of it"
        : _plan.Request.Guest.Type.Value != GuestType.Hvm ? "left out: only HVM guests reserve device memory"
        : _plan.Request.Guest.RdmStrategy.Value == RdmStrategy.Ignore
            ? "not asked for: the strategy is ignore and no assigned device uses it"
            : "left out: another region that starts on the same page stands for it";
}
