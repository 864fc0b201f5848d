using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Collect;

/// <summary>What is collected of a host is a host: folder and archive, with the table, the map and the hierarchy.</summary>
public sealed class CollectCommandTests
{
    private static readonly string[] Guest = ["--memory", "4096", "--rdm", "strategy=host,policy=strict", "--format", "csv"];

    [Theory]
    [InlineData("bundle")]
    [InlineData("bundle.tar.gz")]
    [InlineData("bundle.TGZ")]
    public void Run_ThenPlan_IsThePlanOfTheTable(string name)
    {
        using FakeHost host = new();
        string bundle = host.Beside(name);

        Ran collected = Rdmplan.Run("collect", "--root", host.Root, "--out", bundle);
        Ran planned = Rdmplan.Run(["plan", "--host", bundle, .. Guest]);

        Assert.Equal((ExitCode.Accepted, ""), (collected.Exit, collected.Error));
        Assert.Contains("  DMAR         168 bytes\n", collected.Output, StringComparison.Ordinal);
        Assert.Contains("  memory map   5 entries\n", collected.Output, StringComparison.Ordinal);
        Assert.Contains("  PCI          3 functions\n", collected.Output, StringComparison.Ordinal);
        Ran direct = Rdmplan.Run(["plan", "--host", "sample:laptop", .. Guest]);
        Assert.Equal(direct.Exit, planned.Exit);
        Assert.Equal(direct.Output.Replace("sample:laptop", "HOST", StringComparison.Ordinal),
            planned.Output.Replace($"{bundle}/sys/firmware/acpi/tables/DMAR", "HOST", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_ThenRead_HasMapAndHierarchy()
    {
        using FakeHost host = new();
        string bundle = host.Beside("bundle.tar.gz");
        Rdmplan.Run("collect", "--root", host.Root, "--out", bundle);

        HostDescription read = HostReader.Read(File.ReadAllBytes(bundle), "bundle");

        Assert.Equal("bundle of a Linux 6.1.0-18-amd64 host", read.Format);
        Assert.Equal(
            [0UL, 0x9fc00, 0x100000, 0x8d000000, 0x1_0000_0000],
            read.MemoryMap!.Entries.Select(e => e.Range.Start.Value));
        Assert.Equal(["0000:00:02.0", "0000:00:1c.0", "0000:01:00.0"], read.Topology.Functions.Select(f => f.Address.ToString()));
        Assert.Equal((byte)1, read.Topology.Functions[1].Buses!.Value.Secondary);
        Assert.Equal((ushort)0x0300, read.Topology.Functions[0].ClassCode);
    }

    [Fact]
    public void Run_Twice_GivesTheSameBytes()
    {
        using FakeHost host = new();
        Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("one.tar.gz"));
        Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("two.tar.gz"));

        Assert.Equal(File.ReadAllBytes(host.Beside("one.tar.gz")), File.ReadAllBytes(host.Beside("two.tar.gz")));
    }

    [Fact]
    public void Run_Redacted_HasNoSerialAndNoMaker()
    {
        using FakeHost host = new();
        string plain = host.Beside("plain");
        string redacted = host.Beside("redacted");
        Rdmplan.Run("collect", "--root", host.Root, "--out", plain);
        Ran ran = Rdmplan.Run("collect", "--root", host.Root, "--out", redacted, "--redact");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.True(Contents(plain).AsSpan().IndexOf(FakeHost.Serial) >= 0);
        Assert.True(Contents(redacted).AsSpan().IndexOf(FakeHost.Serial) < 0);
        Assert.Equal("intel_iommu=on\n", File.ReadAllText(Path.Combine(redacted, "proc/cmdline")));
        Assert.False(Path.Exists(Path.Combine(redacted, "sys/class")));
        Assert.False(Path.Exists(Path.Combine(redacted, "proc/version")));

        DmarTable table = DmarDecoder.Decode(File.ReadAllBytes(Path.Combine(redacted, "sys/firmware/acpi/tables/DMAR"))).Table!;
        Assert.Equal("RDMPLN REDACTED RDMP", $"{table.Header.OemId} {table.Header.OemTableId} {table.Header.CreatorId}");
        Assert.Equal(DmarDecoder.Decode(TableHex.Read("laptop")).Table!.Structures, table.Structures);
        Assert.Equal(0, AcpiChecksum.Sum(DmarEncoder.Encode(table)));
    }

    [Fact]
    public void Run_SerialOfTheMachine_IsNeverRead()
    {
        using FakeHost host = new();
        Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("bundle"));

        Assert.True(Contents(host.Beside("bundle")).AsSpan().IndexOf("Model Nine"u8) >= 0);
        Assert.True(Contents(host.Beside("bundle")).AsSpan().IndexOf("SN-0042"u8) < 0);
    }

