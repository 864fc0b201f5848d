using System.Globalization;

namespace RdmPlanner.Planner.Findings;

/// <summary>Where a finding is, in parts, for forms that keep file, line and bytes apart.</summary>
/// <param name="File">The input as the user named it: a file, <c>-</c>, a sample or an option.</param>
public sealed record FindingPlace(string File)
{
    private const string RegionWords = " at offset 0x";

    /// <summary>Line, from 1; null where there is none.</summary>
    public int? Line { get; init; }

    /// <summary>Column in characters, from 1; null where there is none.</summary>
    public int? Column { get; init; }

    /// <summary>First byte from the start of the table; null where no byte is concerned.</summary>
    public int? Offset { get; init; }

    /// <summary>Number of bytes concerned; 0 where that is not known.</summary>
    public int LengthInBytes { get; init; }

    /// <summary>The part of the table: <c>RMRR #2</c>; null for its header and other inputs.</summary>
    public string? Structure { get; init; }

    /// <summary>Whether <see cref="Offset"/> counts from the start of the file as well: a table that was dumped as it is.</summary>
    public bool IsOffsetInFile { get; init; }

    /// <summary>The name of an input when it is a file.</summary>
    /// <param name="name">The input as the user named it.</param>
    /// <returns>The name, or null for standard input, samples and options.</returns>
    public static string? FileOf(string name) =>
        name.Length == 0 || name == "-" || name.StartsWith("--", StringComparison.Ordinal) || name.StartsWith(Host.SampleHosts.Prefix, StringComparison.Ordinal)
            ? null
            : name;

    /// <summary>Takes a location apart as findings write it: <c>host.bin:0x68</c>, <c>guest.cfg:4:1</c>, <c>RMRR #1 at offset 0x68 of host.bin</c>.</summary>
    /// <param name="location">The location.</param>
    /// <returns>The place; the whole text as file where it has no other part.</returns>
    public static FindingPlace Of(string location)
    {
        int words = location.IndexOf(RegionWords, StringComparison.Ordinal);
        int of = words < 0 ? -1 : location.IndexOf(" of ", words, StringComparison.Ordinal);
        if (of > 0 && Hex(location.AsSpan((words + RegionWords.Length)..of)) is { } start)
        {
            return new FindingPlace(location[(of + 4)..]) { Offset = start, Structure = location[..words] };
        }

        int colon = location.LastIndexOf(':');
        if (colon <= 0)
        {
            return new FindingPlace(location);
        }

        ReadOnlySpan<char> last = location.AsSpan(colon + 1);
        if (last.StartsWith("0x", StringComparison.Ordinal) && Hex(last[2..]) is { } offset)
        {
            return new FindingPlace(location[..colon]) { Offset = offset };
        }

        if (Number(last) is not { } number)
        {
            return new FindingPlace(location);
        }

        int before = location.LastIndexOf(':', colon - 1);
        return before > 0 && Number(location.AsSpan((before + 1)..colon)) is { } line
            ? new FindingPlace(location[..before]) { Line = line, Column = number }
            : new FindingPlace(location[..colon]) { Line = number };
    }

    private static int? Hex(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) && value >= 0 ? value : null;

    private static int? Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : null;
}
