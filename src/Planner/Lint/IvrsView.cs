using System.Collections.Immutable;
using RdmPlanner.Acpi.Ivrs;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Planner.Lint;

/// <summary>An IVRS table with the names of its places.</summary>
internal sealed class IvrsView
{
    private readonly OtherTable _host;
    private readonly Dictionary<int, string> _names = [];

    internal IvrsView(OtherTable host, IvrsTable table)
    {
        _host = host;
        Dictionary<string, int> counts = [];
        foreach (IvrsBlock block in table.Blocks)
        {
            string kind = block.IsHardware ? $"IVHD {block.Type:x}h" : block.IsMemory ? $"IVMD {block.Type:x}h" : $"block {block.Type:x}h";
            int ordinal = counts.GetValueOrDefault(kind) + 1;
            counts[kind] = ordinal;
            _names[block.Offset] = $"{kind} #{ordinal}";
        }
    }

    /// <summary>A block in words: <c>IVMD 22h #1</c>.</summary>
    internal string NameOf(IvrsBlock block) => _names[block.Offset];

    /// <summary>A field of a block.</summary>
    internal LintPlace PlaceOf(IvrsBlock block, int at, int length, string? field) =>
        Place(NameOf(block), block.Offset, block.Bytes.Length, block.Offset + at, length, field);

    /// <summary>A field of the header.</summary>
    internal LintPlace Header(int offset, int length, string? field) => Place(null, 0, IvrsTable.HeaderSize, offset, length, field);

    /// <summary>What follows the last block that makes sense.</summary>
    internal LintPlace From(int offset) => Place(null, offset, _host.Bytes.Length - offset, offset, 4, null);

    private LintPlace Place(string? structure, int contextOffset, int contextLength, int offset, int length, string? field)
    {
        ImmutableArray<byte> bytes = _host.Bytes;
        int end = Math.Min(contextOffset + contextLength, bytes.Length);
        int first = Math.Min(contextOffset, end);
        int start = Math.Min(offset, end);
        return new LintPlace(_host.Name)
        {
            Table = IvrsTable.Signature,
            Structure = structure,
            Offset = start,
            LengthInBytes = Math.Min(length, end - start),
            Field = field,
            ContextOffset = first,
            Context = bytes[first..end],
        };
    }
}
