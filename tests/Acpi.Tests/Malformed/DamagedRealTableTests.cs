using RdmPlanner.Acpi.Tests.Properties;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Malformed;

/// <summary>The tables of real machines, cut short and with single bytes changed.</summary>
public sealed class DamagedRealTableTests
{
    [Fact]
    public void Decode_EveryTruncationOfARealTable_IsFoundAndDecodesToAPrefix() =>
        Assert.All(Tables(), table => DecodeLaws.AssertTruncationsAreFound(table));

    [Fact]
    public void Decode_ARealTableWithOneByteChanged_IsTotalAndWrittenBack() => Assert.All(Tables(), table =>
    {
        for (int i = 0; i < table.Length; i++)
        {
            byte[] changed = [.. table];
            changed[i] ^= 0xff;
            DmarDecodeResult result = DmarDecoder.Decode(changed);
            DecodeLaws.AssertTotal(result, changed.Length);
            Assert.False(result.Diagnostics.IsEmpty);
            Assert.True(result.Table is null || DmarEncoder.Encode(result.Table).AsSpan().SequenceEqual(changed));
        }
    });

    private static IEnumerable<byte[]> Tables()
    {
        Assert.SkipWhen(SharedFolder.Corpus is null, SharedFolder.SkipReason);
        return Directory.GetFiles(Path.Combine(SharedFolder.Corpus!, "dmar"), "*.bin").Select(File.ReadAllBytes);
    }
}
