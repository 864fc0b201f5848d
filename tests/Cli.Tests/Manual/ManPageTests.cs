using System.Text.RegularExpressions;
using RdmPlanner.Cli.Tests.Completion;
using Xunit;

namespace RdmPlanner.Cli.Tests.Manual;

/// <summary>The pages of <c>rdmplan man</c>, and what man and groff make of them.</summary>
public sealed partial class ManPageTests
{
    public static TheoryData<string> Pages => [.. HelpTests.CommandNames().Prepend("")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_OfACommand_HasItsSectionsInOrder(string command)
    {
        Ran ran = Run(command);
        string[] sections = [.. ran.Output.Split('\n').Where(l => l.StartsWith(".SH ", StringComparison.Ordinal)).Select(l => l[4..].Trim('"'))];

        Assert.Equal((ExitCode.Accepted, ""), (ran.Exit, ran.Error));
        Assert.StartsWith($".TH \"RDMPLAN{(command.Length == 0 ? "" : "\\-" + command.ToUpperInvariant())}\" 1 \"\" ", ran.Output, StringComparison.Ordinal);
        string[] order = ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "ARGUMENTS", "OPTIONS", "EXAMPLES", "EXIT STATUS", "ENVIRONMENT", "SEE ALSO"];
        Assert.Equal(order.Where(sections.Contains), sections);
        string[] always = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"];
        Assert.Empty(always.Except(sections));
        Assert.Equal(ran.Output, Run(command).Output);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_OfACommand_IsFormattedWithoutAWarning(string command)
    {
        string page = Run(command).Output;

        // -ww: all warnings, to standard error, which must stay empty. -z: only check.
        Assert.Equal("", await Shell.RunAsync("groff", page, "-man", "-ww", "-z", "-Tutf8"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_Formatted_SaysWhatHelpSays(string command)
    {
        string[] arguments = command.Length == 0 ? ["--help"] : [command, "--help"];
        string help = Rdmplan.Run(arguments).Output;
        string shown = Blanks().Replace(await Shell.RunAsync("groff", Run(command).Output, "-man", "-Tutf8", "-P-c", "-P-b", "-P-u"), " ");

        // All that help has beside its headings, its usage line and placeholders: descriptions, examples, names of options.
        string[] lines = [.. help.Split('\n').Select(l => l.Trim())];
        int usage = Array.IndexOf(lines, "Usage:") + 1;
        IEnumerable<string> parts = lines.Where((l, i) => i != usage && l.Length > 0 && !l.EndsWith(':'))
            .SelectMany(l => Columns().Split(l).Skip(l.StartsWith('-') || l.StartsWith('<') ? 1 : 0));
        string[] words = [.. parts.SelectMany(p => p.Split(' ')).Where(w => w.Length > 0 && w[0] is not ('[' or '<') && w[^1] != ']')];
        Assert.All(words.Where(w => w is not ("Exit" or "codes:")), word =>
            Assert.Contains(word.Trim(',', ';', '.', ':'), shown, StringComparison.OrdinalIgnoreCase));
        Assert.All(Options().Matches(help).Select(m => m.Value), option => Assert.Contains(option, shown, StringComparison.Ordinal));
    }

    [Fact]
    public void Page_OfPlan_HasItsExitCodesAndExamples()
    {
        string page = Rdmplan.Run("man", "plan").Output;

        Assert.Contains(".TP\n\\fB1\\fR\nrejected (or a finding at or above \\-\\-fail\\-on; with several profiles: under any of them)\n", page, StringComparison.Ordinal);
        Assert.Contains("rdmplan plan \\-\\-host sample:laptop \\-\\-memory 4096 \\-\\-rdm strategy=host,policy=strict\n", page, StringComparison.Ordinal);
        Assert.Contains(".TP\n\\fB\\-\\-guest\\fR\\fI FILE.cfg\\fR\\fB, \\-g\\fR\\fI FILE.cfg\\fR\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Man_IntoAFolder_WritesAPageForEachCommand()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rdmplan-test-");
        try
        {
            Ran ran = Rdmplan.Run("man", "--out", folder.FullName);

            Assert.Equal((ExitCode.Accepted, "", ""), (ran.Exit, ran.Output, ran.Error));
            Assert.Equal(
                HelpTests.CommandNames().Select(c => $"rdmplan-{c}.1").Append("rdmplan.1").Order(StringComparer.Ordinal),
                folder.GetFiles().Select(f => f.Name).Order(StringComparer.Ordinal));
            Assert.Equal(Rdmplan.Run("man", "who").Output, File.ReadAllText(Path.Combine(folder.FullName, "rdmplan-who.1")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Man_OfNoCommand_IsAUsageErrorThatNamesThem()
    {
        Ran ran = Rdmplan.Run("man", "no\u001bsuch");

        Assert.Equal(ExitCode.Usage, ran.Exit);
        Assert.Contains("simulate", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ran.Error);
    }

    [Fact]
    public void Man_IntoAFolderThatIsNotThere_SaysSo() =>
        Assert.Equal(ExitCode.BadInput, Rdmplan.Run("man", "--out", "/no/such/folder").Exit);

    private static Ran Run(string command) => command.Length == 0 ? Rdmplan.Run("man") : Rdmplan.Run("man", command);

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Columns();

    [GeneratedRegex("(?<![\\w-])--[a-z][a-z0-9-]+")]
    private static partial Regex Options();
}
