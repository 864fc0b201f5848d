using System.Collections.Immutable;
using FsCheck.Xunit;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Properties;

/// <summary>The laws of the decoder and the encoder, each a named predicate.</summary>
[BudgetedProperties(Arbitrary = [typeof(DmarArbitraries)])]
public sealed class DmarLawTests
{
    [Property]
    public void RoundTrip_AnyWellFormedTable_GivesItsBytes(AnyTable any)
    {
        byte[] bytes = DmarEncoder.Encode(any.Table);

        Assert.Equal(bytes, DmarEncoder.Encode(DmarDecoder.Decode(bytes).Table!));
    }

    [Property]
    public void RoundTrip_AnyBytesWithATable_GivesTheBytes(HostileBytes hostile)
    {
        DmarTable? table = DmarDecoder.Decode(hostile.Bytes).Table;

        bool isTable = hostile.Bytes.Length >= 48 && hostile.Bytes.AsSpan(0, 4).SequenceEqual("DMAR"u8);
        Assert.Equal(isTable ? hostile.Bytes : null, table is null ? null : DmarEncoder.Encode(table));
    }

    [Property]
    public void ModelRoundTrip_CleanTable_GivesTheModelWithoutFindings(CleanTable clean)
    {
        DmarDecodeResult result = DmarDecoder.Decode(DmarEncoder.Encode(clean.Table));

        Assert.Empty(result.Diagnostics);
        Assert.Equal(clean.Table, result.Table);
    }

    [Property]
    public void ModelRoundTrip_AnyWellFormedTable_GivesTheModel(AnyTable any) =>
        Assert.Equal(any.Table, DmarDecoder.Decode(DmarEncoder.Encode(any.Table)).Table);

    [Property]
    public void Total_AnyBytes_GiveFindingsWithinTheBytesInBoundedWork(HostileBytes hostile) =>
        DecodeLaws.AssertTotal(hostile.Bytes);

    [Property]
    public void Tiling_TableWithoutFindings_IsHeaderAndStructuresEndToEnd(CleanTable clean)
    {
        int next = 48;
        foreach (RemappingStructure structure in DmarDecoder.Decode(DmarEncoder.Encode(clean.Table)).Table!.Structures)
        {
            Assert.Equal(next, structure.Offset);
            next += structure.LengthInBytes;
        }

        Assert.Equal(clean.Table.Header.Length, (uint)next);
    }

    [Property]
    public void Checksum_OneByteChangedOutsideTheLengthField_IsFound(CleanTable clean, int place, byte change)
    {
        byte[] bytes = DmarEncoder.Encode(clean.Table);
        int index = (place & int.MaxValue) % bytes.Length;
        index = index is >= 4 and < 8 ? 8 : index;
        bytes[index] ^= change == 0 ? (byte)1 : change;

        Assert.Contains(DmarDiagnosticCode.Checksum, DecodeLaws.Codes(bytes));
    }

    // A shorter length can by chance end where the bytes before it add up to 0, so the length is what is found.
    [Property]
    public void Length_OneByteOfItChanged_IsFound(CleanTable clean, int place, byte change)
    {
        byte[] bytes = DmarEncoder.Encode(clean.Table);
        bytes[4 + ((place & int.MaxValue) % 4)] ^= change == 0 ? (byte)1 : change;

        Assert.Contains(
            DecodeLaws.Codes(bytes),
            c => c is DmarDiagnosticCode.LengthBeyondData or DmarDiagnosticCode.LengthShortOfData or DmarDiagnosticCode.LengthBelowHeader);
    }

    [Property]
    public void Truncation_EveryStrictPrefix_IsFoundAndDecodesToAPrefix(CleanTable clean) =>
        DecodeLaws.AssertTruncationsAreFound(DmarEncoder.Encode(clean.Table));

    [Property]
    public void Extension_UnknownStructureInserted_LeavesTheKnownOnesEqual(CleanTable clean, int place)
    {
        int index = (place & int.MaxValue) % (clean.Table.Structures.Length + 1);
        var unknown = new UnknownStructure((RemappingStructureType)0x1234, [1, 2, 3]);
        DmarTable extended = DmarTableBuilder.LaidOut(
            clean.Table with { Structures = clean.Table.Structures.Insert(index, unknown) });

        DmarTable decoded = DmarDecoder.Decode(DmarEncoder.Encode(extended)).Table!;

        Assert.Equal(unknown, decoded.Structures[index].MovedTo(0));
        Assert.Equal(Contents(clean.Table.Structures), Contents(decoded.Structures.RemoveAt(index)));
    }

    [Property]
    public void Order_StructuresReversed_AreDecodedReversedWithTheSameRegions(AnyTable any)
    {
        DmarTable reversed = DmarTableBuilder.LaidOut(
            any.Table with { Structures = [.. any.Table.Structures.Reverse()] });

        DmarTable decoded = DmarDecoder.Decode(DmarEncoder.Encode(reversed)).Table!;

        Assert.Equal(Contents(any.Table.Structures).Reverse(), Contents(decoded.Structures));
        Assert.Equal(
            any.Table.ReservedMemoryRegions.Select(r => (r.BaseAddress, r.LimitAddress)).Order(),
            decoded.ReservedMemoryRegions.Select(r => (r.BaseAddress, r.LimitAddress)).Order());
    }

    private static IEnumerable<RemappingStructure> Contents(ImmutableArray<RemappingStructure> structures) =>
        structures.Select(s => s.MovedTo(0));
}
