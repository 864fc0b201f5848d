using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

/// <summary>Each listing in fixtures/e820 reads to the one map, and the map writes to the listing, byte for byte.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("linux.txt", E820Format.Linux)]
    [InlineData("linux-old.txt", E820Format.Linux)]
    [InlineData("linux-6.18.txt", E820Format.Linux)]
    [InlineData("xen.txt", E820Format.Xen)]
    [InlineData("xen-old.txt", E820Format.Xen)]
    [InlineData("hvmloader.txt", E820Format.Hvmloader)]
    [InlineData("firmware-memmap.txt", E820Format.FirmwareMemmap)]
    [InlineData("map.csv", E820Format.Csv)]
    public void Read_EachListing_IsTheSmallPc(string file, E820Format format)
    {
        E820Reading reading = E820Text.Read(File.ReadAllBytes(PathOf(file)));
        Assert.Equal(format, reading.Format);
        Assert.Empty(reading.Notes);
        Assert.Equal(SmallPc.Records, reading.Records);
    }

    [Fact]
    public void Read_BinaryFixture_IsTheSmallPc()
    {
        E820Reading reading = E820Binary.Read(File.ReadAllBytes(PathOf("map.bin")));
        Assert.Equal(E820Format.Binary, reading.Format);
        Assert.Empty(reading.Notes);
        Assert.Equal(SmallPc.Records, reading.Records);
    }

    [Fact]
    public void Write_TheSmallPc_IsEachListing()
    {
        Assert.Equal(Text("linux.txt"), LinuxE820.Write(SmallPc.Records));
        Assert.Equal(Text("linux-old.txt"), LinuxE820.WriteOldStyle(SmallPc.Records));
        Assert.Equal(Text("xen.txt"), XenE820.Write(SmallPc.Records));
        Assert.Equal(Text("xen-old.txt"), XenE820.WriteOldStyle(SmallPc.Records));
        Assert.Equal(Text("hvmloader.txt"), HvmloaderE820.Write(SmallPc.Records));
        Assert.Equal(Text("firmware-memmap.txt"), FirmwareMemmap.WriteListing(SmallPc.Records));
        Assert.Equal(Text("map.csv"), E820Csv.Write(SmallPc.Records));
        Assert.Equal(File.ReadAllBytes(PathOf("map.bin")), E820Binary.Write(SmallPc.Records));
    }

    [Theory]
    [InlineData("linux.txt")]
    [InlineData("linux-old.txt")]
    [InlineData("linux-6.18.txt")]
    [InlineData("xen.txt")]
    [InlineData("xen-old.txt")]
    [InlineData("hvmloader.txt")]
    [InlineData("firmware-memmap.txt")]
    [InlineData("map.csv")]
    public void Read_EveryTruncation_IsAPrefixOrHasANote(string file)
    {
        string text = Text(file);
        for (int length = 0; length < text.Length; length++)
        {
            E820Reading reading = E820Text.Read(text[..length]);
            bool isPrefix = SmallPc.Records.AsSpan().StartsWith(reading.Records.AsSpan());
            // Cut inside a number or word that still reads, the last entry may differ, but only that one.
            bool isPrefixButTheLast = reading.Records.Length > 0 && SmallPc.Records.AsSpan().StartsWith(reading.Records.AsSpan()[..^1]);
            Assert.True(isPrefix || isPrefixButTheLast || reading.Notes.Length > 0, $"{file} cut at {length}");
        }
    }

    [Fact]
    public void Read_CrLfAndBom_ChangeNothing()
    {
        foreach (string file in new[] { "linux.txt", "xen.txt", "hvmloader.txt", "firmware-memmap.txt", "map.csv" })
        {
            E820Reading reading = E820Text.Read("\uFEFF" + Text(file).Replace("\n", "\r\n", StringComparison.Ordinal));
            Assert.Equal(SmallPc.Records, reading.Records);
        }
    }

    private static string PathOf(string file) => Path.Combine(FixtureFolder.Root, "e820", file);

    private static string Text(string file) => File.ReadAllText(PathOf(file));
}
