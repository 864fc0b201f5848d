using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>One ACPI table out of a dump: its bytes as given, not checked beyond the first eight.</summary>
/// <remarks>
/// All the bytes that the dump gives are kept, also those beyond the table's own length field, so that the decoder
/// can speak about them. Equality of two tables is that of the same array, not of its content.
/// </remarks>
/// <param name="Signature">The first four bytes; a byte that is not printable ASCII is shown as <c>.</c>, and a shorter table gives fewer characters.</param>
/// <param name="Bytes">The table from its signature on; never empty.</param>
/// <param name="FirstLine">The line of the first byte, counted from 1; 0 for binary input. Tables that share one block of hex have the line of the block.</param>
/// <param name="ByteOffset">Where the table begins: in the file for binary input, in its block of hex for text.</param>
/// <param name="Address">The host address that an <c>acpidump</c> header line gives, else null.</param>
public sealed record DumpedTable(string Signature, ImmutableArray<byte> Bytes, int FirstLine, int ByteOffset, Hpa? Address)
{
    /// <summary>The signature of the DMA remapping table.</summary>
    public const string DmarSignature = "DMAR";

    /// <summary>The name that Xen gives the DMAR so that its control domain does not use it (acpi_dmar_zap in dmar.c).</summary>
    public const string HiddenDmarSignature = "XMAR";

    /// <summary>Whether the table is a DMAR, under its own name or the one Xen hides it by.</summary>
    public bool IsDmar => Signature is DmarSignature or HiddenDmarSignature;

    /// <summary>The table as the firmware had it: what Xen changed to hide a DMAR is undone (acpi_dmar_reinstate).</summary>
    /// <returns>A table with signature <c>DMAR</c> and its old checksum when this one is an <c>XMAR</c>, else this one.</returns>
    public DumpedTable WithoutXenHiding()
    {
        const int ChecksumOffset = 9;
        if (Signature != HiddenDmarSignature)
            return this;

        byte[] bytes = [.. Bytes];
        bytes[0] = (byte)'D';
        if (bytes.Length > ChecksumOffset)
        {
            // dmar_table->checksum += 'X' - 'D', in a u8.
            bytes[ChecksumOffset] = unchecked((byte)(bytes[ChecksumOffset] + ('X' - 'D')));
        }

        return this with { Signature = DmarSignature, Bytes = ImmutableArray.Create(bytes) };
    }

    internal static DumpedTable Of(ReadOnlySpan<byte> bytes, int firstLine, int byteOffset, Hpa? address) =>
        new(SignatureOf(bytes), ImmutableArray.Create(bytes), firstLine, byteOffset, address);

    private static string SignatureOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> shown = stackalloc byte[4];
        int length = Math.Min(bytes.Length, shown.Length);
        for (int i = 0; i < length; i++)
            shown[i] = bytes[i] is >= 0x20 and < 0x7f ? bytes[i] : (byte)'.';
        return Encoding.ASCII.GetString(shown[..length]);
    }
}
