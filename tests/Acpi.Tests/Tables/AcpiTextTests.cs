using Xunit;

namespace RdmPlanner.Acpi.Tests.Tables;

public sealed class AcpiTextTests
{
    [Theory]
    [InlineData("d2040000", "\u00d2\u0004")]
    [InlineData("494e54454c20", "INTEL")]
    [InlineData("41204d2049200000", "A M I")]
    [InlineData("0100000000000000", "\u0001")]
    [InlineData("00000000", "")]
    [InlineData("", "")]
    public void ToString_FieldOfATable_IsLatin1WithoutPadding(string hex, string expected) =>
        Assert.Equal(expected, AcpiText.FromBytes(Convert.FromHexString(hex)).ToString());

    [Theory]
    [InlineData("d2040000")]
    [InlineData("494e54454c20")]
    [InlineData("2020202020202020")]
    public void CopyTo_FieldOfATable_GivesItsBytes(string hex)
    {
        byte[] field = Convert.FromHexString(hex);
        byte[] copy = new byte[field.Length];

        AcpiText.FromBytes(field).CopyTo(copy);

        Assert.Equal(field, copy);
    }

    [Fact]
    public void Equals_PaddingOfSpaces_IsNotPaddingOfNul()
    {
        Assert.Equal(AcpiText.From("HP"), AcpiText.FromBytes("HP\0\0"u8));
        Assert.NotEqual(AcpiText.From("HP"), AcpiText.FromBytes("HP  "u8));
        Assert.Equal(default, AcpiText.From(""));
    }

    [Theory]
    [InlineData("nine-char")]
    [InlineData("\u0100")]
    public void From_TextThatDoesNotFit_IsRefused(string text) => Assert.Throws<ArgumentException>(() => AcpiText.From(text));
}
