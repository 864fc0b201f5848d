using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Properties;

/// <summary>Each damage of the writer beside the one finding that it causes.</summary>
[BudgetedProperties(Arbitrary = [typeof(DmarArbitraries)])]
public sealed class DmarDamageTests
{
    private static readonly Dictionary<DmarDamage, DmarDiagnosticCode> CodeOfDamage = new()
    {
        [DmarDamage.WrongSignature] = DmarDiagnosticCode.Signature,
        [DmarDamage.TableTooShort] = DmarDiagnosticCode.TableTooShort,
        [DmarDamage.LengthBeyondData] = DmarDiagnosticCode.LengthBeyondData,
        [DmarDamage.LengthShortOfData] = DmarDiagnosticCode.LengthShortOfData,
        [DmarDamage.LengthBelowHeader] = DmarDiagnosticCode.LengthBelowHeader,
        [DmarDamage.WrongChecksum] = DmarDiagnosticCode.Checksum,
        [DmarDamage.StructureLengthZero] = DmarDiagnosticCode.StructureLengthZero,
        [DmarDamage.StructureTooShort] = DmarDiagnosticCode.StructureTooShort,
        [DmarDamage.StructureOverruns] = DmarDiagnosticCode.StructureOverruns,
        [DmarDamage.StructureTooLong] = DmarDiagnosticCode.StructureTooLong,
        [DmarDamage.ScopeTooShort] = DmarDiagnosticCode.ScopeTooShort,
        [DmarDamage.ScopeOverruns] = DmarDiagnosticCode.ScopeOverruns,
        [DmarDamage.OddPath] = DmarDiagnosticCode.OddPath,
        [DmarDamage.EmptyPath] = DmarDiagnosticCode.EmptyPath,
        [DmarDamage.DeviceOutOfRange] = DmarDiagnosticCode.HopOutOfRange,
        [DmarDamage.FunctionOutOfRange] = DmarDiagnosticCode.HopOutOfRange,
        [DmarDamage.ReservedTableBitsSet] = DmarDiagnosticCode.ReservedTableBits,
        [DmarDamage.ReservedStructureBitsSet] = DmarDiagnosticCode.ReservedStructureBits,
        [DmarDamage.ReservedScopeBitsSet] = DmarDiagnosticCode.ReservedScopeBits,
        [DmarDamage.BaseAboveLimit] = DmarDiagnosticCode.BaseAboveLimit,
        [DmarDamage.UnalignedBase] = DmarDiagnosticCode.UnalignedBase,
        [DmarDamage.UnalignedLimit] = DmarDiagnosticCode.UnalignedLimit,
        [DmarDamage.TypesOutOfOrder] = DmarDiagnosticCode.TypesOutOfOrder,
        [DmarDamage.NoScope] = DmarDiagnosticCode.NoScope,
        [DmarDamage.UnknownStructureType] = DmarDiagnosticCode.UnknownStructureType,
        [DmarDamage.UnknownScopeType] = DmarDiagnosticCode.UnknownScopeType,
        [DmarDamage.NameNotTerminated] = DmarDiagnosticCode.NameNotTerminated,
    };

    [Property]
    public void Decode_TableDamagedInOneWay_HasThatOneFinding(DamagedTableBytes damaged)
    {
        if (damaged.Bytes is { } bytes)
            Assert.Equal([CodeOfDamage[damaged.Damage]], DecodeLaws.Codes(bytes));
    }

    [Fact]
    public void Damages_AllOfThem_HaveAFindingEach() =>
        Assert.Equal(Enum.GetValues<DmarDamage>(), CodeOfDamage.Keys.Order());

    // The property above says nothing where the table cannot carry the damage: most can, and each damage is tried.
    [Fact]
    public void Damaged_Sample_CoversEveryDamage()
    {
        DamagedTableBytes[] sample = [.. DmarBytes.Damaged.Draw(4000)];

        Assert.True(sample.Count(d => d.Bytes is not null) >= sample.Length / 2);
        Assert.All(Enum.GetValues<DmarDamage>(), damage =>
            Assert.True(sample.Count(d => d.Damage == damage && d.Bytes is not null) >= 10, $"{damage}"));
    }
}
