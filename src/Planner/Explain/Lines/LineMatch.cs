using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Explain;

/// <summary>A recognised line: its page, and what was picked out of it.</summary>
/// <param name="Page">Name of the page.</param>
/// <param name="Line">The line with single spaces, as it was given: not yet harmless.</param>
/// <param name="Device">The first PCI address in the line; null when there is none.</param>
/// <param name="Start">First byte that the line speaks of; null when there is none.</param>
/// <param name="End">Last byte (inclusive); null when the line gives none.</param>
/// <param name="Word">A word or number of the line that its page quotes; null when there is none.</param>
public sealed partial record LineMatch(string Page, string Line, PciAddress? Device, ulong? Start, ulong? End, string? Word)
{
    private static readonly string[] XenPages = ["xen-", "libxl-", "xl-", "assign-", "hvmloader-"];

    /// <summary>Words that a text may have between braces, to be replaced by <see cref="Fill"/>.</summary>
    public static ImmutableArray<string> Placeholders { get; } = ["device", "address", "range", "word"];

    /// <summary>Whether the line is one of Xen, its toolstack or hvmloader, so that a plan for a guest of Xen says something about it.</summary>
    public bool IsAboutXen => XenPages.Any(prefix => Page.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Whether the line lists what the firmware's table has, and complains of nothing.</summary>
    public bool IsListing => Page == "dmar-listing";

    /// <summary>Puts the values of this line into a page's text.</summary>
    /// <param name="text">Text with <c>{device}</c>, <c>{address}</c>, <c>{range}</c> or <c>{word}</c>.</param>
    /// <returns>The text; where the line has no such value, words that stand for it.</returns>
    public string Fill(string text) => text
        .Replace("{device}", Device?.ToString() ?? "the device", StringComparison.Ordinal)
        .Replace("{address}", Start is { } start ? Address(start) : "the address", StringComparison.Ordinal)
        .Replace("{range}", Range, StringComparison.Ordinal)
        .Replace("{word}", Word ?? "it", StringComparison.Ordinal);

    /// <summary>An address as reports print it: in bytes and as a page frame.</summary>
    /// <param name="address">The address.</param>
    /// <returns><c>0x7ba77000 (page 0x7ba77)</c>.</returns>
    internal static string Address(ulong address) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{address:x} (page 0x{address >> 12:x})");

    /// <summary>Makes a match of a row and the texts it found.</summary>
    internal static LineMatch Of(LinePattern pattern, string line, IReadOnlyDictionary<string, string> values)
    {
        ulong? start = Number("address");
        ulong? end = Number("end") ?? (Number("last-page") is { } page ? page | 0xfff : null);
        if (Number("size") is { } size && start is { } first)
        {
            end = unchecked(first + size - 1);
        }

        if (Number("frame") is { } frame)
        {
            // Some releases print bytes where others print page frames; the last byte of a range of pages ends in fff.
            bool isBytes = Number("last-frame") is > 0xfffff and var last && (last & 0xfff) == 0xfff;
            start = isBytes ? frame : Bytes(frame);
            end = Number("last-frame") is { } lastFrame ? isBytes ? lastFrame : Bytes(lastFrame) | 0xfff : null;
        }

        string? word = values.GetValueOrDefault("word") ?? values.GetValueOrDefault("bits") ?? values.GetValueOrDefault("number");
        string name = pattern.Page == DmaMapCause.AnyPage ? DmaMapCause.PageFor(start, end) : pattern.Page;
        return new LineMatch(name, line, DeviceIn(values, line), start, end, word);

        ulong? Number(string name) => values.TryGetValue(name, out string? text) ? Parse(text) : null;
    }

    private string Range => (Start, End) switch
    {
        ({ } start, { } end) => string.Create(CultureInfo.InvariantCulture, $"[0x{start:x}, 0x{end:x}] (pages 0x{start >> 12:x} to 0x{end >> 12:x})"),
        ({ } start, null) => Address(start),
        _ => "the range",
    };

    private static PciAddress? DeviceIn(IReadOnlyDictionary<string, string> values, string line)
    {
        if (values.TryGetValue("device", out string? text) && PciAddress.TryParse(text, out PciAddress address, out _))
        {
            return address;
        }

        Match first = AnyDevice().Match(line);
        return first.Success && PciAddress.TryParse(first.ValueSpan, out address, out _) ? address : null;
    }

    private static ulong Parse(string text)
    {
        ReadOnlySpan<char> digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text;
        return ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static ulong Bytes(ulong frame) => unchecked(frame << 12);

    [GeneratedRegex(@"\b(?:[0-9a-f]{4}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AnyDevice();
}
