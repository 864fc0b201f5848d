using RdmPlanner.TestKit;
using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Properties;

/// <summary>What the generators give, so that no law holds for want of cases.</summary>
public sealed class DmarCoverageTests
{
    private const int SampleSize = 2000;

    [Fact]
    public void Clean_Sample_HasEveryTypeAndSomeWithoutRegions()
    {
        DmarTable[] sample = [.. DmarTables.Clean.Draw(SampleSize).Select(c => c.Table)];

        AssertShare(5, sample, t => t.Structures.IsEmpty);
        AssertShare(15, sample, t => t.ReservedMemoryRegions.IsEmpty);
        AssertShare(40, sample, t => t.ReservedMemoryRegions.Length > 1);
        Assert.All(Enum.GetValues<RemappingStructureType>(), type => AssertShare(10, sample, t => t.Structures.Any(s => s.Type == type)));
        AssertShare(10, sample, t => t.ReservedMemoryRegions.Any(r => r.BaseAddress.Value >= 0x1_0000_0000));
        AssertShare(10, sample, t => t.ReservedMemoryRegions.Any(r => r.BaseAddress.Value < 0x10_0000));
    }

    [Fact]
    public void Any_Sample_HasEveryFindingThatFieldsCanCause()
    {
        DmarDecodeResult[] sample = [.. DmarTables.Any.Draw(SampleSize).Select(a => DmarDecoder.Decode(DmarEncoder.Encode(a.Table)))];

        AssertShare(2, sample, r => r.Diagnostics.IsEmpty);
        Assert.All(
            Enum.GetValues<DmarDiagnosticCode>().Where(CanComeFromFields),
            code => AssertShare(2, sample, r => r.Diagnostics.Any(d => d.Code == code), $"{code}"));
    }

    [Fact]
    public void Hostile_Sample_HasEveryWayToEndAWalk()
    {
        DmarDecodeResult[] sample = [.. DmarBytes.Hostile.Draw(SampleSize).Select(h => DmarDecoder.Decode(h.Bytes))];

        AssertShare(5, sample, r => r.Table is null);
        AssertShare(30, sample, r => r.Table is { Structures.IsEmpty: false });
        AssertShare(5, sample, Has(DmarDiagnosticCode.StructureOverruns));
        AssertShare(1, sample, Has(DmarDiagnosticCode.StructureLengthZero));
        AssertShare(5, sample, Has(DmarDiagnosticCode.StructureTooShort));
        AssertShare(5, sample, Has(DmarDiagnosticCode.ScopeOverruns));
        AssertShare(5, sample, Has(DmarDiagnosticCode.ScopeTooShort));
    }

    private static bool CanComeFromFields(DmarDiagnosticCode code) => code is DmarDiagnosticCode.LengthShortOfData
        or (>= DmarDiagnosticCode.StructureTooLong and <= DmarDiagnosticCode.NameNotTerminated);

    private static Func<DmarDecodeResult, bool> Has(DmarDiagnosticCode code) => r => r.Diagnostics.Any(d => d.Code == code);

    private static void AssertShare<T>(int percent, T[] sample, Func<T, bool> predicate, string what = "")
    {
        int count = sample.Count(predicate);
        Assert.True(100 * count >= percent * sample.Length, $"{what} {count} of {sample.Length} is less than {percent} %");
    }
}
