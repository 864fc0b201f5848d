using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Generate;

/// <summary>Writes Xen's option <c>ivmd=</c> for AMD hosts within the limits of its parser.</summary>
/// <remarks>
/// Inverse of <see cref="IvmdOption"/>: 8 entries, an entry for each device or range of devices, segment 0, 127
/// characters a word. Consecutive devices become one range. Pages are not limited.
/// </remarks>
public static class IvmdOptionGenerator
{
    private const string Name = "ivmd=";

    /// <summary>Writes the option.</summary>
    /// <param name="regions">The regions, most important first; one without devices is for all devices.</param>
    /// <returns>Words whose parsing gives back the regions that are not refused.</returns>
    public static GeneratedOptions Write(IEnumerable<FrameRegion> regions)
    {
        List<string> items = [];
        int entries = 0;
        ImmutableArray<RefusedRegion>.Builder refused = ImmutableArray.CreateBuilder<RefusedRegion>();
        ImmutableArray<string>.Builder remarks = ImmutableArray.CreateBuilder<string>();
        foreach (FrameRegion region in regions)
        {
            ImmutableArray<string> ranges = Ranges(region.Devices);
            int needed = Math.Max(ranges.Length, 1);
            string frames = OptionWords.Frames(region.FirstFrame, region.LastFrame);
            string item = ranges.IsEmpty ? frames : $"{frames}={string.Join(',', ranges)}";
            string? why = region.Devices.IsEmpty && region.HasUnknownDevices ? OptionWords.UnknownDevices
                : region.Devices.Any(d => d.Segment != 0) ? "ivmd= takes devices of PCI segment 0 only"
                : entries + needed > IvmdOption.MaxEntries ? string.Create(
                    CultureInfo.InvariantCulture, $"{needed} entries are needed and {IvmdOption.MaxEntries - entries} of {IvmdOption.MaxEntries} are left")
                : Name.Length + item.Length > OptionWords.MaxWordLength ? string.Create(
                    CultureInfo.InvariantCulture, $"its text is longer than the {OptionWords.MaxWordLength} characters that Xen reads of an option")
                : null;
            if (why is not null)
            {
                refused.Add(new RefusedRegion(region, why));
                continue;
            }

            entries += needed;
            items.Add(item);
            if (region.HasUnknownDevices)
            {
                remarks.Add($"{region.Text}: {OptionWords.SomeUnknownDevices}");
            }

            if (region.Devices.IsEmpty)
            {
                remarks.Add($"{region.Text}: no device is named, so that the range is mapped for every device");
            }
        }

        ImmutableArray<string> words = OptionWords.Pack(Name, items);
        IvmdOption read = new(0, []);
        foreach (string word in words)
        {
            read = IvmdOption.Parse(word[Name.Length..], read.Entries);
            if (read.Rc != 0)
            {
                throw new System.Diagnostics.UnreachableException($"Xen's parser refuses {word}");
            }
        }

        return new GeneratedOptions(words, refused.DrainToImmutable(), remarks.DrainToImmutable());
    }

    /// <summary>Devices of segment 0 as ranges of consecutive requester ids, ascending.</summary>
    private static ImmutableArray<string> Ranges(ImmutableArray<PciAddress> devices)
    {
        ImmutableArray<string>.Builder ranges = ImmutableArray.CreateBuilder<string>();
        PciAddress[] sorted = [.. devices.Distinct().Order()];
        for (int i = 0; i < sorted.Length; i++)
        {
            int first = i;
            while (i + 1 < sorted.Length && Id(sorted[i + 1]) == Id(sorted[i]) + 1)
            {
                i++;
            }

            ranges.Add(first == i
                ? OptionWords.Device(sorted[i])
                : $"{OptionWords.Device(sorted[first])}-{OptionWords.Device(sorted[i])}");
        }

        return ranges.DrainToImmutable();
    }

    private static int Id(PciAddress device) => (device.Bus << 8) | device.DevFn;
}
