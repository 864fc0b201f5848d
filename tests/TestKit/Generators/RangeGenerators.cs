using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.E820;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Ranges, entries and raw lists as the properties of the address-space library need them.</summary>
public static class RangeGenerators
{
    /// <summary>A span of the 64-page universe; short ones are as likely as long ones.</summary>
    public static readonly Gen<PageSpan> Span =
        from start in Gen.Choose(0, PageSpan.Universe - 1)
        from length in Gen.OneOf(Gen.Choose(1, 6), Gen.Choose(1, PageSpan.Universe))
        select new PageSpan(start, Math.Min(start + length, PageSpan.Universe));

    /// <summary>A byte range that starts at, just before or just after a page near an anchor.</summary>
    public static readonly Gen<GpaRange> ByteRange =
        from page in Anchors.Page
        from offset in Gen.Elements(0, 1, 0x800, 0xfff)
        from pages in Gen.Choose(0, 3)
        from extra in Gen.Elements(0, 1, 0x7ff, 0x800, 0xfff)
        let size = Math.Max(1, (pages * 4096) + extra)
        select GpaRange.FromSize(new Gpa(((ulong)page * 4096) + (ulong)offset), (ulong)size);

    /// <summary>The ACPI types, and codes that ACPI does not define.</summary>
    public static readonly Gen<E820Type> Type = Gen.Frequency(
        (3, Gen.Constant(E820Type.Ram)),
        (3, Gen.Constant(E820Type.Reserved)),
        (3, Gen.Elements(E820Type.Acpi, E820Type.Nvs, E820Type.Unusable, E820Type.PersistentMemory)),
        (1, Gen.Elements((E820Type)0, (E820Type)9, (E820Type)12, (E820Type)20, (E820Type)0xefffffff, (E820Type)uint.MaxValue)));

    /// <summary>Disjoint entries in address order: gaps and lengths are chosen and summed up; a gap of 0 makes neighbours.</summary>
    public static readonly Gen<E820Entry[]> DisjointEntries =
        from first in Anchors.Page
        from parts in (from gap in Gen.Choose(0, 3)
                       from length in Gen.Choose(1, 40)
                       from type in Type
                       select (Gap: gap, Length: length, Type: type)).ListOf()
        select PrefixSum(first, parts);

    /// <summary>A raw entry; some are empty, reach 2^64 or pass it.</summary>
    public static readonly Gen<E820Record> Record = Gen.Frequency(
        (8, from range in ByteRange from type in Type select new E820Record(range.Start, range.SizeInBytes, type)),
        (3, from span in Span from type in Type select new E820Record(span.Bytes.Start, span.Bytes.SizeInBytes, type)),
        (1, from page in Anchors.Page from type in Type select new E820Record(new Gpa((ulong)page * 4096), 0, type)),
        (1, from below in Gen.Choose(1, 9)
            from size in Gen.Elements(1UL, 0x1000UL, ulong.MaxValue)
            from type in Type
            select new E820Record(new Gpa(unchecked(0UL - ((ulong)below * 0x800))), size, type)));

    /// <summary>Raw entries inside the 64-page universe, many of them overlapping.</summary>
    public static readonly Gen<(PageSpan Span, E820Type Type)[]> SpanList =
        (from span in Span from type in Type select (span, type)).ListOf().Select(list => list.Take(12).ToArray());

    private static E820Entry[] PrefixSum(int first, IList<(int Gap, int Length, E820Type Type)> parts)
    {
        var entries = new List<E820Entry>();
        Gfn position = new((ulong)first);
        foreach ((int gap, int length, E820Type type) in parts)
        {
            GfnRange frames = GfnRange.FromPages(position + (ulong)gap, (ulong)length);
            entries.Add(new E820Entry(frames.ToBytes(), type));
            position = frames.End;
        }
        return [.. entries];
    }
}
