using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary>Files that an editor of Windows has put a byte order mark before.</summary>
public sealed class ByteOrderMarkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mark").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("plan")]
    [InlineData("simulate")]
    [InlineData("advise")]
    public void Guest_WithAMark_IsReadAndTheMarkIsSaid(string command)
    {
        const string Text = "type='hvm'\nmemory = 4096\nrdm = \"strategy=host,policy=strict\"\n";
        Ran plain = Rdmplan.Run(command, "--host", "sample:straddles-2g", "--guest", Given("a.cfg", Text, hasMark: false));
        Ran marked = Rdmplan.Run(command, "--host", "sample:straddles-2g", "--guest", Given("a.cfg", Text, hasMark: true));

        Assert.Equal((plain.Exit, plain.Output), (marked.Exit, marked.Output));
        Assert.Contains("byte order mark", marked.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("byte order mark", plain.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Listing_WithAMark_IsRead()
    {
        string listing = Given("lspci.txt", File.ReadAllText(FixtureFolder.Of("topology", "server.lspci-nn.txt")), hasMark: true);

        Ran plain = Rdmplan.Run("devices", "--host", "sample:server", "--lspci", "fixtures/topology/server.lspci-nn.txt");
        Assert.Equal(plain.Output, Rdmplan.Run("devices", "--host", "sample:server", "--lspci", listing).Output);
    }

    [Theory]
    [InlineData("start,last,devices,policy\n0x7e000000,0x81ffffff,00:02.0,strict\n", "--host")]
    [InlineData("start,end,type\n0x0,0x7e000000,RAM\n", "--layout")]
    public void Csv_WithAMark_IsRead(string text, string option)
    {
        string[] rest = option == "--host" ? [] : ["--host", "sample:straddles-2g"];
        Ran plain = Rdmplan.Run(["plan", option, Given("x.csv", text, hasMark: false), "--memory", "1024", .. rest]);
        Ran marked = Rdmplan.Run(["plan", option, Given("x.csv", text, hasMark: true), "--memory", "1024", .. rest]);

        Assert.Equal((ExitCode.Accepted, ""), (plain.Exit, plain.Error));
        Assert.Equal((plain.Exit, plain.Output, plain.Error), (marked.Exit, marked.Output, marked.Error));
    }

    [Fact]
    public void Log_WithAMark_IsRead()
    {
        string log = Given("dmesg.txt", File.ReadAllText(FixtureFolder.Of("logs", "linux-journal.txt")), hasMark: true);

        Ran plain = Rdmplan.Run("plan", "--host", "fixtures/logs/linux-journal.txt", "--memory", "1024", "--format", "csv");
        Ran marked = Rdmplan.Run("plan", "--host", log, "--memory", "1024", "--format", "csv");
        Assert.Equal((plain.Exit, plain.Output), (marked.Exit, marked.Output));
    }

    private string Given(string name, string text, bool hasMark)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text, new System.Text.UTF8Encoding(hasMark));
        return path;
    }
}
