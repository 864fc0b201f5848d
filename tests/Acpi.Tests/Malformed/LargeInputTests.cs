using System.Buffers.Binary;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Malformed;

/// <summary>Large input, built so that a careless walk would take too long or too much.</summary>
public sealed class LargeInputTests
{
    private const int Size = 1 << 20;

    [Fact]
    public void Decode_MegabyteOfZeros_StopsAtTheFirstStructure()
    {
        DmarDecodeResult result = DmarDecoder.Decode(Table(new byte[Size]));

        Assert.Empty(result.Table!.Structures);
        Assert.Equal(Size, result.Table.Remainder.Length);
        Assert.Equal("DMAR1007@48", string.Join(' ', result.Diagnostics));
    }

    [Fact]
    public void Decode_MegabyteOfSmallestStructures_KeepsEachWithOneFinding()
    {
        byte[] body = new byte[Size];
        for (int i = 0; i < body.Length; i += 4)
            BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(i), 0x0004_0000);

        DmarDecodeResult result = DmarDecoder.Decode(Table(body));

        Assert.Equal(Size / 4, result.Table!.Structures.Length);
        Assert.Equal(Size / 4, result.Diagnostics.Count(d => d.Code == DmarDiagnosticCode.StructureTooShort));
    }

    [Fact]
    public void Decode_LargestStructureFullOfSmallestScopes_KeepsEach()
    {
        const int Scopes = (0xffff - 24) / 6;
        byte[] body = new byte[24 + (Scopes * 6)];
        BinaryPrimitives.WriteUInt16LittleEndian(body, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(body.AsSpan(2), (ushort)body.Length);
        body[16] = 0xff;
        body[17] = 0x0f;
        for (int i = 24; i < body.Length; i += 6)
            (body[i], body[i + 1]) = (1, 6);

        DmarDecodeResult result = DmarDecoder.Decode(Table(body));

        Assert.Equal(Scopes, result.Table!.ReservedMemoryRegions.Single().Scopes.Length);
        Assert.Equal(Scopes, result.Diagnostics.Count(d => d.Code == DmarDiagnosticCode.EmptyPath));
    }

    private static byte[] Table(byte[] structures) => TestKit.RawTable.Around(structures);
}
