using System.Text.Json;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan explain</c> as users call it.</summary>
public sealed class ExplainCommandTests
{
    [Fact]
    public void Run_ACode_PrintsItsPageWithTheTitleOfTheRule()
    {
        Ran ran = Rdmplan.Run("explain", "dmar1007");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.StartsWith("error[DMAR1007]: Structure of length 0\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("What to try, in this order\n  1. ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("Source\n  VT-d 8.2\n", ran.Output, StringComparison.Ordinal);
        Assert.All(ran.Output.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    // The message of a crashed guest, then the command that the answer ends in: it names the fix.
    [Theory]
    [InlineData("libxl: error: RDM conflict at 0x7e000000.", "mmio_hole = 2080")]
    [InlineData("(XEN) [VT-D] It's disallowed to assign 0000:00:02.0 with shared RMRR at 7e000000 for Dom1.", "mmio_hole = 2080")]
    [InlineData("(d1) pci dev 03:0 bar 10 size 000040000: no space for resource!", "mmio_hole = 2080")]
    [InlineData("vfio_dma_map(0x55d0, 0x7e000000, 0x2000000, 0x7f00) = -22 (Invalid argument)", "max-ram-below-4g=2016M")]
    [InlineData("vfio-pci 0000:00:02.0: Device is ineligible for IOMMU domain attach due to platform RMRR requirement.", "relaxable")]
    public void Run_TheMessageOfACrash_EndsInTheCommandThatNamesTheFix(string line, string fix)
    {
        using TemporaryFile file = new("type = \"hvm\"\nmemory = 4096\nrdm = \"strategy=host,policy=strict\"\npci = [ '00:02.0' ]\n");
        string guest = file.Path;
        Ran ran = Rdmplan.Run("explain", line, "--host", "sample:straddles-2g", "--guest", guest);

        string[] lines = ran.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("Next command", lines[^2]);
        string[] command = lines[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("rdmplan", command[0]);
        Ran then = Rdmplan.Run(command[1..]);
        Assert.Equal(ExitCode.Accepted, then.Exit);
        Assert.Contains(fix, then.Output, StringComparison.Ordinal);
    }

    private sealed class TemporaryFile : IDisposable
    {
        internal TemporaryFile(string text) => File.WriteAllText(Path, text);

        internal string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"rdmplan-{Guid.NewGuid():n}.cfg");

        public void Dispose() => File.Delete(Path);
    }

    [Fact]
    public void Run_WithAHostButNoGuest_TheNextCommandIsComplete()
    {
        Ran ran = Rdmplan.Run("explain", "RDM conflict at 0x7e000000.", "--host", "sample:straddles-2g");

        Assert.EndsWith(
            "Next command\n  rdmplan advise --host sample:straddles-2g --memory 4096 --rdm strategy=host,policy=strict\n", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(XEN) AMD-Vi: Error: IVMD: bad 0000:03:00.0", "Device 0000:03:00.0 is among the devices of IVMD 21h at offset 0x")]
    [InlineData("(XEN) IVMD: page at 0x7132f can't be converted", "The address 0x7132f000 (page 0x7132f) lies in IVMD 21h")]
    [InlineData("(XEN) AMD-Vi: Error: IVMD: bad 0000:04:00.0", "No IVMD of")]
    public void Run_OnAnAmdHost_LooksTheIvmdUp(string line, string expected)
    {
        Ran ran = Rdmplan.Run("explain", line, "--host", "fixtures/codes/LINT8326/host.hex");

        Assert.Contains(expected, ran.Output.Replace("\n  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DMAR", "1007")]
    [InlineData("error[DMAR1007]:", "Structure")]
    public void Run_ACodeInSeveralWords_IsOneCode(params string[] words) =>
        Assert.StartsWith("error[DMAR1007]", Rdmplan.Run(["explain", .. words]).Output, StringComparison.Ordinal);

    [Fact]
    public void Run_SeveralCodes_PrintsEach()
    {
        string output = Rdmplan.Run("explain", "RDM3001", "E820-2001").Output;

        Assert.Contains("error[RDM3001]", output, StringComparison.Ordinal);
        Assert.Contains("warning[E820-2001]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Nothing_ListsAllCodes()
    {
        string[] lines = Rdmplan.Run("explain").Output.TrimEnd('\n').Split('\n');

        Assert.Contains("RDM3001    error    Strict region meets guest RAM", lines);
        Assert.True(lines.Length > 150);
    }

    [Fact]
    public void Run_UnknownCode_IsAUsageErrorThatNamesNearOnes()
    {
        Ran ran = Rdmplan.Run("explain", "RDM3999");

        Assert.Equal((ExitCode.Usage, ""), (ran.Exit, ran.Output));
        Assert.Contains("there is no code RDM3999", ran.Error, StringComparison.Ordinal);
        Assert.Contains("RDM3022", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Json_HasThePages()
    {
        using JsonDocument document = JsonDocument.Parse(Rdmplan.Run("explain", "--format", "json", "RDM3001").Output);
        JsonElement code = document.RootElement.GetProperty("codes")[0];

        Assert.Equal("1.0", document.RootElement.GetProperty("format_version").GetString());
        Assert.Equal(("RDM3001", "error"), (code.GetProperty("code").GetString(), code.GetProperty("severity").GetString()));
        Assert.True(code.GetProperty("try").GetArrayLength() >= 3);
        using JsonDocument list = JsonDocument.Parse(Rdmplan.Run("explain", "--format", "json").Output);
        Assert.True(list.RootElement.GetProperty("codes").GetArrayLength() > 150);
    }

    [Fact]
    public void Run_ALine_PrintsItsPageWithItsValuesAndTheNextCommand()
    {
        Ran ran = Rdmplan.Run("explain", "(XEN) [VT-D] It's disallowed to assign 0000:08:00.0 with shared RMRR at 7ba77000 for Dom32753.");

        Assert.Equal((ExitCode.Accepted, ""), (ran.Exit, ran.Error));
        Assert.Contains("0x7ba77000 (page 0x7ba77) lists 0000:08:00.0", ran.Output, StringComparison.Ordinal);
        Assert.Contains("Next command\n  rdmplan advise --host DUMP --guest FILE.cfg\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("dom0 kernel", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_LinesOfStandardInput_ExplainsEachOnceAndCountsTheOthers()
    {
        const string log = "[1.0] something\r\nlibxl: RDM conflict at 0x7a000000.\r\nlibxl: RDM conflict at 0x7a000000.\r\nRDM conflict at 0x90000000.\r\nUnknown RDM policy: bogus\r\n";
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(log), "explain", "-");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Equal(3, ran.Output.Split('\n').Count(l => l.StartsWith("  | ", StringComparison.Ordinal)));
        Assert.Equal(2, ran.Output.Split('\n').Count(l => l == "Next command"));
        Assert.Contains("1 other line was", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OurOwnReportOnStandardInput_ExplainsItsCodes() => Assert.StartsWith(
        "error[RDM3001]: Strict region meets guest RAM",
        Rdmplan.RunWithInput(Rdmplan.Utf8("error[RDM3001]: strict RDM meets low RAM\n  --> x\n"), "explain", "-").Output,
        StringComparison.Ordinal);

    [Fact]
    public void Run_EmptyLog_SaysThatNothingIsInIt()
    {
        Ran ran = Rdmplan.RunWithInput([], "explain", "-");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.StartsWith("rdmplan: - has no line with text, so nothing is recognised", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not in reserved memory", "A reserved region is not reserved")]
    [InlineData("(XEN) IVMD: [0x4f83f ,0x4f87f] is not (entirely) in reserved memory", "An AMD IVMD range is not reserved")]
    [InlineData("DMAR: DRHD: handling fault status reg 2", "A device reads or writes memory that is not mapped for it")]
    public void Run_FragmentOrNewerWording_IsRecognised(string line, string title) =>
        Assert.StartsWith(title, Rdmplan.Run("explain", line).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("no such line is known")]
    [InlineData("\u001b[31mred")]
    public void Run_UnknownLine_ExitsWith1AndListsWhatIsKnown(string line)
    {
        Ran ran = Rdmplan.Run("explain", line);

        Assert.Equal((ExitCode.Rejected, ""), (ran.Exit, ran.Output));
        Assert.Contains("not recognised", ran.Error, StringComparison.Ordinal);
        Assert.Contains("A strict reserved region meets guest RAM", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ran.Error);
    }

    [Fact]
    public void Run_HostileLine_CannotControlTheTerminal()
    {
        Ran ran = Rdmplan.Run("explain", "\u001b]0;x\u0007Unknown RDM policy: \u001b[2J\u202e");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.DoesNotContain('\u001b', ran.Output);
        Assert.DoesNotContain('\u202e', ran.Output);
    }

    [Fact]
    public void Run_ALineWithAHost_AnswersForThatHostAndNamesTheCommandWithItsFiles()
    {
        Ran ran = Rdmplan.Run("explain", "RDM conflict at 0x7c000000.", "--host", "sample:straddles-2g");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Contains("On this host\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("of RMRR #1 at offset", ran.Output, StringComparison.Ordinal);
        Assert.Contains("rdmplan advise --host sample:straddles-2g --memory 4096 --rdm strategy=host,policy=strict", ran.Output, StringComparison.Ordinal);
        Assert.Contains("REJECTED", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain", "RDM3001", "--guest", "x.cfg")]
    [InlineData("explain", "-", "--host", "-")]
    [InlineData("explain", "RDM3001", "--log", "x")]
    public void Run_OptionsThatDoNotFit_AreUsageErrors(params string[] args) => Assert.Equal(ExitCode.Usage, Rdmplan.Run(args).Exit);

    [Theory]
    [InlineData("explain", "--log", "/nowhere/x.log")]
    [InlineData("explain", "RDM conflict at 0x7c000000.", "--host", "/nowhere/host.bin")]
    public void Run_UnreadableInput_ExitsWith3(params string[] args) => Assert.Equal(ExitCode.BadInput, Rdmplan.Run(args).Exit);

    [Fact]
    public void Run_LineAsJson_HasValuesAndTheNextCommand()
    {
        using JsonDocument document = JsonDocument.Parse(
            Rdmplan.Run("explain", "-f", "json", "RDM conflict at 0x7c000000.", "--host", "sample:straddles-2g").Output);
        JsonElement line = document.RootElement.GetProperty("lines")[0];

        Assert.Equal("libxl-rdm-conflict", line.GetProperty("page").GetString());
        Assert.Equal("0x7c000000", line.GetProperty("matches")[0].GetProperty("start").GetString());
        Assert.True(line.GetProperty("host").GetArrayLength() > 0);
        Assert.StartsWith("rdmplan advise --host sample:straddles-2g", line.GetProperty("next").GetString(), StringComparison.Ordinal);
    }
}
