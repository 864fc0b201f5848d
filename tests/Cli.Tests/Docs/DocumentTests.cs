using System.Text;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Docs;

/// <summary>Tests that change the process's current folder: they run when no other test does.</summary>
[CollectionDefinition("documents", DisableParallelization = true)]
public sealed class DocumentsRunAlone;

/// <summary>Every command of the README, of docs and of help, run as it stands there.</summary>
[Collection("documents")]
public sealed class DocumentTests
{
    private const string Prompt = "$ ";

    /// <summary>How lines of the README end that do not end with 0; by what they start with.</summary>
    private static readonly (string Line, ExitCode Exit)[] Ends =
    [
        ("rdmplan plan --host sample:straddles-2g", ExitCode.Rejected),
        ("rdmplan plan --guest win10.cfg", ExitCode.Rejected),
        ("rdmplan plan --host dmar.bin --guest win10.cfg ", ExitCode.Rejected),
        ("rdmplan plan --region 0x7c000000", ExitCode.Rejected),
        ("acpidump -n DMAR | rdmplan plan", ExitCode.Rejected),
        ("rdmplan diff ", ExitCode.Rejected),
        ("rdmplan lint dmar.bin --log ", ExitCode.Rejected),
        ("rdmplan who --host dmar.bin --guest win10.cfg", ExitCode.Rejected),
        ("rdmplan simulate --host dmar.bin ", ExitCode.Rejected),
    ];

    /// <summary>Pages with console blocks. Those of the page on real hosts need the corpus and have a test of their own.</summary>
    public static TheoryData<string> Pages =>
        ["README.md", .. Directory.EnumerateFiles(Path.Combine(FixtureFolder.Checkout, "docs"), "*.md")
            .Select(p => $"docs/{Path.GetFileName(p)}").Where(p => p != "docs/fixes.md").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_ConsoleBlocks_ShowWhatTheCommandsPrint(string page)
    {
        string[] parts = page.Split('/');
        GoldenFile.Check(Rewritten(File.ReadAllText(Path.Combine(FixtureFolder.Checkout, page))), ["..", .. parts]);
    }

    [Fact]
    public void Readme_UseLines_EndAsDocumented()
    {
        string[] lines = [.. Blocks("README.md", "sh").Where(l => !l.StartsWith("dotnet test", StringComparison.Ordinal))];
        using DocumentShell shell = new();

        Assert.InRange(lines.Length, 20, 100);
        Assert.All(lines, line =>
        {
            string shown = shell.Run(line);
            string words = line.Replace("dotnet run --project src/Cli -- ", "rdmplan ", StringComparison.Ordinal);
            ExitCode expected = Ends.FirstOrDefault(e => words.StartsWith(e.Line, StringComparison.Ordinal)).Exit;
            Assert.True((int)expected == shell.Exit, $"{line}\nended with {shell.Exit}, expected {expected}:\n{shown}");
        });
    }

    [Fact]
    public void Help_Examples_Run()
    {
        using DocumentShell shell = new();
        int count = 0;
        foreach (string command in HelpTests.CommandNames().Prepend(""))
        {
            string[] help = command.Length == 0 ? ["--help"] : [command, "--help"];
            string[] lines = Rdmplan.Run(help).Output.Split('\n');
            int first = Array.IndexOf(lines, "Examples:") + 1;
            string[] examples = [.. lines.Skip(first).TakeWhile(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Trim())];

            Assert.True(first > 0 && examples.Length > 0, command);
            Assert.Contains(examples, e => e.Contains($"rdmplan {command}", StringComparison.Ordinal));
            foreach (string example in examples)
            {
                string shown = shell.Run(example);
                Assert.True(shell.Exit is (int)ExitCode.Accepted or (int)ExitCode.Rejected, $"{example}\nended with {shell.Exit}:\n{shown}");
                count++;
            }
        }

        Assert.InRange(count, 40, 200);
    }

    [Fact]
    public void Tour_GoesThroughEveryStep()
    {
        string[] commands = [.. Blocks("docs/tour.md", "console")
            .Where(l => l.StartsWith("$ ", StringComparison.Ordinal) && l.Contains("rdmplan ", StringComparison.Ordinal))
            .Select(l => l[l.IndexOf("rdmplan ", StringComparison.Ordinal)..].Split(' ')[1])];

        Assert.Equal(["explain", "plan", "advise", "simulate", "who", "diff", "lint", "collect"], commands.Distinct());
    }

    /// <summary>The page with each console block's output as its commands print it.</summary>
    private static string Rewritten(string page)
    {
        using DocumentShell shell = new();
        StringBuilder text = new();
        bool isConsole = false;
        bool isOutput = false;
        string[] lines = page.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isConsole = line == "```console";
                isOutput = false;
            }

            if (isOutput && !line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                continue;
            }

            text.Append(line).Append(i == lines.Length - 1 ? "" : "\n");
            if (isConsole && line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                text.Append(shell.Run(line[Prompt.Length..]));
                isOutput = true;
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Blocks(string page, string language)
    {
        bool isInside = false;
        foreach (string line in File.ReadLines(Path.Combine(FixtureFolder.Checkout, page)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isInside = line == "```" + language;
            }
            else if (isInside)
            {
                yield return line;
            }
        }
    }
}
