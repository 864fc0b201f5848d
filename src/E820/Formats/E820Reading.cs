using System.Collections.Immutable;

namespace RdmPlanner.E820;

/// <summary>What a reader got out of an input.</summary>
/// <param name="Format">Which listing it was; <see cref="E820Format.None"/> when there was none.</param>
/// <param name="Records">The entries in the order of the input, unchecked; see <see cref="E820Map.FromRecords"/>.</param>
/// <param name="Notes">What could not be used, in input order; at most <see cref="MaxNotes"/>.</param>
/// <param name="NotesLeftOut">How many further notes there would have been.</param>
public sealed record E820Reading(
    E820Format Format, ImmutableArray<E820Record> Records, ImmutableArray<E820ParseNote> Notes, int NotesLeftOut)
{
    /// <summary>How many notes are kept, so that a broken input cannot flood a report.</summary>
    public const int MaxNotes = 20;
}
