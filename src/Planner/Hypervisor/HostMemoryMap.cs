using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>The hypervisor's own E820 while it boots: asked about pages and extended by reserved ones.</summary>
/// <remarks>Addresses are 64 bits and wrap as in C. The map is expected to be sorted; nothing here relies on it for safety.</remarks>
internal sealed class HostMemoryMap(ImmutableArray<E820Record> records)
{
    /// <summary>E820MAX of the hypervisor: entries at most.</summary>
    private const int MaxEntries = 1024;

    private readonly List<E820Record> _records = [.. records];

    [Flags]
    private enum PageTypes
    {
        None = 0,
        Conventional = 1,
        Reserved = 2,
        Unusable = 4,
        Acpi = 8,
        Unknown = 16,
    }

    /// <summary>The map as it stands.</summary>
    public ImmutableArray<E820Record> ToImmutable() => [.. _records];

    /// <summary>Whether the bytes from start to end (exclusive) are all of one type.</summary>
    /// <remarks>Mirrors e820_all_mapped() in xen/arch/x86/e820.c (Xen c447b73).</remarks>
    public bool AllMapped(ulong start, ulong end, E820Type type)
    {
        foreach (E820Record record in _records)
        {
            if (record.Type != type || record.Address.Value >= end || record.WrappedEnd.Value <= start)
            {
                continue;
            }

            if (record.Address.Value <= start)
            {
                start = record.WrappedEnd.Value;
            }

            if (start >= end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one entry of type RESERVED holds the whole page.</summary>
    /// <remarks>Mirrors page_is_ram_type() in xen/arch/x86/mm.c (Xen 4.13), asked about RAM_TYPE_RESERVED.</remarks>
    public bool IsReservedPage(ulong frame)
    {
        ulong start = PageMath.FirstByte(frame);
        return _records.Exists(record => record.Type == E820Type.Reserved && record.Address.Value <= start
            && record.WrappedEnd.Value >= unchecked(start + PageMath.Size));
    }

    /// <summary>Whether a region may be used as it is; holes in it become RESERVED.</summary>
    /// <remarks>
    /// Mirrors iommu_unity_region_ok() in xen/drivers/passthrough/x86/iommu.c (Xen c447b73). Intended difference: pages
    /// between two ends of entries are judged together, with the same result and bounded work.
    /// </remarks>
    /// <param name="startFrame">First frame.</param>
    /// <param name="endFrame">Last frame, inclusive.</param>
    /// <param name="log">Takes the messages.</param>
    /// <returns>False when a page is RAM or cannot be added.</returns>
    public bool UnityRegionOk(ulong startFrame, ulong endFrame, XenLog log)
    {
        ulong start = PageMath.FirstByte(startFrame);
        ulong last = PageMath.FirstByte(endFrame);
        if (AllMapped(start, unchecked(last + PageMath.Size), E820Type.Reserved))
        {
            return true;
        }

        log.Print(
            XenLogLevel.Warning,
            $"RMRR: [{XenText.PrefixedHex(start)}, {XenText.PrefixedHex(last)}] is not (entirely) in reserved memory");
        for (ulong frame = startFrame; frame <= endFrame;)
        {
            ulong pages = Math.Min(PagesAlike(frame), endFrame - frame + 1);
            if (!PagesOk(frame, pages, log))
            {
                return false;
            }

            frame += pages;
        }

        return true;
    }

    private bool PagesOk(ulong frame, ulong pages, XenLog log)
    {
        PageTypes types = TypesOf(frame);
        if (types == PageTypes.Unknown)
        {
            if (AddReservedPages(frame, pages, log))
            {
                return true;
            }

            log.Print(XenLogLevel.Error, $"RMRR: page at {XenText.FrameNumber(frame)} couldn't be reserved");
            return false;
        }

        // A page that is partly RESERVED, ACPI or UNUSABLE counts as wholly so; RAM, also beside a hole, does not.
        if ((types & (PageTypes.Reserved | PageTypes.Acpi | PageTypes.Unusable)) != 0)
        {
            return true;
        }

        log.Print(XenLogLevel.Error, $"RMRR: page at {XenText.FrameNumber(frame)} can't be converted");
        return false;
    }

    /// <summary>How many pages from this one on have no start or end of an entry inside or, but for the first, at their start.</summary>
    private ulong PagesAlike(ulong frame)
    {
        ulong start = PageMath.FirstByte(frame);
        ulong next = ulong.MaxValue;
        foreach (E820Record record in _records)
        {
            ulong first = record.Address.Value;
            ulong end = record.WrappedEnd.Value;
            next = first > start ? Math.Min(next, first) : next;
            next = end > start ? Math.Min(next, end) : next;
        }

        return Math.Max(1, (next - start) >> PageMath.Shift);
    }

    /// <summary>The types met in a page.</summary>
    /// <remarks>Mirrors page_get_ram_type() in xen/arch/x86/mm.c (Xen c447b73); NVS counts as ACPI there.</remarks>
    private PageTypes TypesOf(ulong frame)
    {
        ulong start = PageMath.FirstByte(frame);
        ulong end = unchecked(start + PageMath.Size);
        ulong last = 0;
        var types = PageTypes.None;
        foreach (E820Record record in _records)
        {
            if (end > last && start < record.Address.Value)
            {
                types |= PageTypes.Unknown;
            }

            if (end <= record.Address.Value)
            {
                break;
            }

            last = record.WrappedEnd.Value;
            types |= start < last ? TypeOf(record) : PageTypes.None;
        }

        return types == PageTypes.None ? PageTypes.Unknown : types;
    }

    private static PageTypes TypeOf(E820Record record) => record.Type switch
    {
        E820Type.Ram => PageTypes.Conventional,
        E820Type.Reserved => PageTypes.Reserved,
        E820Type.Unusable => PageTypes.Unusable,
        E820Type.Acpi or E820Type.Nvs => PageTypes.Acpi,
        _ => PageTypes.None,
    };

    /// <summary>Adds pages one after the other; after the first, each only lengthens the entry before it.</summary>
    private bool AddReservedPages(ulong frame, ulong pages, XenLog log)
    {
        ulong start = PageMath.FirstByte(frame);
        ulong afterFirst = unchecked(start + PageMath.Size);
        return AddReserved(start, afterFirst, log)
            && (pages == 1 || AddReserved(afterFirst, unchecked(start + (pages << PageMath.Shift)), log));
    }

    /// <summary>Adds a range of type RESERVED.</summary>
    /// <remarks>
    /// Mirrors e820_add_range() in xen/arch/x86/e820.c (Xen c447b73). A range that ends where a RESERVED entry begins
    /// moves that entry's start down but leaves its size: the entry loses as much at its end.
    /// </remarks>
    private bool AddReserved(ulong start, ulong end, XenLog log)
    {
        int i = 0;
        for (; i < _records.Count; i++)
        {
            E820Record record = _records[i];
            bool reserved = record.Type == E820Type.Reserved;
            if (reserved && record.Address.Value == end)
            {
                _records[i] = record with { Address = new Gpa(start) };
                return true;
            }

            bool roomBehind = i + 1 == _records.Count || _records[i + 1].Address.Value >= end;
            if (reserved && record.WrappedEnd.Value == start && roomBehind)
            {
                _records[i] = record with { SizeInBytes = unchecked(record.SizeInBytes + (end - start)) };
                return true;
            }

            if (record.Address.Value >= end)
            {
                break;
            }

            if (record.WrappedEnd.Value > start)
            {
                return false;
            }
        }

        if (_records.Count >= MaxEntries)
        {
            log.Print(XenLogLevel.Warning, $"E820: overflow while adding region {XenText.Hex(start)}-{XenText.Hex(end)}");
            return false;
        }

        _records.Insert(i, new E820Record(new Gpa(start), unchecked(end - start), E820Type.Reserved));
        return true;
    }
}
