using System.Globalization;
using System.Text;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Hostile;

/// <summary>The limits of <c>docs/limits.md</c>: one more than the limit is refused with exit 3 and an error that names input and limit.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rdmplan-limits-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Every option that takes a file, with the file as <c>FILE</c>.</summary>
    public static TheoryData<string> FileOptions =>
    [
        "plan --memory 1024 --host FILE", "plan --host sample:laptop --guest FILE", "plan --host sample:laptop --memory 1024 --layout FILE",
        "simulate --host sample:laptop --memory 1024 --lspci FILE", "simulate --host sample:laptop --memory 1024 --devices FILE",
        "simulate --host sample:laptop --memory 1024 --e820 FILE", "lint FILE", "lint sample:laptop --log FILE", "lint sample:laptop --lspci FILE",
        "lint sample:laptop --e820 FILE", "decode FILE", "verify FILE", "explain --log FILE", "explain RDM3001 --host FILE", "diff FILE sample:laptop",
        "diff sample:laptop FILE", "diff sample:laptop sample:server --guest FILE", "advise --memory 1024 --host FILE", "sweep --memory 1024 --host FILE",
        "devices --host FILE", "devices --host sample:laptop --lspci FILE", "who --memory 1024 --gfn 1 --host FILE", "generate xen-rmrr --host FILE",
    ];

    [Theory]
    [MemberData(nameof(FileOptions))]
    public void SparseFileOf10GiB_IsRefusedBeforeItIsRead(string command)
    {
        string file = Path.Combine(_folder.FullName, "sparse.bin");
        using (FileStream sparse = new(file, FileMode.CreateNew))
        {
            sparse.SetLength(10L << 30);
        }

        Ran ran = Run(command, file);

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Matches("sparse.bin: larger than (1|16|64) MiB, the most that is read", ran.Error);
    }

    [Theory]
    [MemberData(nameof(FileOptions))]
    public void Folder_InPlaceOfAFile_IsSaid(string command)
    {
        Ran ran = Run(command, _folder.FullName);

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.NotEmpty(ran.Error);
    }

    [Theory]
    [InlineData("plan --memory 1024 --host FILE")]
    [InlineData("plan --host sample:laptop --guest FILE")]
    [InlineData("explain --log FILE")]
    public void EndlessDevice_IsRefused(string command)
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no /dev/zero");

        Ran ran = Run(command, "/dev/zero");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains("/dev/zero: larger than", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipe_WithoutAWriter_IsGivenUp() => Assert.Equal(
        "exit 3 rdmplan: pipe: a pipe to which nobody wrote for 5 seconds\n",
        await Spawned.RunAsync("mkfifo pipe; error=$(rdmplan decode pipe 2>&1); echo exit $? $error"));

    [Fact]
    public async Task Pipe_WithAWriter_IsRead() => Assert.Equal(
        "exit 0\n", await Spawned.RunAsync("""rdmplan decode <(cat "$fixtures/dumps/dmar.bin") >/dev/null 2>&1; echo exit $?"""));

    [Theory]
    [InlineData(1024, ExitCode.Accepted)]
    [InlineData(1025, ExitCode.BadInput)]
    public void Regions(int count, ExitCode exit)
    {
        string rows = string.Concat(Enumerable.Range(0, count).Select(i => $"0x{0x1_0000_0000L + (i * 0x2000L):x},0x1000,00:02.0\n"));

        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8("start,size,devices\n" + rows), "plan", "--host", "-", "--memory", "64", "--format", "json");

        Assert.Equal(exit, ran.Exit);
        Assert.Equal(exit != ExitCode.Accepted, ran.Error.Contains("error[DUMP6111]: 1025 reserved regions; no more than 1024 are planned with", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2048, false)]
    [InlineData(2049, true)]
    public void Structures(int count, bool isRefused)
    {
        byte[] table = RawTable.Around([.. Enumerable.Repeat<byte[]>([0xff, 0xff, 4, 0], count).SelectMany(b => b)]);

        Ran ran = Rdmplan.RunWithInput(table, "lint", "-", "--format", "csv");

        Assert.Equal(isRefused, ran.Exit == ExitCode.BadInput);
        Assert.Equal(isRefused, ran.Error.Contains("error[DUMP6020]: 2049 remapping structures; no more than 2048 are examined", StringComparison.Ordinal));
    }

    [Fact]
    public void TableSize()
    {
        // Long structures, so that it is the size that is refused.
        byte[] structure = new byte[0xfff0];
        structure[0] = structure[1] = 0xff;
        (structure[2], structure[3]) = (0xf0, 0xff);
        byte[] table = RawTable.Around([.. Enumerable.Repeat(structure, 5).SelectMany(b => b)]);

        Refuses("error[DUMP6009]: a DMAR or IVRS table of 327648 bytes; no more than 262144 are examined", table, "decode", "-");
    }

    [Fact]
    public void Lines() => Refuses(
        "error[DUMP6009]: more than 4194304 lines, the most that are read", Encoding.ASCII.GetBytes(new string('\n', (4 << 20) + 1)), "decode", "-");

    [Fact]
    public void LogLines() => Refuses(
        "-: more than 1048576 lines, the most that are read of a log", Encoding.ASCII.GetBytes(new string('\n', 1 << 20)), "lint", "sample:laptop", "--log", "-");

    [Fact]
    public void MapEntries() => Refuses(
        "-: a memory map of 4097 entries; no more than 4096 are used",
        Rdmplan.Utf8(string.Concat(Enumerable.Range(0, 4097).Select(i => $"BIOS-e820: [mem 0x{i * 0x2000:x}-0x{(i * 0x2000) + 0xfff:x}] usable\n"))),
        "simulate", "--host", "sample:laptop", "--memory", "64", "--e820", "-");

    [Fact]
    public void LayoutRanges() => Refuses(
        "-: 4097 ranges; no more than 4096 are checked",
        Rdmplan.Utf8("start,size,type\n" + string.Concat(Enumerable.Range(0, 4097).Select(i => $"0x{i * 0x2000:x},0x1000,RAM\n"))),
        "plan", "--host", "sample:laptop", "--memory", "64", "--layout", "-");

    [Fact]
    public void GuestDevices() => Refuses(
        "pci lists 1025 devices; no more than 1024 are read",
        Rdmplan.Utf8($"memory=64\npci=[{string.Concat(Enumerable.Repeat("'00:02.0',", 1025))}]\n"),
        "plan", "--host", "sample:laptop", "--guest", "-");

    [Fact]
    public void DescribedDevices() => Refuses(
        "-: 4097 functions; no more than 4096 are read",
        Rdmplan.Utf8("[" + string.Join(',', Enumerable.Range(0, 4097).Select(i => $$"""{"host":"{{i >> 8:x2}}:{{(i >> 3) & 31:x2}}.{{i & 7}}"}""")) + "]"),
        "simulate", "--host", "sample:laptop", "--memory", "64", "--devices", "-");

    [Fact]
    public void PciFunctions() => Refuses(
        "-: 65537 PCI functions; no more than 65536 are used",
        Rdmplan.Utf8(string.Concat(Enumerable.Range(0, 65537).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i >> 16:x4}:{(i >> 8) & 0xff:x2}:{(i >> 3) & 0x1f:x2}.{i & 7} A: B\n")))),
        "simulate", "--host", "sample:laptop", "--memory", "64", "--lspci", "-");

    [Fact]
    public void ScenarioLine() => Assert.Contains(
        "the line has 16777217 bytes; no more than 16777216 are read",
        Rdmplan.RunWithInput([.. new byte[(1 << 24) + 1].Select(_ => (byte)'{')], "verify", "-").Output, StringComparison.Ordinal);

    [Fact]
    public void Nesting()
    {
        Refuses("lists are read to a depth of 64", Rdmplan.Utf8("a=" + new string('[', 70)), "plan", "--host", "sample:laptop", "--guest", "-");
        Refuses("depth", Rdmplan.Utf8(new string('[', 1000)), "simulate", "--host", "sample:laptop", "--memory", "64", "--devices", "-");
        Refuses("depth", Rdmplan.Utf8(string.Concat(Enumerable.Repeat("{\"a\":", 1000))), "diff", "-", "sample:laptop");
    }

    [Fact]
    public async Task Memory_OfAHostileInput_StaysWithin384MiB()
    {
        // The runtime reserves address space that it does not use: it is its heap that is limited.
        string output = await Spawned.RunAsync("""
            export DOTNET_GCHeapHardLimit=0x18000000
            for command in "decode -" "explain -" "verify -" "lint -" "simulate --host sample:laptop --memory 64 --lspci -"; do
              head -c 15000000 /dev/zero | tr '\0' '\n' | rdmplan $command >out 2>error; echo "$? $(grep -c 'internal error' error)"
              head -c 15000000 /dev/zero | tr '\0' 'a' | rdmplan $command >out 2>error; echo "$? $(grep -c 'internal error' error)"
            done
            """);

        Assert.All(output.TrimEnd('\n').Split('\n'), line => Assert.Matches("^[13] 0$", line));
    }

    private static Ran Run(string command, string file) =>
        Rdmplan.Run([.. command.Split(' ').Select(word => word == "FILE" ? file : word)]);

    private static void Refuses(string message, byte[] input, params string[] command)
    {
        Ran ran = Rdmplan.RunWithInput(input, command);

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
    }
}
