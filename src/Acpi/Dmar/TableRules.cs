using System.Buffers.Binary;

namespace RdmPlanner.Acpi;

/// <summary>The rules of VT-d 8.1 and 8.2 that speak of the table as a whole.</summary>
internal static class TableRules
{
    /// <summary>Checks what can be said before anything is decoded.</summary>
    /// <returns>False when there is no table to decode.</returns>
    public static bool CheckFrame(ReadOnlySpan<byte> data, List<DmarDiagnostic> findings)
    {
        bool isDmar = data.StartsWith("DMAR"u8);
        if (!isDmar && data.Length >= 4)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.Signature, 0, $"the signature is '{Printable(AcpiText.FromBytes(data[..4]))}' instead of 'DMAR'"));
        }

        if (data.Length < DmarTable.HeaderSize)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.TableTooShort,
                data.Length,
                $"the data ends after {data.Length} bytes, before the {DmarTable.HeaderSize} bytes of the table header do"));
            return false;
        }

        CheckLength(BinaryPrimitives.ReadUInt32LittleEndian(data[4..]), data.Length, findings);
        CheckChecksum(data, findings);
        return isDmar;
    }

    /// <summary>Checks the header's fields and the order of the structures.</summary>
    public static void CheckFields(DmarTable table, List<DmarDiagnostic> findings)
    {
        const DmarFlags Defined = DmarFlags.IntrRemap | DmarFlags.X2ApicOptOut | DmarFlags.DmaCtrlPlatformOptIn;
        if ((table.Flags & ~Defined) != 0)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.ReservedTableBits, AcpiTableHeader.Size + 1, $"the flags 0x{(byte)table.Flags:x} have reserved bits set"));
        }

        int reserved = table.Reserved.AsSpan().IndexOfAnyExcept((byte)0);
        if (reserved >= 0)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.ReservedTableBits, AcpiTableHeader.Size + 2 + reserved, "the reserved bytes of the header are not all 0"));
        }

        CheckOrder(table, findings);
    }

    private static void CheckLength(uint length, int available, List<DmarDiagnostic> findings)
    {
        DmarDiagnosticCode code = length switch
        {
            < DmarTable.HeaderSize => DmarDiagnosticCode.LengthBelowHeader,
            _ when length > (uint)available => DmarDiagnosticCode.LengthBeyondData,
            _ when length < (uint)available => DmarDiagnosticCode.LengthShortOfData,
            _ => DmarDiagnosticCode.None,
        };
        if (code != DmarDiagnosticCode.None)
            findings.Add(new DmarDiagnostic(code, 4, $"the length field says {length} bytes, the data has {available}"));
    }

    private static void CheckChecksum(ReadOnlySpan<byte> data, List<DmarDiagnostic> findings)
    {
        byte sum = AcpiChecksum.Sum(data[..DmarReader.ExtentOf(data)]);
        if (sum != 0)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.Checksum, AcpiChecksum.Offset, $"the bytes of the table add up to 0x{sum:x} instead of 0"));
        }
    }

    // VT-d 8.2: firmware reports the structures in numerical order of their types.
    private static void CheckOrder(DmarTable table, List<DmarDiagnostic> findings)
    {
        RemappingStructureType highest = 0;
        foreach (RemappingStructure structure in table.Structures)
        {
            if (structure.Type < highest)
            {
                findings.Add(new DmarDiagnostic(
                    DmarDiagnosticCode.TypesOutOfOrder,
                    structure.Offset,
                    $"a structure of type {(ushort)structure.Type} follows one of type {(ushort)highest}"));
            }
            else
            {
                highest = structure.Type;
            }
        }
    }

    private static string Printable(AcpiText signature) =>
        string.Concat(signature.ToString().Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
