using System.Collections.Immutable;
using FsCheck.Xunit;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Lint;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Planner.Tests.Lint;

/// <summary>Laws of lint over generated tables.</summary>
[BudgetedProperties(Arbitrary = [typeof(DmarArbitraries)])]
public sealed class LintProperties
{
    /// <summary>Any bytes give findings whose places lie within them, whose bytes can be taken, and which somebody minds.</summary>
    [Property]
    public void Run_AnyBytes_GivesFindingsWithinThem(HostileBytes hostile) => Assert.All(Lint(hostile.Bytes), finding =>
    {
        Assert.NotNull(finding.Severities.For(LintProfile.All));
        if (finding.Place.Offset is { } offset)
        {
            Assert.InRange(offset, 0, hostile.Bytes.Length);
            Assert.InRange(offset + finding.Place.LengthInBytes, offset, hostile.Bytes.Length);
            Assert.Equal(finding.Place.LengthInBytes, finding.Place.Bytes.Length);
            Assert.Equal(hostile.Bytes[offset..(offset + finding.Place.LengthInBytes)], finding.Place.Bytes.ToArray());
        }
    });

    /// <summary>The same for bytes that claim to be an IVRS.</summary>
    [Property]
    public void Run_AnyBytesOfAnIvrs_GivesFindingsWithinThem(HostileBytes hostile)
    {
        byte[] bytes = [.. hostile.Bytes];
        "IVRS"u8[..Math.Min(4, bytes.Length)].CopyTo(bytes);

        HostDescription host = new() { Name = "any", Format = "binary", IvrsTables = [new OtherTable("any", "IVRS", [.. bytes])] };
        Assert.All(Run(host), finding => Assert.InRange((finding.Place.Offset ?? 0) + finding.Place.LengthInBytes, 0, bytes.Length));
    }

    /// <summary>What the decoder says is all there, unchanged.</summary>
    [Property]
    public void Run_AnyTable_HasTheDecodersFindings(AnyTable any)
    {
        byte[] bytes = DmarEncoder.Encode(any.Table);

        Assert.Equal(
            DmarDecoder.Decode(bytes).Diagnostics.Select(d => d.ToString()).Order(StringComparer.Ordinal),
            Lint(bytes).Where(f => f.Code.StartsWith("DMAR", StringComparison.Ordinal)).Select(f => $"{f.Code}@{f.Place.Offset}").Order(StringComparer.Ordinal));
    }

    /// <summary>A structure of unknown type at the end adds its own finding and takes none away.</summary>
    [Property]
    public void Run_UnrelatedStructureAdded_KeepsTheFindings(CleanTable clean)
    {
        DmarTableBuilder builder = new() { HostAddressWidthRaw = clean.Table.HostAddressWidthRaw, Flags = clean.Table.Flags };
        foreach (RemappingStructure structure in clean.Table.Structures)
        {
            builder.Add(structure);
        }

        builder.Add(new UnknownStructure((RemappingStructureType)77, [1, 2, 3, 4]));
        IEnumerable<string> before = Lint(DmarEncoder.Encode(clean.Table)).Where(f => f.Code != "LINT8002").Select(Text);
        IEnumerable<string> after = Lint(DmarEncoder.Encode(builder.Build())).Where(f => f.Code != "DMAR1025").Select(Text);

        Assert.Equal(before, after);
    }

    private static string Text(LintFinding finding) => $"{finding.Code}@{finding.Place.Offset}: {finding.Message}";

    private static ImmutableArray<LintFinding> Lint(byte[] bytes) => Run(new HostDescription
    {
        Name = "any",
        Format = "binary",
        Tables = [new HostTable("any", [.. bytes], DmarDecoder.Decode(bytes))],
    });

    private static ImmutableArray<LintFinding> Run(HostDescription host) => Linter.Run(new LintRequest { Host = host });
}
