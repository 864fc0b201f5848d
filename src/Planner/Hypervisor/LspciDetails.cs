using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Collects the properties of one function while its lines come by.</summary>
internal sealed class LspciDetails(HostPciFunction function)
{
    private readonly SortedDictionary<int, HostBar> _bars = [];
    private HostPciFunction _function = function;
    private int _nextIndex;

    /// <summary>The function with all that was found.</summary>
    public HostPciFunction ToFunction() => _function with { Bars = [.. _bars.Values] };

    /// <summary>Takes one line of the first level.</summary>
    public void Take(ReadOnlySpan<char> line, int number, ImmutableArray<TopologyNote>.Builder notes)
    {
        const string Driver = "Kernel driver in use:";
        if (line.StartsWith("Bus:"))
        {
            TakeBuses(line, number, notes);
        }
        else if (line.StartsWith(Driver))
        {
            _function = _function with { Driver = line[Driver.Length..].Trim().ToString() };
        }
        else if (line.StartsWith("Region "))
        {
            int colon = line.IndexOf(':');
            bool isIndex = int.TryParse(
                line["Region ".Length..Math.Max(colon, "Region ".Length)], NumberStyles.None, CultureInfo.InvariantCulture, out int index);
            TakeBar(colon < 0 ? [] : line[(colon + 1)..].Trim(), isIndex ? index : -1, number, notes);
        }
        else if (IsBar(line))
        {
            TakeBar(line, _nextIndex, number, notes);
        }
    }

    private static bool IsBar(ReadOnlySpan<char> line)
    {
        line = WithoutVirtual(line);
        return line.StartsWith("Memory at ") || line.StartsWith("I/O ports at ") || line.StartsWith("Expansion ROM at ");
    }

    private static ReadOnlySpan<char> WithoutVirtual(ReadOnlySpan<char> line) =>
        line.StartsWith("[virtual] ") ? line["[virtual] ".Length..] : line;

    private void TakeBuses(ReadOnlySpan<char> line, int number, ImmutableArray<TopologyNote>.Builder notes)
    {
        if (HexAfter(line, "secondary=", out ulong secondary) && HexAfter(line, "subordinate=", out ulong subordinate)
            && secondary <= byte.MaxValue && subordinate <= byte.MaxValue)
        {
            _function = _function with { Buses = new BusNumbers((byte)secondary, (byte)subordinate) };
            return;
        }

        notes.Add(new TopologyNote(number, $"The bus numbers of {_function.Address} cannot be read."));
    }

    private void TakeBar(ReadOnlySpan<char> line, int index, int number, ImmutableArray<TopologyNote>.Builder notes)
    {
        line = WithoutVirtual(line);
        PciBarKind kind = line.StartsWith("Expansion ROM") ? PciBarKind.Rom
            : line.StartsWith("I/O") ? PciBarKind.Io
            : line.IndexOf("(64-bit") >= 0 ? PciBarKind.Mem64
            : PciBarKind.Mem32;
        index = kind == PciBarKind.Rom ? PciBar.RomIndex : index;
        if (kind != PciBarKind.Rom)
        {
            _nextIndex = index + (kind == PciBarKind.Mem64 ? 2 : 1);
        }

        if (index is < 0 or > PciBar.RomIndex || !SizeOf(line, out ulong size))
        {
            notes.Add(new TopologyNote(number, $"A BAR of {_function.Address} without index or size is left out."));
            return;
        }

        bool prefetch = line.IndexOf("prefetchable") >= 0 && line.IndexOf("non-prefetchable") < 0;
        ulong? address = HexAfter(line, " at ", out ulong at) ? at : null;
        _bars[index] = new HostBar(new PciBar(index, kind, size, prefetch), address);
    }

    /// <summary>Reads <c>[size=128K]</c>; a size that is no power of two is none of a BAR.</summary>
    private static bool SizeOf(ReadOnlySpan<char> line, out ulong size)
    {
        const string Mark = "[size=";
        size = 0;
        int start = line.IndexOf(Mark);
        if (start < 0)
        {
            return false;
        }

        ReadOnlySpan<char> text = line[(start + Mark.Length)..];
        int end = text.IndexOf(']');
        text = end < 0 ? text : text[..end];
        int shift = text.IsEmpty ? 0 : 10 * ("KMGT".IndexOf(text[^1], StringComparison.Ordinal) + 1);
        return ulong.TryParse(shift == 0 ? text : text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong units)
            && units <= ulong.MaxValue >> shift && ulong.IsPow2(size = units << shift);
    }

    private static bool HexAfter(ReadOnlySpan<char> line, string mark, out ulong value)
    {
        value = 0;
        int start = line.IndexOf(mark, StringComparison.Ordinal);
        if (start < 0)
        {
            return false;
        }

        ReadOnlySpan<char> text = line[(start + mark.Length)..];
        int length = 0;
        while (length < text.Length && char.IsAsciiHexDigit(text[length]))
        {
            length++;
        }

        return ulong.TryParse(text[..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
