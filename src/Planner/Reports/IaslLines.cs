using System.Globalization;
using System.Text;

namespace RdmPlanner.Planner.Reports;

/// <summary>Lines in the form of <c>iasl -d</c>: <c>[068h 0104   2]  Subtable Type : 0001 [Reserved Memory Region]</c>.</summary>
internal sealed class IaslLines(StringBuilder text)
{
    /// <summary>A number, in upper-case hex of the field's width.</summary>
    internal void Hex(int offset, int sizeInBytes, string name, ulong value, string? meaning = null) =>
        Raw(offset, sizeInBytes, name, value.ToString($"X{2 * sizeInBytes}", CultureInfo.InvariantCulture), meaning);

    /// <summary>Text in quotes; what is not printable is escaped.</summary>
    internal void Text(int offset, int sizeInBytes, string name, string value, string? meaning = null) =>
        Raw(offset, sizeInBytes, name, SafeText.Quoted(value), meaning);

    /// <summary>Bytes in hex, with spaces.</summary>
    internal void Bytes(int offset, string name, ReadOnlySpan<byte> bytes)
    {
        StringBuilder hex = new(bytes.Length * 3);
        foreach (byte value in bytes)
        {
            hex.Append(hex.Length == 0 ? "" : " ").Append(value.ToString("X2", CultureInfo.InvariantCulture));
        }

        Raw(offset, bytes.Length, name, hex.ToString(), null);
    }

    /// <summary>A value that is already text.</summary>
    internal void Raw(int offset, int sizeInBytes, string name, string value, string? meaning)
    {
        text.Append(CultureInfo.InvariantCulture, $"[{offset:X3}h {offset:D4} {sizeInBytes,3}] {name,28} : {value}");
        text.Append(meaning is null ? "\n" : $" [{meaning}]\n");
    }

    /// <summary>An empty line.</summary>
    internal void Gap() => text.Append('\n');
}
