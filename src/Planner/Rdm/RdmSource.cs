namespace RdmPlanner.Planner.Rdm;

/// <summary>What kind of statement a reserved region comes from.</summary>
public enum RdmSourceKind
{
    /// <summary>An RMRR structure of a DMAR table.</summary>
    Table,

    /// <summary>A line of a boot log.</summary>
    Log,

    /// <summary>A row of a regions file.</summary>
    Csv,

    /// <summary>An option of the command line.</summary>
    Option,

    /// <summary>A scenario or a library caller's own region.</summary>
    Given,
}

/// <summary>Exactly where a reserved region was stated, so that a reader can find it again.</summary>
/// <remarks>Equality is by all fields.</remarks>
/// <param name="Kind">What kind of statement it is.</param>
/// <param name="File">The file's name as the user gave it; <c>-</c> for standard input; the option for an option.</param>
/// <param name="Position">For a table the byte offset of the structure in its table; for text the line, from 1; else 0.</param>
/// <param name="Ordinal">For a table which RMRR it is, from 1; else 0.</param>
public sealed record RdmSource(RdmSourceKind Kind, string File, int Position, int Ordinal)
{
    /// <summary>The statement as one phrase: <c>RMRR #1 at offset 0x68 of host.bin</c>, <c>host.log:27</c>.</summary>
    /// <returns>The phrase.</returns>
    public override string ToString() => Kind switch
    {
        RdmSourceKind.Table => $"RMRR #{Ordinal} at offset 0x{Position:x} of {File}",
        RdmSourceKind.Log or RdmSourceKind.Csv => $"{File}:{Position}",
        _ => File,
    };
}