    [Fact]
    public void Run_RedactedTableWithAWrongChecksum_StaysWrong()
    {
        using FakeHost host = new();
        byte[] table = TableHex.Read("laptop");
        table[9] += 3;
        host.Write("sys/firmware/acpi/tables/DMAR", table);
        Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("bundle"), "--redact");

        Assert.Equal(3, AcpiChecksum.Sum(File.ReadAllBytes(host.Beside("bundle/sys/firmware/acpi/tables/DMAR"))));
    }

    [Fact]
    public void Run_LinkOutOfTheRoot_IsSaidAndNotFollowed()
    {
        using FakeHost host = new();
        File.WriteAllText(host.Beside("secret"), "secret");
        host.Link("sys/firmware/acpi/tables/IVRS", "../../../../../secret");

        Ran ran = Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("bundle"));

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("not read: sys/firmware/acpi/tables/IVRS: leads out of the root by a link\n", ran.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(host.Beside("bundle/sys/firmware/acpi/tables/IVRS")));
        Assert.Contains("\"path\": \"sys/firmware/acpi/tables/IVRS\"", File.ReadAllText(host.Beside("bundle/rdmplan-collect.json")), StringComparison.Ordinal);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Run_UnreadableTable_SaysThatRootIsNeeded()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess || OperatingSystem.IsWindows(), "root reads files whatever their permissions are");
        using FakeHost host = new();
        File.SetUnixFileMode(Path.Combine(host.Root, "sys/firmware/acpi/tables/DMAR"), UnixFileMode.None);

        Ran ran = Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("bundle"));

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("not read: sys/firmware/acpi/tables/DMAR: permission denied; needs root\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ShortConfigurationSpace_SaysThatRootIsNeeded()
    {
        using FakeHost host = new();
        host.Write("sys/devices/pci0000:00/0000:00:02.0/config", new byte[64]);

        Ran ran = Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("bundle"));

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.EndsWith(
            "not read: configuration space of 1 functions beyond 64 bytes; needs root (CAP_SYS_ADMIN)\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoTable_BundleSaysWhyNoPlanIsMade()
    {
        using FakeHost host = new();
        host.Delete("sys/firmware/acpi/tables/DMAR");
        Ran collected = Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("bundle"));

        Ran ran = Rdmplan.Run("plan", "--host", host.Beside("bundle"), "--memory", "1024");

        Assert.Equal(ExitCode.Accepted, collected.Exit);
        Assert.Contains("  tables       neither DMAR nor IVRS: no VT-d or AMD-Vi", collected.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("error[DUMP6204]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_XenLogInsteadOfTheTable_IsTheHost()
    {
        using FakeHost host = new();
        host.Delete("sys/firmware/acpi/tables/DMAR");
        Rdmplan.Run("collect", "--root", host.Root, "--out", host.Beside("bundle"));
        File.Copy(Path.Combine(FixtureFolder.Root, "logs", "xen-4.17.txt"), host.Beside("bundle/xl-dmesg.txt"));

        Ran bundle = Rdmplan.Run(["plan", "--host", host.Beside("bundle"), .. Guest]);
        Ran log = Rdmplan.Run(["plan", "--host", "fixtures/logs/xen-4.17.txt", .. Guest]);

        Assert.Equal(log.Exit, bundle.Exit);
        Assert.Equal(
            log.Output.Replace(FixtureFolder.Of("logs", "xen-4.17.txt"), "LOG", StringComparison.Ordinal),
            bundle.Output.Replace(host.Beside("bundle/xl-dmesg.txt"), "LOG", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("full")]
    [InlineData("full/file")]
    [InlineData("-")]
    [InlineData("")]
    public void Run_OutputThatIsNotFree_IsRefused(string name)
    {
        using FakeHost host = new();
        Directory.CreateDirectory(host.Beside("full"));
        File.WriteAllText(host.Beside("full/file"), "mine");

        Ran ran = Rdmplan.Run("collect", "--root", host.Root, "--out", name.StartsWith("full", StringComparison.Ordinal) ? host.Beside(name) : name);

        Assert.Equal(ExitCode.Usage, ran.Exit);
        Assert.Equal("mine", File.ReadAllText(host.Beside("full/file")));
        Assert.Single(Directory.EnumerateFileSystemEntries(host.Beside("full")));
    }

    [Fact]
    public void Run_RootThatIsNone_SaysSo()
    {
        using FakeHost host = new();
        Directory.CreateDirectory(host.Beside("empty"));

        Assert.Equal(ExitCode.Usage, Rdmplan.Run("collect", "--root", host.Beside("none"), "--out", host.Beside("bundle")).Exit);
        Assert.Equal(ExitCode.BadInput, Rdmplan.Run("collect", "--root", host.Beside("empty"), "--out", host.Beside("bundle")).Exit);
        Assert.False(Path.Exists(host.Beside("bundle")));
    }

    private static byte[] Contents(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
}
