using FsCheck.Xunit;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;

namespace RdmPlanner.E820.Tests.Properties;

/// <summary>What was written reads back; empty, wrapping and unknown entries included.</summary>
public sealed class FormatProperties
{
    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Binary_ReadsBackAnyList(E820Record[] records) =>
        E820Binary.Read(E820Binary.Write(records)).Records.SequenceEqual(records);

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Csv_ReadsBackAnyList(E820Record[] records) => E820Csv.Read(E820Csv.Write(records)).Records.SequenceEqual(records);

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Hvmloader_ReadsBackAnyTable_IfItsFirstEntryIsNotRepeated(E820Record[] records) =>
        HvmloaderE820.Read(HvmloaderE820.Write(Distinct(records))).Records.SequenceEqual(Distinct(records));

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Linux_ReadsBackBothStyles_IfTheFirstEntryIsNotRepeated(E820Record[] records) =>
        LinuxE820.Read(LinuxE820.Write(Distinct(records))).Records.SequenceEqual(Distinct(records))
        && LinuxE820.Read(LinuxE820.WriteOldStyle(Distinct(records))).Records.SequenceEqual(Distinct(records));

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Xen_ReadsBackBothStyles_IfTheFirstEntryIsNotRepeated(E820Record[] records) =>
        XenE820.Read(XenE820.Write(Distinct(records))).Records.SequenceEqual(Distinct(records))
        && XenE820.Read(XenE820.WriteOldStyle(Distinct(records))).Records.SequenceEqual(Distinct(records));

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool FirmwareMemmap_ReadsBackAnyList_ExceptCodesWithoutAName(E820Record[] records)
    {
        E820Record[] expected = [.. records.Select(record =>
            E820TypeNames.FirmwareMemmap(record.Type) == "Unknown E820 type" ? record with { Type = E820Type.Reserved } : record)];
        return FirmwareMemmap.ReadListing(FirmwareMemmap.WriteListing(records)).Records.SequenceEqual(expected)
            && FirmwareMemmap.Read(FirmwareMemmap.ToEntries(records).AsSpan()).Records.SequenceEqual(expected);
    }

    [Property(Arbitrary = [typeof(RangeArbitraries)], MaxTest = TestBudget.MaxTest)]
    public bool Map_ThroughAnyListing_IsTheSameMap(E820Entry[] entries)
    {
        E820Map map = E820Map.FromEntries(entries);
        E820Record[] records = [.. map.ToRecords()];
        string[] texts = [LinuxE820.Write(records), XenE820.Write(records), HvmloaderE820.Write(records), E820Csv.Write(records)];
        return texts.All(text => E820Map.FromRecords(E820Text.Read(text).Records.AsSpan()).Map.Equals(map));
    }

    /// <summary>A log reader takes a repetition of the first entry for the next boot.</summary>
    private static E820Record[] Distinct(E820Record[] records) => [.. records.Distinct()];
}
