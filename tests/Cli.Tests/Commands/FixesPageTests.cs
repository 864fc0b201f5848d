using System.Text;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary>The page on real hosts says what its commands print.</summary>
public sealed class FixesPageTests
{
    private const string Fence = "```";

    // Counted from the corpus's JSON by a script of its own: 89 of 186 are rejected at the default boundary, 18 at 1 GiB,
    // 3 at 512 MiB, and 3 have a region below 1 MiB.
    [Fact]
    public void Page_Commands_PrintWhatThePageShows()
    {
        string? tables = SharedFolder.Corpus is { } corpus ? Path.Combine(corpus, "dmar") : null;
        Assert.SkipUnless(tables is not null && Directory.Exists(tables), SharedFolder.SkipReason);
        string path = Path.Combine(FixtureFolder.Checkout, "docs", "fixes.md");
        string page = File.ReadAllText(path);
        string now = Rewritten(page, tables);
        if (Environment.GetEnvironmentVariable("RDM_UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            File.WriteAllText(path, now, new UTF8Encoding(false));
            return;
        }

        Assert.Equal(page, now);
        Assert.Contains("no fix                                  3    1.6 %", page, StringComparison.Ordinal);
        Assert.Contains("host      strict           2048        4096     97   52.2 %       89   47.8 %", page, StringComparison.Ordinal);
        Assert.Contains("host      strict           1024        4096    168   90.3 %       18    9.7 %", page, StringComparison.Ordinal);
        Assert.Contains("host      strict            512        4096    183   98.4 %        3    1.6 %", page, StringComparison.Ordinal);
    }

    /// <summary>The page with each block's output as its command prints it.</summary>
    private static string Rewritten(string page, string tables)
    {
        StringBuilder text = new();
        string[] lines = page.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            text.Append(lines[i]).Append(i == lines.Length - 1 ? "" : "\n");
            if (!lines[i].StartsWith("$ rdmplan ", StringComparison.Ordinal))
            {
                continue;
            }

            string[] args = [.. lines[i].Split(' ')[2..].Select(a => a == "TABLES" ? tables : a)];
            Ran ran = Rdmplan.Run(args);
            Assert.True(ran.Exit is ExitCode.Accepted or ExitCode.Rejected, ran.Error);
            text.Append(ran.Output);
            while (i + 1 < lines.Length && lines[i + 1] != Fence)
            {
                i++;
            }
        }

        return text.ToString();
    }
}
