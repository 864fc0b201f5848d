using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Generate;

/// <summary>Writes Xen's option <c>rmrr=</c> within the limits of its parser.</summary>
/// <remarks>
/// Inverse of parse_rmrr_param() in xen/drivers/passthrough/vtd/dmar.c (Xen 4.6 on): 10 regions, 16 pages each, 20
/// devices each, 127 characters a word. A region of more pages becomes several with the same devices; one of more devices
/// cannot be divided, because the second half would overlap the first.
/// </remarks>
public static class RmrrOptionGenerator
{
    private const string Name = "rmrr=";

    /// <summary>Writes the option.</summary>
    /// <param name="regions">The regions, most important first: what does not fit any more is refused.</param>
    /// <returns>Words whose parsing gives back the regions that are not refused.</returns>
    public static GeneratedOptions Write(IEnumerable<FrameRegion> regions)
    {
        List<string> items = [];
        ImmutableArray<RefusedRegion>.Builder refused = ImmutableArray.CreateBuilder<RefusedRegion>();
        ImmutableArray<string>.Builder remarks = ImmutableArray.CreateBuilder<string>();
        List<FrameRegion> taken = [];
        foreach (FrameRegion region in regions)
        {
            if (Refusal(region, RmrrOption.MaxRegions - items.Count, taken) is { } why)
            {
                refused.Add(new RefusedRegion(region, why));
                continue;
            }

            taken.Add(region);
            items.AddRange(Items(region));
            AddRemarks(remarks, region);
        }

        ImmutableArray<string> words = OptionWords.Pack(Name, items);
        if (!ReadBack(words).SequenceEqual(items))
        {
            throw new System.Diagnostics.UnreachableException($"Xen's parser reads other regions from {string.Join(' ', words)}");
        }

        return new GeneratedOptions(words, refused.DrainToImmutable(), remarks.DrainToImmutable());
    }

    /// <summary>What Xen's parser makes of the words, written again.</summary>
    private static IEnumerable<string> ReadBack(IEnumerable<string> words) => words
        .SelectMany(word => RmrrOption.Parse(RmrrOption.FromCommandLine(word[Name.Length..])).Regions)
        .Select(r => $"{OptionWords.Frames(r.BasePfn, r.EndPfn)}={string.Join(',', r.Devices.Select(OptionWords.Device))}");

    private static string? Refusal(FrameRegion region, int room, List<FrameRegion> taken)
    {
        ulong parts = ((region.PageCount - 1) / RmrrOption.MaxPages) + 1;
        return region.Devices.IsEmpty && region.HasUnknownDevices ? OptionWords.UnknownDevices
            : region.Devices.IsEmpty ? "it names no device; rmrr= skips a region without devices"
            : region.Devices.Length > RmrrOption.MaxDevices ? string.Create(
                CultureInfo.InvariantCulture, $"{region.Devices.Length} devices; rmrr= takes {RmrrOption.MaxDevices} a region, and two regions must not overlap")
            : region.Devices.Any(d => d.Segment != region.Devices[0].Segment) ? "its devices are in several PCI segments"
            : taken.Any(t => t.FirstFrame <= region.LastFrame && region.FirstFrame <= t.LastFrame) ? "it overlaps a region before it, which Xen ignores"
            : parts > RmrrOption.MaxRegions ? string.Create(
                CultureInfo.InvariantCulture,
                $"{region.PageCount} pages; rmrr= takes {RmrrOption.MaxRegions} regions of {RmrrOption.MaxPages} pages, {(ulong)RmrrOption.MaxRegions * RmrrOption.MaxPages} in all")
            : parts > (ulong)room ? string.Create(
                CultureInfo.InvariantCulture, $"{Reports.CountText.Of((long)parts, "region")} of {RmrrOption.MaxPages} pages {(parts == 1 ? "is" : "are")} needed and {room} of {RmrrOption.MaxRegions} are left")
            : Items(region).Any(i => Name.Length + i.Length > OptionWords.MaxWordLength) ? string.Create(
                CultureInfo.InvariantCulture, $"its text is longer than the {OptionWords.MaxWordLength} characters that Xen reads of an option")
            : null;
    }

    private static IEnumerable<string> Items(FrameRegion region)
    {
        string devices = string.Join(',', region.Devices.Select(OptionWords.Device));
        for (ulong first = region.FirstFrame; first <= region.LastFrame; first += RmrrOption.MaxPages)
        {
            yield return $"{OptionWords.Frames(first, Math.Min(first + RmrrOption.MaxPages - 1, region.LastFrame))}={devices}";
        }
    }

    private static void AddRemarks(ImmutableArray<string>.Builder remarks, FrameRegion region)
    {
        if (region.PageCount > RmrrOption.MaxPages)
        {
            remarks.Add(string.Create(
                CultureInfo.InvariantCulture, $"{region.Text}: {region.PageCount} pages, divided into regions of {RmrrOption.MaxPages}"));
        }

        if (region.HasUnknownDevices)
        {
            remarks.Add($"{region.Text}: {OptionWords.SomeUnknownDevices}");
        }

        if (region.Devices.Length > 1)
        {
            remarks.Add($"{region.Text}: {region.Devices.Length} devices share it, so that each is assigned with rdm_policy=relaxed only");
        }
    }
}
