using System.Globalization;
using System.Text;

namespace RdmPlanner.TestKit.Builders;

/// <summary>Writes bytes the way dump tools do; shares nothing with the reader.</summary>
public static class DumpText
{
    /// <summary>Every form that carries one table without naming it, by name.</summary>
    public static IReadOnlyList<(string Name, Func<byte[], string> Render)> Forms { get; } =
    [
        ("acpidump", table => Acpidump("DMAR", 0xbd3346f4, table)),
        ("iasl raw data", RawTableData),
        ("xxd", table => Xxd(table, 16, 2, false)),
        ("xxd -u -c 24 -g 4", table => Xxd(table, 24, 4, true)),
        ("xxd -c 10 -g 1", table => Xxd(table, 10, 1, false)),
        ("xxd -c 8 -g 1", table => Xxd(table, 8, 1, false)),
        ("xxd -g 0", table => Xxd(table, 16, 16, false)),
        ("xxd -p", table => XxdPlain(table, 30)),
        ("one line of hex", table => XxdPlain(table, table.Length)),
        ("xxd -i", XxdInclude),
        ("hexdump -C", HexdumpCanonical),
        ("hexdump", HexdumpWords),
        ("od -A x -t x1", table => OdBytes(table, 16)),
        ("od -A d -t x1", table => OdBytes(table, 10)),
        ("od -t x1", table => OdBytes(table, 8)),
        ("0x and commas", table => string.Join(", ", table.Select(b => $"0x{b:X2}"))),
    ];

    /// <summary>A header line, indented lines of 16 bytes with their text, an empty line.</summary>
    public static string Acpidump(string name, ulong address, byte[] table)
    {
        StringBuilder text = new();
        Line(text, $"{name} @ 0x{address:X16}");
        foreach ((int offset, byte[] line) in Rows(table, 16))
            Line(text, $"    {offset:X4}: {Pairs(line, true),-48} {Shown(line)}");
        Line(text, "");
        return text.ToString();
    }

    /// <summary>The last section of a disassembly.</summary>
    public static string RawTableData(byte[] table)
    {
        StringBuilder text = new();
        Line(text, "[000h 0000   4]                    Signature : \"DMAR\"    [DMA Remapping table]");
        Line(text, "");
        Line(text, $"Raw Table Data: Length {table.Length} (0x{table.Length:X})");
        Line(text, "");
        foreach ((int offset, byte[] line) in Rows(table, 16))
            Line(text, $"    {offset:X4}: {Pairs(line, true),-48} // {Shown(line)}");
        return text.ToString();
    }

    /// <summary>Offset, colon, groups, two spaces, text.</summary>
    public static string Xxd(byte[] table, int width, int group, bool upper)
    {
        StringBuilder text = new();
        int groups = (width + group - 1) / group;
        int columns = (width * 2) + groups;
        foreach ((int offset, byte[] line) in Rows(table, width))
        {
            string hex = string.Concat(line.Chunk(group).Select(g => Hex(g, upper) + " "));
            Line(text, $"{offset:x8}: {hex.PadRight(columns)} {Shown(line)}");
        }

        return text.ToString();
    }

    /// <summary>Hex and nothing else.</summary>
    public static string XxdPlain(byte[] table, int width) =>
        string.Concat(Rows(table, Math.Max(1, width)).Select(row => Hex(row.Line, false) + "\n"));

    /// <summary>A C array and its length.</summary>
    public static string XxdInclude(byte[] table)
    {
        StringBuilder text = new();
        Line(text, "unsigned char dmar_bin[] = {");
        string[] rows = [.. table.Chunk(12).Select(row => "  " + string.Join(", ", row.Select(b => $"0x{b:x2}")))];
        Line(text, string.Join(",\n", rows));
        Line(text, "};");
        Line(text, $"unsigned int dmar_bin_len = {table.Length};");
        return text.ToString();
    }

    /// <summary>Two halves of eight bytes, text between bars, equal lines as <c>*</c>, closing offset.</summary>
    public static string HexdumpCanonical(byte[] table) => Squeezed(table, 8, line =>
        $"  {Pairs([.. line.Take(8)], false).TrimEnd(),-23}  {Pairs([.. line.Skip(8)], false).TrimEnd(),-23}  |{Shown(line)}|");

    /// <summary>Little-endian words, an odd last byte as <c>00xx</c>, equal lines as <c>*</c>, closing offset.</summary>
    public static string HexdumpWords(byte[] table) => Squeezed(table, 7, line =>
        string.Concat(line.Chunk(2).Select(pair => $" {(pair.Length == 2 ? pair[1] : 0):x2}{pair[0]:x2}")));

    /// <summary>Offsets in a radix of 8, 10 or 16, bytes, no text.</summary>
    public static string OdBytes(byte[] table, int radix)
    {
        StringBuilder text = new();
        foreach ((int offset, byte[] line) in Rows(table, 16))
            Line(text, $"{Offset(offset, radix)} {Pairs(line, false).TrimEnd()}");
        Line(text, Offset(table.Length, radix));
        return text.ToString();
    }

    private static string Offset(int offset, int radix) => radix == 10
        ? offset.ToString("d7", CultureInfo.InvariantCulture)
        : Convert.ToString(offset, radix).PadLeft(radix == 16 ? 6 : 7, '0');

    private static string Squeezed(byte[] table, int digits, Func<byte[], string> render)
    {
        StringBuilder text = new();
        byte[] previous = [];
        bool starred = false;
        foreach ((int offset, byte[] line) in Rows(table, 16))
        {
            bool same = line.Length == 16 && line.AsSpan().SequenceEqual(previous);
            if (same && !starred)
                Line(text, "*");
            if (!same)
                Line(text, offset.ToString("x" + digits, CultureInfo.InvariantCulture) + render(line));
            starred = same;
            previous = line;
        }

        Line(text, table.Length.ToString("x" + digits, CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static IEnumerable<(int Offset, byte[] Line)> Rows(byte[] table, int width)
    {
        for (int offset = 0; offset < table.Length; offset += width)
            yield return (offset, table[offset..Math.Min(table.Length, offset + width)]);
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Hex(byte[] bytes, bool upper) => upper ? Convert.ToHexString(bytes) : Convert.ToHexStringLower(bytes);

    private static string Pairs(byte[] bytes, bool upper) => string.Concat(bytes.Select(b => Hex([b], upper) + " "));

    private static string Shown(byte[] bytes) => string.Concat(bytes.Select(b => b is >= 0x20 and < 0x7f ? (char)b : '.'));
}
