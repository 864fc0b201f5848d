using RdmPlanner.Acpi.Tests.Golden;
using RdmPlanner.Acpi.Tests.Properties;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Malformed;

/// <summary>Every fixture cut short at every byte, and three tables with every byte set to every value.</summary>
public sealed class HostileFixtureTests
{
    public static TheoryData<string> Tables => [.. TableHex.Names];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Decode_EveryTruncationOfAFixture_IsFoundAndDecodesToAPrefix(string name) =>
        DecodeLaws.AssertTruncationsAreFound(TableHex.Read(name));

    [Fact]
    public void Decode_EveryTruncationOfARuleCase_IsTotal()
    {
        foreach (string file in Directory.GetFiles(FixtureFolder.Of("dmar-cases"), "*.txt"))
        {
            foreach (RuleCase rule in RuleCase.Read(Path.GetFileName(file)))
            {
                for (int length = 0; length <= rule.Data.Length; length++)
                    DecodeLaws.AssertTotal(rule.Data[..length]);
            }
        }
    }

    [Theory]
    [InlineData("laptop")]
    [InlineData("server")]
    [InlineData("soc")]
    public void Decode_EverySingleByteChange_IsFoundAndWrittenBack(string name)
    {
        byte[] intact = TableHex.Read(name);
        for (int i = 0; i < intact.Length; i++)
        {
            for (int value = 0; value < 256; value++)
            {
                byte[] changed = [.. intact];
                changed[i] = (byte)value;
                AssertChangeIsFound(changed, isSame: value == intact[i], i);
            }
        }
    }

    private static void AssertChangeIsFound(byte[] changed, bool isSame, int place)
    {
        DmarDecodeResult result = DmarDecoder.Decode(changed);
        DecodeLaws.AssertTotal(result, changed.Length);
        bool isFound = result.Diagnostics.Any(d => d.Severity >= DiagnosticSeverity.Warning);
        bool isSumFound = place is >= 4 and < 8 || !result.IsChecksumOk;
        bool isWrittenBack = result.Table is null || DmarEncoder.Encode(result.Table).AsSpan().SequenceEqual(changed);
        if (isFound == isSame || !(isSame || isSumFound) || !isWrittenBack)
            Assert.Fail($"the change at {place} to {changed[place]:x2}: {string.Join(' ', result.Diagnostics)}");
    }
}
