using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Collect;

/// <summary>A bundle may come from anywhere: it is read within its bounds or refused with a reason, and nothing is written.</summary>
public sealed class HostileBundleTests
{
    private const string Table = "sys/firmware/acpi/tables/DMAR";

    [Theory]
    [InlineData("/etc/passwd", "its name is absolute")]
    [InlineData("../outside", "its name leads out of its folder")]
    [InlineData("sys/../../outside", "its name leads out of its folder")]
    [InlineData("sys\\..\\outside", "its name has a character that no path of a bundle has")]
    public void Plan_MemberOutside_IsRefused(string name, string reason) =>
        AssertRefused("DUMP6202", reason, Gzip(tar => AddFile(tar, name, "x"u8.ToArray())));

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "/etc/passwd")]
    [InlineData(TarEntryType.SymbolicLink, "../../../../../../etc/passwd")]
    [InlineData(TarEntryType.HardLink, "../etc/passwd")]
    public void Plan_LinkOutside_IsRefused(TarEntryType type, string target) => AssertRefused(
        "DUMP6202", "is a link that leads out of the bundle",
        Gzip(tar => tar.WriteEntry(new UstarTarEntry(type, "sys/bus/pci/devices/link") { LinkName = target })));

    [Fact]
    public void Plan_LinkInside_IsNotFollowedAndSaid()
    {
        Ran ran = Plan(Gzip(tar =>
            tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "sys/firmware/acpi/tables/IVRS") { LinkName = "DMAR" })));

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Contains("note[DUMP6205]: 1 link of the bundle is not followed", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Pipe_IsRefused() => AssertRefused(
        "DUMP6202", "is neither file nor folder", Gzip(tar => tar.WriteEntry(new UstarTarEntry(TarEntryType.Fifo, "sys/pipe"))));

    [Fact]
    public void Plan_MemberTwice_IsRefused() =>
        AssertRefused("DUMP6202", $"member '{Table}' is there twice", Gzip(tar => AddFile(tar, $"./{Table}", "x"u8.ToArray())));

    [Fact]
    public void Plan_ManyMembers_IsRefused() => AssertRefused("DUMP6203", "more than 65536 members", Gzip(tar =>
    {
        for (int i = 0; i <= 65536; i++)
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, $"d{i}/"));
    }));

    [Fact]
    public void Plan_LargeMembers_IsRefused() => AssertRefused("DUMP6203", "more than 64 MiB", Gzip(tar =>
    {
        for (int i = 0; i < 5; i++)
            AddFile(tar, $"sys/{i}", new byte[16 << 20]);
    }));

    [Fact]
    public void Plan_Bomb_IsRefusedBeforeItIsExpanded()
    {
        using MemoryStream bomb = new();
        using (GZipStream gzip = new(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 160; i++)
                gzip.Write(zeros);
        }

        AssertRefused("DUMP6203", "the archive expands to more than", bomb.ToArray());
    }

    [Fact]
    public void Plan_AnyCut_IsRefusedOrTheWholeBundle()
    {
        byte[] whole = Gzip(_ => { });
        for (int length = 3; length < whole.Length; length += 7)
        {
            Ran ran = Plan(whole[..length]);
            Assert.True(ran.Exit is ExitCode.BadInput or ExitCode.Accepted, $"{length}: {ran.Exit}");
            Assert.DoesNotContain("internal error", ran.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Plan_AnyByteChanged_NeverFails()
    {
        byte[] tar = Tar(_ => { });
        for (int at = 0; at < 1024; at++)
        {
            byte[] changed = [.. tar];
            changed[at] ^= 0xff;
            Assert.NotEqual(ExitCode.Internal, Plan(changed).Exit);
        }
    }

    [Fact]
    public void Plan_FolderWithALinkOutside_IsRefused()
    {
        using FakeHost host = new();
        string bundle = host.Beside("bundle");
        Rdmplan.Run("collect", "--root", host.Root, "--out", bundle);
        File.CreateSymbolicLink(Path.Combine(bundle, "sys/bus/pci/devices/link"), "/etc");

        Ran ran = Rdmplan.Run("plan", "--host", bundle, "--memory", "1024");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("error[DUMP6202]: member 'sys/bus/pci/devices/link' is a link", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_FolderReachedByALink_IsRefused()
    {
        using FakeHost host = new();
        string bundle = host.Beside("bundle");
        Directory.CreateDirectory(bundle);
        File.WriteAllText(Path.Combine(bundle, "rdmplan-collect.json"), "{}");
        Directory.CreateSymbolicLink(Path.Combine(bundle, "sys"), Path.Combine(host.Root, "sys"));

        Ran ran = Rdmplan.Run("plan", "--host", bundle, "--memory", "1024");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("error[DUMP6202]: member 'sys' is a link", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OtherFolder_IsNoBundle()
    {
        Ran ran = Rdmplan.Run("plan", "--host", FixtureFolder.Of("dmar"), "--memory", "1024");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("is a folder and no bundle of 'rdmplan collect'", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_ArchiveWithAFolderAround_IsRead()
    {
        using MemoryStream stream = new();
        using (TarWriter tar = new(stream, TarEntryFormat.Pax, leaveOpen: true))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"host-7/{Table}") { DataStream = new MemoryStream(TableHex.Read("laptop")) });

        Assert.Equal(ExitCode.Accepted, Plan(stream.ToArray()).Exit);
    }

    private static void AssertRefused(string code, string reason, byte[] bundle)
    {
        Ran ran = Plan(bundle);

        Assert.Equal((ExitCode.BadInput, ""), (ran.Exit, ran.Output));
        Assert.Contains($"error[{code}]", ran.Error, StringComparison.Ordinal);
        Assert.Contains(reason, string.Join(' ', ran.Error.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static Ran Plan(byte[] bundle) => Rdmplan.RunWithInput(bundle, "plan", "--host", "-", "--memory", "1024");

    private static byte[] Gzip(Action<TarWriter> add)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Tar(add));
        return compressed.ToArray();
    }

    private static byte[] Tar(Action<TarWriter> add)
    {
        using MemoryStream stream = new();
        using (TarWriter tar = new(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            AddFile(tar, Table, TableHex.Read("laptop"));
            AddFile(tar, "proc/version", Encoding.ASCII.GetBytes("Linux version 6.1.0\n"));
            add(tar);
        }

        return stream.ToArray();
    }

    private static void AddFile(TarWriter tar, string name, byte[] content) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
}
