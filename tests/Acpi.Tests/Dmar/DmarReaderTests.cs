using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dmar;

public sealed class DmarReaderTests
{
    [Fact]
    public void MoveNext_FixtureTable_YieldsEachStructureAndScopeInPlace()
    {
        var seen = new List<string>();
        var reader = new DmarReader(TableHex.Read("straddles-2g"));
        while (reader.MoveNext())
        {
            StructureView structure = reader.Current;
            seen.Add($"{structure.Type}@{structure.Offset}+{structure.Bytes.Length}");
            ScopeReader scopes = structure.Scopes;
            while (scopes.MoveNext())
                seen.Add($"  {scopes.Current.Type}@{scopes.Current.Offset} {Convert.ToHexStringLower(scopes.Current.Path)}");
        }

        Assert.Equal(
            [
                "Drhd@48+24", "  PciEndpoint@64 0200",
                "Drhd@72+32", "  IoApic@88 1f00", "  Hpet@96 1f00",
                "Rmrr@104+32", "  PciEndpoint@128 0200",
            ],
            seen);
        Assert.Equal(DmarReaderFault.None, reader.Fault);
        Assert.Equal(136, reader.Offset);
    }

    [Fact]
    public void Current_Rmrr_ReadsItsFieldsInPlace()
    {
        var reader = new DmarReader(TableHex.Read("hole-and-high"));
        reader.MoveNext();
        Assert.Equal(new Hpa(0xfed90000), reader.Current.RegisterBase);
        reader.MoveNext();
        reader.MoveNext();

        Assert.Equal(new Hpa(0x1_4000_0000), reader.Current.BaseAddress);
        Assert.Equal(new Hpa(0x1_400f_ffff), reader.Current.LimitAddress);
        Assert.Equal(0, reader.Current.Segment);
    }

    [Theory]
    [InlineData("00000000", DmarReaderFault.LengthZero)]
    [InlineData("00000300", DmarReaderFault.TooShort)]
    [InlineData("00000500", DmarReaderFault.Overruns)]
    [InlineData("0000", DmarReaderFault.Overruns)]
    public void MoveNext_StructureThatCannotBeDivided_StopsThereForGood(string hex, DmarReaderFault fault)
    {
        var reader = new DmarReader(RawTable.Around([7, 0, 4, 0, .. Convert.FromHexString(hex)]));

        Assert.True(reader.MoveNext());
        Assert.False(reader.MoveNext());
        Assert.False(reader.MoveNext());
        Assert.Equal(fault, reader.Fault);
        Assert.Equal(52, reader.Offset);
    }

    [Theory]
    [InlineData("0105000000000200", DmarReaderFault.TooShort)]
    [InlineData("0109000000000200", DmarReaderFault.Overruns)]
    [InlineData("01", DmarReaderFault.Overruns)]
    public void Scopes_ScopeThatCannotBeDivided_StopsThereAndKeepsTheRest(string hex, DmarReaderFault fault)
    {
        byte[] scope = Convert.FromHexString(hex);
        byte[] structure = [5, 0, (byte)(8 + scope.Length), 0, 0, 0, 0, 0, .. scope];
        var reader = new DmarReader(RawTable.Around(structure));
        reader.MoveNext();
        ScopeReader scopes = reader.Current.Scopes;

        Assert.False(scopes.MoveNext());
        Assert.False(scopes.MoveNext());
        Assert.Equal(fault, scopes.Fault);
        Assert.Equal(56, scopes.Offset);
        Assert.Equal(scope, scopes.Rest.ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(47, 47)]
    [InlineData(48, 48)]
    [InlineData(100, 60)]
    public void ExtentOf_DataOfALength_IsWhatTheTableCovers(int length, int expected)
    {
        byte[] data = new byte[length];
        if (length >= 8)
            data[4] = 60;

        Assert.Equal(expected, DmarReader.ExtentOf(data));
    }

    [Fact]
    public void MoveNext_WholeTable_AllocatesNothing()
    {
        byte[] bytes = TableHex.Read("server");
        Assert.Equal(9, CountStructuresWithScopes(bytes));

        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = CountStructuresWithScopes(bytes);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(9, count);
        Assert.Equal(0, after - before);
    }

    private static int CountStructuresWithScopes(byte[] bytes)
    {
        int structures = 0;
        int hops = 0;
        var reader = new DmarReader(bytes);
        while (reader.MoveNext())
        {
            structures++;
            ScopeReader scopes = reader.Current.Scopes;
            while (scopes.MoveNext())
                hops += scopes.Current.Path.Length / 2;
        }

        // DRHD 3 and 3, RMRR 9 (two of seven scopes have two hops), 4 and 1, ATSR 2 and 1.
        Assert.True(hops == 23);
        return structures;
    }
}
