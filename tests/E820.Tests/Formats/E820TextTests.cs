using System.Text;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

public sealed class E820TextTests
{
    private const string LinuxLine = "[    0.000000] BIOS-e820: [mem 0x0000000000000000-0x0000000000000fff] usable\n";
    private const string XenLine = "(XEN)  [0000000000000000, 0000000000001fff] (usable)\n";
    private const string HvmloaderLine = "(d1)  [00]: 00000000:00000000 - 00000000:00003000: RAM\n";

    [Fact]
    public void Read_SeveralListings_PrefersTheHostsAndNamesTheOthers()
    {
        E820Reading reading = E820Text.Read(HvmloaderLine + LinuxLine + XenLine);
        Assert.Equal(E820Format.Xen, reading.Format);
        Assert.Equal([new E820Record(new Gpa(0), 0x2000, E820Type.Ram)], reading.Records);
        Assert.Equal(
            [
                new E820ParseNote(0, "the text also holds a Linux listing of 1 entries, which is not used"),
                new E820ParseNote(0, "the text also holds a Hvmloader listing of 1 entries, which is not used"),
            ],
            reading.Notes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing here\n")]
    [InlineData("restarted, type of start unknown\n")]
    [InlineData("\0\0\0\0")]
    public void Read_NoListing_SaysSo(string text)
    {
        E820Reading reading = E820Text.Read(text);
        Assert.Equal(E820Format.None, reading.Format);
        Assert.Equal([new E820ParseNote(0, "no listing of a memory map was found")], reading.Notes);
    }

    [Fact]
    public void Read_OnlyBrokenLines_SaysWhich() =>
        Assert.Equal([new E820ParseNote(1, "not an entry: BIOS-e820: [mem")], E820Text.Read("BIOS-e820: [mem").Notes);

    [Fact]
    public void Read_AnyBytes_Returns()
    {
        byte[] bytes = new byte[4096];
        var random = new Random(820);
        for (int round = 0; round < 200; round++)
        {
            random.NextBytes(bytes);
            Assert.Empty(E820Text.Read(bytes).Records);
            E820Binary.Read(bytes.AsSpan(0, random.Next(bytes.Length)));
        }
    }

    [Fact]
    public void Read_EachSingleByteChanged_ReturnsAndNeverHasMoreEntries()
    {
        foreach (string file in new[] { "linux.txt", "xen-old.txt", "hvmloader.txt", "firmware-memmap.txt", "map.csv" })
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(FixtureFolder.Root, "e820", file));
            for (int i = 0; i < bytes.Length; i++)
            {
                byte saved = bytes[i];
                foreach (byte other in "\n\"0f:[\0\u00ff"u8)
                {
                    bytes[i] = other;
                    Assert.InRange(E820Text.Read(bytes).Records.Length, 0, SmallPc.Records.Length);
                }
                bytes[i] = saved;
            }
        }
    }

    [Fact]
    public void Read_MegabytesOfHostileLines_EndsWithFewShortNotes()
    {
        foreach (string piece in new[] { "BIOS-e820: ", "(XEN) [", "[00]: ", "/0/start:", "start,end,type\n\"", "]", "\n", " " })
        {
            string text = new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString();
            E820Reading reading = E820Text.Read(text);
            Assert.InRange(reading.Notes.Length, 0, E820Reading.MaxNotes);
            Assert.All(reading.Notes, note => Assert.InRange(note.Text.Length, 1, 200));
        }
    }
}
