using RdmPlanner.E820;

namespace RdmPlanner.Planner.Reports;

/// <summary>Hexadecimal numbers in reports: unpadded for data, of fixed width for columns.</summary>
public static class HexText
{
    /// <summary>Lower-case hex with <c>0x</c>, unpadded: <c>0xfed90000</c>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The text.</returns>
    public static string Of(ulong value) => $"0x{value:x}";

    /// <summary>An address column of 18 characters: <c>0x00000000fed90000</c>.</summary>
    /// <param name="address">The address.</param>
    /// <returns>The text.</returns>
    public static string Column(Gpa address) => $"0x{address.Value:x16}";

    /// <summary>The exclusive end of a raw entry as a column; <c>2^64</c>, padded, where it wraps to 0.</summary>
    /// <param name="record">The entry.</param>
    /// <returns>The text.</returns>
    public static string EndColumn(E820Record record) =>
        record.WrappedEnd.Value == 0 && record.SizeInBytes != 0 ? "2^64".PadRight(18) : Column(record.WrappedEnd);
}
