using System.Diagnostics;

namespace RdmPlanner.E820;

/// <summary>One thing wrong with one entry of a raw list.</summary>
/// <remarks>Equality is by all fields. <c>default</c> is not produced.</remarks>
/// <param name="Code">What is wrong; the severity follows from it.</param>
/// <param name="EntryIndex">Position of the entry in the raw list, from 0.</param>
/// <param name="Record">The entry.</param>
/// <param name="OtherIndex">Position of the second entry where two are involved, otherwise null.</param>
public readonly record struct E820Violation(E820ViolationCode Code, int EntryIndex, E820Record Record, int? OtherIndex = null)
{
    /// <summary>How much it matters.</summary>
    public E820Severity Severity => SeverityOf(Code);

    /// <summary>The severity of a code; the only place where it is said.</summary>
    /// <param name="code">A code other than <see cref="E820ViolationCode.None"/>.</param>
    /// <returns>Its severity.</returns>
    public static E820Severity SeverityOf(E820ViolationCode code) => code switch
    {
        E820ViolationCode.ZeroSize => E820Severity.Warning,
        E820ViolationCode.WrapsAddressSpace => E820Severity.Error,
        E820ViolationCode.ReachesTopOfAddressSpace => E820Severity.Note,
        E820ViolationCode.OverlapsSameType => E820Severity.Warning,
        E820ViolationCode.OverlapsOtherType => E820Severity.Error,
        E820ViolationCode.Unsorted => E820Severity.Warning,
        E820ViolationCode.TouchesSameType => E820Severity.Note,
        E820ViolationCode.UnknownType => E820Severity.Note,
        E820ViolationCode.SubPageBounds => E820Severity.Note,
        _ => throw new UnreachableException($"violation code {code}"),
    };

    /// <summary>A few words that name a code, without particulars and full stop; the only place where they are said.</summary>
    /// <param name="code">A code other than <see cref="E820ViolationCode.None"/>.</param>
    /// <returns>Its title.</returns>
    public static string TitleOf(E820ViolationCode code) => code switch
    {
        E820ViolationCode.ZeroSize => "Entry without bytes",
        E820ViolationCode.WrapsAddressSpace => "Entry passes 2^64",
        E820ViolationCode.ReachesTopOfAddressSpace => "Entry ends at 2^64",
        E820ViolationCode.OverlapsSameType => "Entries of one type overlap",
        E820ViolationCode.OverlapsOtherType => "Entries of different types overlap",
        E820ViolationCode.Unsorted => "Entries out of order",
        E820ViolationCode.TouchesSameType => "Neighbours of one type",
        E820ViolationCode.UnknownType => "Unknown type of memory",
        E820ViolationCode.SubPageBounds => "Entry not on page boundaries",
        _ => throw new UnreachableException($"violation code {code}"),
    };

    /// <summary>Code, entry and what is wrong in one line, without a line break.</summary>
    /// <returns>The violation as text.</returns>
    public override string ToString() =>
        $"E820-{(int)Code}: entry {EntryIndex} ({Record}) {Predicate(Code, OtherIndex)}";

    private static string Predicate(E820ViolationCode code, int? other) => code switch
    {
        E820ViolationCode.ZeroSize => "has no bytes and is left out",
        E820ViolationCode.WrapsAddressSpace => "passes 2^64 and is clipped there",
        E820ViolationCode.ReachesTopOfAddressSpace => "ends at 2^64; its last byte is left out",
        E820ViolationCode.OverlapsSameType => $"overlaps entry {other} of the same type",
        E820ViolationCode.OverlapsOtherType => $"overlaps entry {other} of another type; the larger type code wins",
        E820ViolationCode.Unsorted => "starts below the entry before it",
        E820ViolationCode.TouchesSameType => $"touches entry {other} of the same type; they are merged",
        E820ViolationCode.UnknownType => "has a type code that ACPI does not define",
        E820ViolationCode.SubPageBounds => "does not start and end on 4 KiB boundaries",
        _ => throw new UnreachableException($"violation code {code}"),
    };
}
