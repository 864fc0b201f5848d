using RdmPlanner.E820;
using RdmPlanner.TestKit.Generators;

namespace RdmPlanner.TestKit.Models;

/// <summary>The plainest memory map: one type a page, null for a hole. What the builder does is compared with it.</summary>
public sealed class PageArrayMap
{
    private readonly E820Type?[] _pages = new E820Type?[PageSpan.Universe];

    /// <summary>The type of a page.</summary>
    public E820Type? this[int page] => _pages[page];

    /// <summary>Firmware adds an entry; the larger code wins on each page.</summary>
    public void Add(PageSpan span, E820Type type)
    {
        for (int page = span.Start; page < span.End; page++)
        {
            if (_pages[page] is null || (uint)_pages[page]!.Value < (uint)type)
                _pages[page] = type;
        }
    }

    /// <summary>Every page becomes reserved.</summary>
    public void Reserve(PageSpan span)
    {
        for (int page = span.Start; page < span.End; page++)
            _pages[page] = E820Type.Reserved;
    }

    /// <summary>Pages of one type get another.</summary>
    public void ChangeType(PageSpan span, E820Type from, E820Type to)
    {
        for (int page = span.Start; page < span.End; page++)
        {
            if (_pages[page] == from)
                _pages[page] = to;
        }
    }

    /// <summary>Every page becomes a hole.</summary>
    public void Remove(PageSpan span)
    {
        for (int page = span.Start; page < span.End; page++)
            _pages[page] = null;
    }

    /// <summary>The first page on which a map says something else, or null when they agree everywhere.</summary>
    public int? FirstDifference(E820Map map)
    {
        for (int page = 0; page < PageSpan.Universe; page++)
        {
            ulong firstByte = (ulong)page * 4096;
            if (map.TypeAt(new Gpa(firstByte)) != _pages[page] || map.TypeAt(new Gpa(firstByte + 4095)) != _pages[page])
                return page;
        }
        return map.TypeAt(new Gpa(PageSpan.Universe * 4096)) is null ? null : PageSpan.Universe;
    }
}
