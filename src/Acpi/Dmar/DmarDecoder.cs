using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>Bytes to a DMAR table and what is wrong with it (VT-d chapter 8).</summary>
public static class DmarDecoder
{
    /// <summary>Decodes a table.</summary>
    /// <remarks>
    /// Total: any bytes give a result, in work proportional to their number. A structure that cannot be told from the next
    /// ends the list of structures, one that is too short for its type is kept as <see cref="UnknownStructure"/>, and every
    /// byte is kept somewhere, so <see cref="DmarEncoder"/> gives back the data whenever there is a table at all.
    /// </remarks>
    /// <param name="data">The table from its first byte to the end of what is there.</param>
    /// <returns>The table as far as it goes, and the findings in order of offset.</returns>
    public static DmarDecodeResult Decode(ReadOnlySpan<byte> data)
    {
        var findings = new List<DmarDiagnostic>();
        if (!TableRules.CheckFrame(data, findings))
            return new DmarDecodeResult(null, [.. findings]);

        ImmutableArray<RemappingStructure> structures = DecodeStructures(data, findings, out int end);
        var table = new DmarTable
        {
            Header = AcpiTableHeader.Read(data),
            HostAddressWidthRaw = data[AcpiTableHeader.Size],
            Flags = (DmarFlags)data[AcpiTableHeader.Size + 1],
            Reserved = [.. data[(AcpiTableHeader.Size + 2)..DmarTable.HeaderSize]],
            Structures = structures,
            Remainder = [.. data[end..]],
        };
        TableRules.CheckFields(table, findings);
        return new DmarDecodeResult(table, [.. findings.OrderBy(d => d.Offset)]);
    }

    private static ImmutableArray<RemappingStructure> DecodeStructures(
        ReadOnlySpan<byte> data, List<DmarDiagnostic> findings, out int end)
    {
        var structures = ImmutableArray.CreateBuilder<RemappingStructure>();
        var reader = new DmarReader(data);
        while (reader.MoveNext())
        {
            RemappingStructure structure = StructureDecoder.Decode(reader.Current, findings);
            StructureRules.Check(structure, findings);
            structures.Add(structure);
        }

        end = reader.Offset;
        if (reader.Fault != DmarReaderFault.None)
            findings.Add(StructureFault(reader.Fault, end));

        return structures.DrainToImmutable();
    }

    private static DmarDiagnostic StructureFault(DmarReaderFault fault, int offset) => fault switch
    {
        // VT-d 8.2: the length includes the type and length fields, so what follows cannot be found.
        DmarReaderFault.LengthZero => new(
            DmarDiagnosticCode.StructureLengthZero, offset, "the structure has length 0; nothing after it was decoded"),
        DmarReaderFault.TooShort => new(
            DmarDiagnosticCode.StructureTooShort, offset, "the structure is shorter than its own header; nothing after it was decoded"),
        DmarReaderFault.Overruns => new(
            DmarDiagnosticCode.StructureOverruns, offset, "the structure goes on beyond the end of the table and was not decoded"),
        _ => throw new System.Diagnostics.UnreachableException($"{fault}"),
    };
}
