using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Generate;

/// <summary>Linux' <c>memmap=</c> parameters, written and read.</summary>
/// <remarks>
/// Mirrors parse_memmap_one() in arch/x86/kernel/e820.c and memparse() in lib/cmdline.c (Linux 4.17 on; the form with
/// <c>%</c> is newer than the others). After all parameters Linux sorts and merges the map, the larger type code winning.
/// </remarks>
public static class LinuxMemmap
{
    /// <summary>The most characters of Linux' command line on x86 (COMMAND_LINE_SIZE less the terminator).</summary>
    public const int MaxCommandLine = 2047;

    /// <summary>The most entries of a map (E820_MAX_ENTRIES without the extra ones of large machines).</summary>
    public const int MaxEntries = 128;

    /// <summary>Writes a map as parameters that reproduce it exactly, beginning with <c>memmap=exactmap</c>.</summary>
    /// <param name="map">The map.</param>
    /// <returns>One parameter an entry, in address order.</returns>
    public static ImmutableArray<string> Write(E820Map map) =>
        ["memmap=exactmap", .. map.Entries.Select(e => $"memmap={Number(e.Range.SizeInBytes)}{Place(e)}")];

    /// <summary>Reads parameters as Linux does, starting from an empty map.</summary>
    /// <param name="words">Parameters; those that are no <c>memmap=</c> are passed over.</param>
    /// <returns>The map; null when Linux would not understand one of them, or it works on the firmware's map, which is not known.</returns>
    public static E820Map? Read(IEnumerable<string> words)
    {
        List<E820Record>? records = null;
        foreach (string part in words.Where(w => w.StartsWith("memmap=", StringComparison.Ordinal)).SelectMany(w => w[7..].Split(',')))
        {
            if (part.StartsWith("exactmap", StringComparison.Ordinal))
            {
                records = [];
                continue;
            }

            if (records is null || ReadOne(part) is not { } record)
            {
                return null;
            }

            records.Add(record);
        }

        return records is null ? null : E820Map.FromRecords(records.ToArray()).Map;
    }

    private static string Place(E820Entry entry)
    {
        string start = Number(entry.Start.Value);
        return entry.Type switch
        {
            E820Type.Ram => $"@{start}",
            E820Type.Acpi => $"#{start}",
            E820Type.Reserved => $"${start}",
            E820Type.LegacyPersistentMemory => $"!{start}",
            _ => string.Create(CultureInfo.InvariantCulture, $"%{start}+{(uint)entry.Type}"),
        };
    }

    /// <summary>A number in the shortest exact form: with a unit where it divides, else in hex.</summary>
    private static string Number(ulong value)
    {
        ReadOnlySpan<char> units = "GMK";
        for (int i = 0; i < units.Length; i++)
        {
            int shift = 30 - (10 * i);
            if (value != 0 && value % (1UL << shift) == 0 && value >> shift < 1_000_000)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{value >> shift}{units[i]}");
            }
        }

        return value == 0 ? "0" : $"0x{value:x}";
    }

    private static E820Record? ReadOne(string text)
    {
        int position = 0;
        if (ReadNumber(text, ref position) is not { } size || position == text.Length)
        {
            return null;
        }

        char sign = text[position++];
        if (ReadNumber(text, ref position) is not { } start)
        {
            return null;
        }

        E820Type type = sign switch
        {
            '@' => E820Type.Ram,
            '#' => E820Type.Acpi,
            '$' => E820Type.Reserved,
            '!' => E820Type.LegacyPersistentMemory,
            _ => E820Type.None,
        };
        if (sign == '%' && position < text.Length && text[position] == '+')
        {
            position++;
            type = (E820Type)(uint)(ReadNumber(text, ref position) ?? 0);
        }

        return type == E820Type.None || position != text.Length ? null : new E820Record(new Gpa(start), size, type);
    }

    /// <summary>Mirrors memparse(): base by prefix, one unit behind.</summary>
    private static ulong? ReadNumber(string text, ref int position)
    {
        bool isHex = text.AsSpan(position).StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        int start = isHex ? position + 2 : position;
        int end = start;
        while (end < text.Length && (isHex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
        {
            end++;
        }

        bool isOctal = !isHex && end - start > 1 && text[start] == '0';
        if (isOctal || !ulong.TryParse(
            text.AsSpan(start, end - start), isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out ulong value))
        {
            return null;
        }

        int shift = end == text.Length ? 0 : char.ToUpperInvariant(text[end]) switch
        {
            'K' => 10,
            'M' => 20,
            'G' => 30,
            'T' => 40,
            'P' => 50,
            'E' => 60,
            _ => 0,
        };
        position = shift == 0 ? end : end + 1;
        return unchecked(value << shift);
    }
}
