using System.Text.Json;
using System.Xml.Linq;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Formats;

/// <summary>JUnit, annotations, lines of JSON and CSV: their own rules, and text that means something to them.</summary>
public sealed class LineFormTests : IDisposable
{
    private const string Hostile = "=cmd()]]>&<a b=\"c\">::error::%\r\n\u001b[31m,";
    private readonly string _folder = Directory.CreateTempSubdirectory("rdmplan-forms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("warning", 1)]
    [InlineData("error", 0)]
    public void Lint_Junit_FailsWhereTheExitCodeDoes(string failOn, int failures)
    {
        Ran ran = Rdmplan.RunWithInput(HostileTables.SharedRegion(), "lint", "-", "--fail-on", failOn, "--format", "junit", "--profile", "xen");
        XElement suites = Junit(ran.Output);

        Assert.Equal(failures > 0 ? ExitCode.Rejected : ExitCode.Accepted, ran.Exit);
        Assert.Equal(failures, (int)suites.Attribute("failures")!);
        Assert.Equal(failures, suites.Descendants("failure").Count(f => (string?)f.Attribute("type") == "LINT8052"));
    }

    [Fact]
    public void Lint_JunitWithoutFindings_HasACaseThatPasses()
    {
        XElement suite = Assert.Single(Junit(Rdmplan.Run("lint", "sample:laptop", "--format", "junit").Output).Elements("testsuite"));

        Assert.Equal("no findings", (string?)Assert.Single(suite.Elements("testcase")).Attribute("name"));
    }

    [Fact]
    public void Verify_Junit_HasACaseAScenario()
    {
        byte[] lines = Rdmplan.Utf8(
            """
            {"name":"a]]>\u001b","stage":"parse","in":{"kind":"rdm","string":"strategy=host"},"out":{"rc":"]]>"}}
            no scenario

            """);

        Ran ran = Rdmplan.RunWithInput(lines, "verify", "-", "--format", "junit");
        XElement suites = Junit(ran.Output);

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.Equal(2, (int)suites.Attribute("tests")!);
        Assert.Equal(1, (int)suites.Attribute("errors")!);
        Assert.Contains(@"\x1b", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_Vectors_GiveOneRowAScenarioInEveryForm()
    {
        int count = File.ReadLines(FixtureFolder.Of("vectors", "parse.jsonl")).Count(l => l.Length > 0);
        string[] run = ["verify", "fixtures/vectors/parse.jsonl", "--format"];

        Assert.Equal(count, Rdmplan.Run([.. run, "ndjson"]).Output.Count(c => c == '\n'));
        Assert.Equal(count, Junit(Rdmplan.Run([.. run, "junit"]).Output).Descendants("testcase").Count());
        Assert.Equal(count, JsonDocument.Parse(Rdmplan.Run([.. run, "json"]).Output).RootElement.GetProperty("summary").GetProperty("passed").GetInt32());
        Assert.Equal("", Rdmplan.Run([.. run, "github"]).Output);
    }

    [Theory]
    [InlineData("lint", "-")]
    [InlineData("lint", "fixtures/codes/LINT8052/host.hex")]
    [InlineData("plan", "--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict")]
    [InlineData("sweep", "--host", "sample:server", "--memory", "1024,4096")]
    [InlineData("devices", "--host", "sample:server")]
    [InlineData("verify", "fixtures/vectors/parse.jsonl")]
    [InlineData("diff", "sample:laptop", "sample:server")]
    public void Ndjson_EveryLine_IsAnObject(params string[] args)
    {
        string output = Rdmplan.RunWithInput(HostileTables.SharedRegion(), [.. args, "--format", "ndjson"]).Output;

        Assert.EndsWith("\n", output, StringComparison.Ordinal);
        Assert.All(output.TrimEnd('\n').Split('\n'), line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    [Fact]
    public void Lint_Github_HasOneCommandAFinding()
    {
        string path = Path.Combine(_folder, "a,b:c%\n.bin");
        File.WriteAllBytes(path, HostileTables.SharedRegion());

        Ran ran = Rdmplan.Run("lint", path, "--format", "github", "--profile", "xen");

        Assert.Contains(
            "a%2Cb%3Ac%25%0A.bin,title=LINT8052 RMRR shared by several devices::[0x8d5dd000-0x8d5fcfff] belongs to 2 devices: 0000:00:1d.0 0000:00:1a.0%0A",
            ran.Output, StringComparison.Ordinal);
        Assert.All(ran.Output.TrimEnd('\n').Split('\n'), line => Assert.Matches("^::(error|warning|notice) ", line));
    }

    [Fact]
    public void Plan_Github_NamesTheLineOfTheGuest()
    {
        string path = Path.Combine(_folder, "guest.cfg");
        File.WriteAllText(path, "type = \"hvm\"\nmemory = 4096\nrdm = \"strategy=host,reserve=strict\"\n");

        string output = Rdmplan.Run("plan", "--host", "sample:straddles-2g", "--guest", path, "--format", "github").Output;

        Assert.Matches("(?m)^::(warning|notice|error) file=[^,]*guest.cfg,line=3,col=[0-9]+,title=CFG", output);
        Assert.Matches("(?m)^::error title=RDM3001 ", output);
    }

    [Theory]
    [InlineData("plan", "--host", "sample:laptop", "--memory", "1024", "--profile", "all", "--format", "sarif")]
    [InlineData("decode", "sample:laptop", "--format", "sarif")]
    [InlineData("sweep", "--host", "sample:laptop", "--format", "junit")]
    [InlineData("lint", "sample:laptop", "--format", "SARIF")]
    public void Form_ThatACommandLacks_IsAUsageError(params string[] args) => Assert.Equal(ExitCode.Usage, Rdmplan.Run(args).Exit);

    [Theory]
    [InlineData("decode")]
    [InlineData("lint")]
    public void HostileName_InATable_StaysTextInEveryForm(string command)
    {
        string path = Path.Combine(_folder, "x.bin");
        File.WriteAllBytes(path, HostileTables.WithName(Hostile));
        string[] forms = command == "lint" ? ["text", "json", "csv", "ndjson", "sarif", "junit", "github"] : ["text", "json", "csv"];

        foreach (string form in forms)
        {
            string output = Rdmplan.Run(command, path, "--format", form).Output;
            Assert.DoesNotContain('\u001b', output);
            Assert.DoesNotContain('\r', output);
            if (form == "junit")
            {
                Junit(output);
            }
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("plain", "plain")]
    public void Csv_NamesThatStartAFormula_GetAnApostrophe(string name, string cell)
    {
        byte[] lines = Rdmplan.Utf8($"{{\"name\":\"{name}\",\"stage\":\"parse\",\"in\":{{\"kind\":\"rdm\",\"string\":\"strategy=host\"}},\"out\":{{\"rc\":1}}}}\n");
        string path = Path.Combine(_folder, "s.jsonl");
        File.WriteAllBytes(path, lines);

        string row = Rdmplan.Run("verify", path, "--format", "csv").Output.Split('\n')[1];

        Assert.StartsWith($"{path},1,{cell},parse,failed,", row, StringComparison.Ordinal);
    }

    /// <summary>What Jenkins' junit schema asks: names, and counts that are those of the cases.</summary>
    private static XElement Junit(string xml)
    {
        XElement suites = XDocument.Parse(xml).Root!;
        Assert.Equal("testsuites", suites.Name.LocalName);
        Assert.All(suites.Elements().Prepend(suites), suite =>
        {
            Assert.NotNull(suite.Attribute("name"));
            Assert.Equal(suite.Descendants("testcase").Count(), (int)suite.Attribute("tests")!);
            Assert.Equal(suite.Descendants("failure").Count(), (int)suite.Attribute("failures")!);
            Assert.Equal(suite.Descendants("error").Count(), (int)suite.Attribute("errors")!);
        });
        Assert.All(suites.Descendants("testcase"), one =>
        {
            Assert.NotEmpty((string)one.Attribute("classname")!);
            Assert.NotEmpty((string)one.Attribute("name")!);
        });
        Assert.All(suites.Descendants().Where(e => e.Name.LocalName is "failure" or "error"), f => Assert.NotNull(f.Attribute("type")));
        return suites;
    }
}
