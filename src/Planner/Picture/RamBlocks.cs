using RdmPlanner.E820;

namespace RdmPlanner.Planner.Picture;

/// <summary>Guest RAM below and above 4 GiB as blocks.</summary>
internal static class RamBlocks
{
    /// <summary>Makes the blocks; a part without RAM has none.</summary>
    /// <param name="lowEnd">One past the last byte below 4 GiB.</param>
    /// <param name="highEnd">One past the last byte above 4 GiB; null for none, and one that wrapped counts as none.</param>
    /// <param name="when">Which moment this is, in words.</param>
    internal static IEnumerable<PictureBlock> Of(ulong lowEnd, ulong? highEnd, string when)
    {
        if (lowEnd != 0)
        {
            yield return Block("ram-low", "low RAM", 0, lowEnd - 1, when);
        }

        if (highEnd is { } high && high > Gpa.FourGiB.Value)
        {
            yield return Block("ram-high", "high RAM", Gpa.FourGiB.Value, high - 1, when);
        }
    }

    private static PictureBlock Block(string id, string label, ulong start, ulong last, string when) => new()
    {
        Id = id,
        Lane = PictureLane.GuestRam,
        Start = start,
        Last = last,
        Kind = BlockKind.Ram,
        Label = label,
        Facts = [new PictureFact("what", $"RAM of the guest {(start == 0 ? "below" : "above")} 4 GiB, {when}")],
    };
}

/// <summary>Entries of an address map as blocks.</summary>
internal static class MapBlocks
{
    /// <summary>Makes the blocks; an entry of size 0 has none, and one that wraps reaches to the end of the space.</summary>
    /// <param name="lane">Their lane.</param>
    /// <param name="prefix">What their ids start with.</param>
    /// <param name="records">The entries in any order.</param>
    internal static IEnumerable<PictureBlock> Of(PictureLane lane, string prefix, IEnumerable<E820Record> records)
    {
        HashSet<string> taken = [];
        foreach (E820Record record in records)
        {
            if (record.SizeInBytes == 0)
            {
                continue;
            }

            ulong start = record.Address.Value;
            bool wraps = record.SizeInBytes - 1 > ulong.MaxValue - start;
            string id = $"{prefix}-{start:x}";
            while (!taken.Add(id))
            {
                id += "x";
            }

            string type = E820TypeNames.Xen(record.Type);
            yield return new PictureBlock
            {
                Id = id,
                Lane = lane,
                Start = start,
                Last = wraps ? ulong.MaxValue : start + (record.SizeInBytes - 1),
                Kind = KindOf(record.Type),
                Label = type,
                Facts = [new PictureFact("what", What(lane, type)), .. Wrap(wraps, record)],
            };
        }
    }

    private static IEnumerable<PictureFact> Wrap(bool wraps, E820Record record) =>
        wraps ? [new PictureFact("note", $"the entry's size 0x{record.SizeInBytes:x} wraps past 2^64")] : [];

    private static string What(PictureLane lane, string type) => lane switch
    {
        PictureLane.HostMap => $"{type} in the host's memory map",
        PictureLane.GuestRam => $"{type} of the given layout",
        _ => $"{type} in the guest's memory map",
    };

    private static BlockKind KindOf(E820Type type) => type switch
    {
        E820Type.Ram => BlockKind.Ram,
        E820Type.Reserved => BlockKind.Reserved,
        E820Type.Acpi => BlockKind.Acpi,
        E820Type.Nvs => BlockKind.Nvs,
        _ => BlockKind.OtherType,
    };
}
