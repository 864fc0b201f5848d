using System.Collections.Immutable;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>Where a finding is: bytes of a table, a line of a log, or an input as a whole.</summary>
/// <param name="File">Name of the input; with <c>#2</c> and so on from the second table of one dump.</param>
public sealed record LintPlace(string File)
{
    /// <summary>Signature of the table; null for other inputs.</summary>
    public string? Table { get; init; }

    /// <summary>The structure, counted from 1 within its type: <c>RMRR #2</c>; null for the table header and other inputs.</summary>
    public string? Structure { get; init; }

    /// <summary>First byte concerned, from the start of the table; null where no byte is.</summary>
    public int? Offset { get; init; }

    /// <summary>Number of bytes concerned; 0 where no byte is.</summary>
    public int LengthInBytes { get; init; }

    /// <summary>The field's name as <c>iasl -d</c> prints it; null when it is about no single field.</summary>
    public string? Field { get; init; }

    /// <summary>Line of a text input, counted from 1; null where there is none.</summary>
    public int? Line { get; init; }

    /// <summary>Offset of the structure, or 0 for the table header.</summary>
    public int ContextOffset { get; init; }

    /// <summary>The bytes of the structure or header that hold the place; empty where no byte is concerned.</summary>
    public ImmutableArray<byte> Context { get; init; } = [];

    /// <summary>The bytes concerned.</summary>
    public ReadOnlySpan<byte> Bytes => Offset is { } offset ? Context.AsSpan().Slice(offset - ContextOffset, LengthInBytes) : [];

    /// <summary>The place in one word, as other reports write it: <c>host.bin:0x90</c>, <c>dmesg.txt:12</c>.</summary>
    public string Location =>
        Offset is { } offset ? $"{File}:{HexText.Of((ulong)offset)}" : Line is { } line ? $"{File}:{line}" : File;
}
