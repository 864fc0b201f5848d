using System.Buffers.Binary;
using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Ivrs;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Lint;

namespace RdmPlanner.TestKit.Fuzz;

/// <summary>Binary tables.</summary>
internal static class TableTargets
{
    /// <summary>The decoder, the reader in place and the encoder (laws 1, 3, 4 and 5 of the decoder).</summary>
    internal static void Dmar(ReadOnlySpan<byte> input)
    {
        DmarDecodeResult result = DmarDecoder.Decode(input);
        Law.IsRepeatable(result.Diagnostics, DmarDecoder.Decode(input).Diagnostics);
        int last = 0;
        foreach (DmarDiagnostic diagnostic in result.Diagnostics)
        {
            Law.Holds(diagnostic.Offset >= last && diagnostic.Offset <= input.Length, "offsets ascend and lie within the input");
            last = diagnostic.Offset;
        }

        if (result.Table is not { } table)
        {
            Law.Holds(result.HasErrors, "bytes that are no table are an error");
            return;
        }

        Law.Holds(DmarEncoder.Encode(table).AsSpan().SequenceEqual(input), "what was read is written back byte for byte");
        Tiles(table, input.Length);
        Agrees(table, input);
        if (table.Header.Length == input.Length)
        {
            byte sum = 0;
            foreach (byte value in input)
                sum = unchecked((byte)(sum + value));
            Law.Holds(result.IsChecksumOk == (sum == 0), "the checksum is right when the bytes add up to 0");
        }

        if (result.Diagnostics.IsEmpty)
            EveryChangedByteIsNoticed(input);
    }

    /// <summary>AMD's table and what lint makes of it.</summary>
    internal static void Ivrs(ReadOnlySpan<byte> input)
    {
        ImmutableArray<byte> bytes = ImmutableArray.Create(input);
        if (IvrsTable.Read(bytes) is not { } table)
        {
            Law.Holds(input.Length < IvrsTable.HeaderSize, "only what is shorter than the header is no table");
            return;
        }

        Law.Holds(table.End >= IvrsTable.HeaderSize && table.End <= input.Length, "the blocks end within the input");
        int offset = IvrsTable.HeaderSize;
        foreach (IvrsBlock block in table.Blocks)
        {
            Law.Holds(block.Offset == offset && !block.Bytes.IsEmpty, "blocks follow each other without a gap");
            offset += block.Bytes.Length;
        }

        HostDescription host = new() { Name = "ivrs", Format = "binary", IvrsTables = [new OtherTable("ivrs", IvrsTable.Signature, bytes)] };
        LintRequest request = new() { Host = host };
        ImmutableArray<LintFinding> findings = Linter.Run(request);
        Law.IsRepeatable(findings.Select(f => (f.Code, f.Message)), Linter.Run(request).Select(f => (f.Code, f.Message)));
    }

    private static void Tiles(DmarTable table, int length)
    {
        int next = DmarTable.HeaderSize;
        foreach (RemappingStructure structure in table.Structures)
        {
            Law.Holds(structure.Offset == next && structure.LengthInBytes > 0, "structures follow each other without a gap");
            next += structure.LengthInBytes;
        }

        Law.Holds(next + table.Remainder.Length == length, "structures and remainder make up the input");
    }

    private static void Agrees(DmarTable table, ReadOnlySpan<byte> input)
    {
        var reader = new DmarReader(input);
        foreach (RemappingStructure structure in table.Structures)
        {
            Law.Holds(reader.MoveNext(), "the reader in place finds every structure that the decoder finds");
            StructureView view = reader.Current;
            Law.Holds(
                view.Offset == structure.Offset && view.Bytes.Length == structure.LengthInBytes && view.Type == structure.Type,
                "reader and decoder agree about offset, length and type");
            if (structure is ReservedMemoryRegion region)
            {
                Law.Holds(
                    view.IsComplete && view.BaseAddress == region.BaseAddress && view.LimitAddress == region.LimitAddress,
                    "reader and decoder agree about a region");
            }
        }

        Law.Holds(!reader.MoveNext(), "the reader in place finds no further structure");
    }

    private static void EveryChangedByteIsNoticed(ReadOnlySpan<byte> input)
    {
        byte[] changed = input.ToArray();
        // A place that depends on the input alone, so that a finding can be repeated.
        int place = (int)(BinaryPrimitives.ReadUInt32LittleEndian(input[AcpiChecksum.Offset..]) % (uint)input.Length);
        changed[place] ^= 0x55;
        Law.Holds(DmarDecoder.Decode(changed).HasErrors || !DmarDecoder.Decode(changed).IsChecksumOk, "a changed byte of a valid table is noticed");
    }
}
