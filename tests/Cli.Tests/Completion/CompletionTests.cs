using System.Text.RegularExpressions;
using Xunit;

namespace RdmPlanner.Cli.Tests.Completion;

/// <summary>The scripts of <c>rdmplan completion</c> in the shells that they are for.</summary>
public sealed partial class CompletionTests
{
    /// <summary>A line up to the cursor, and what is offered there, in ordinal order.</summary>
    public static TheoryData<string, string> Offers => new()
    {
        { "rdmplan pl", "plan" },
        { "rdmplan s", "schema simulate sweep" },
        { "rdmplan --v", "--version" },
        { "rdmplan plan --mm", "--mmio-hole" },
        { "rdmplan plan --no-", "--no-hap --no-map" },
        { "rdmplan plan --format ", "csv github json ndjson sarif text" },
        { "rdmplan decode --format ", "csv json ndjson text" },
        { "rdmplan lint -f j", "json junit" },
        { "rdmplan plan --memory 4096 --hap --map a", "always auto" },
        { "rdmplan plan --vga st", "stdvga" },
        { "rdmplan plan --profile de", "design" },
        { "rdmplan simulate --profile a", "all" },
        { "rdmplan advise --profile a", "" },
        { "rdmplan devices --xen 4.2", "4.20 4.21 4.22" },
        { "rdmplan explain RDM301", "RDM3010 RDM3011 RDM3012 RDM3013 RDM3014 RDM3015 RDM3016 RDM3017 RDM3018 RDM3019" },
        { "rdmplan schema s", "simulate sweep" },
        { "rdmplan man who", "who" },
        { "rdmplan completion z", "zsh" },
        { "rdmplan generate xen-r", "xen-rmrr" },
        { "rdmplan plan --memory 4", "" },
        { "rdmplan plan --guest fixtures/guests-cfg/memory-zero.c", "fixtures/guests-cfg/memory-zero.cfg" },
        { "rdmplan decode fixtures/dumps/xxd-w", "fixtures/dumps/xxd-wide-upper.txt" },
        { "rdmplan collect --root fixtures/dmar/lap", "fixtures/dmar/laptop" },
    };

    /// <summary>Of a line that ends within a word that bash breaks: what takes the place of the part after the break.</summary>
    public static TheoryData<string, string> BrokenWords => new()
    {
        { "rdmplan plan --host sample:s", "server straddles-2g" },
        { "rdmplan decode sample:no", "no-region" },
        { "rdmplan plan --format=js", "json" },
        { "rdmplan plan --rdm strategy=h", "host,policy=relaxed host,policy=strict" },
        { "rdmplan plan --rdm=strategy=i", "ignore" },
    };

    [Theory]
    [MemberData(nameof(Offers))]
    [MemberData(nameof(BrokenWords))]
    public async Task Bash_AtTheCursor_Offers(string line, string expected)
    {
        string[] words = [.. WordsOfBash(line)];
        string script =
            $$"""
            {{Rdmplan.Run("completion", "bash").Output}}
            [[ $(complete -p rdmplan) == *_rdmplan* ]] || exit 5
            compopt() { :; }
            COMP_WORDS=({{string.Join(' ', words.Select(w => $"'{w}'"))}})
            COMP_CWORD={{words.Length - 1}} COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            _rdmplan
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        Assert.Equal(expected, Sorted(await Shell.RunAsync("bash", script, "--norc", "--noprofile")));
    }

    [Fact]
    public async Task Bash_WhereFilesAndWordsGo_OffersBoth()
    {
        string script =
            $$"""
            {{Rdmplan.Run("completion", "bash").Output}}
            COMP_WORDS=(rdmplan plan --host '') COMP_CWORD=3 COMP_LINE='rdmplan plan --host ' COMP_POINT=20
            _rdmplan
            printf '%s\n' "${COMPREPLY[@]}"
            """;

        string[] offered = (await Shell.RunAsync("bash", script, "--norc", "--noprofile")).Split('\n');
        Assert.Contains("sample:laptop", offered);
        Assert.Contains("README.md", offered);
        Assert.Contains("fixtures/", offered);
    }

    [Theory]
    [MemberData(nameof(Offers))]
    [InlineData("rdmplan plan --host sample:serv", "sample:server")]
    [InlineData("rdmplan plan --format=js", "--format=json")]
    public async Task Fish_AtTheCursor_Offers(string line, string expected)
    {
        string offered = await Shell.RunAsync("fish", $"{Rdmplan.Run("completion", "fish").Output}\ncomplete -C '{line}'\n", "--no-config");

        // A description follows the word; folders end with '/'. Where nothing fits, fish falls back on files.
        string words = Sorted(string.Join('\n', offered.Split('\n').Select(l => l.Split('\t')[0].TrimEnd('/'))));
        Assert.Equal(expected, words);
    }

    [Fact]
    public async Task Zsh_AfterTab_HasTheWord()
    {
        (string Line, string Expected)[] lines =
        [
            ("rdmplan pl", "rdmplan plan "),
            ("rdmplan plan --mm", "rdmplan plan --mmio-hole="),
            ("rdmplan plan --host sample:st", "rdmplan plan --host sample:straddles-2g "),
            ("rdmplan plan --host fixtures/dmar/lap", "rdmplan plan --host fixtures/dmar/laptop/"),
            ("rdmplan plan --format=js", "rdmplan plan --format=json "),
            ("rdmplan lint --format ju", "rdmplan lint --format junit "),
            ("rdmplan explain LINT8331", "rdmplan explain LINT8331 "),
            ("rdmplan schema si", "rdmplan schema simulate "),
            ("rdmplan collect --root fixtures/dmar/lap", "rdmplan collect --root fixtures/dmar/laptop/"),
            ("rdmplan diff sample:la", "rdmplan diff sample:laptop "),
            ("rdmplan diff sample:laptop sample:se", "rdmplan diff sample:laptop sample:server "),
        ];
        string file = Path.GetTempFileName();
        try
        {
            // zsh completes only at a terminal: it makes itself one. The widget shows the line as it is after the key.
            await File.WriteAllTextAsync(file, Rdmplan.Run("completion", "zsh").Output, TestContext.Current.CancellationToken);
            string script =
                $$"""
                zmodload zsh/zpty
                zpty terminal zsh -f -i
                zpty -w terminal 'PS1=; autoload -U compinit; compinit -u -D; source {{file}}; show() { print -r -- "<<$BUFFER>>"; zle send-break }; zle -N show; bindkey "^Xs" show; print re""ady'
                zpty -r terminal seen '*ready*'
                for line in {{string.Join(' ', lines.Select(l => $"'{l.Line}'"))}}; do
                  zpty -w -n terminal "$line"$'\t\C-xs'
                  zpty -r terminal seen '*<<*>>*'
                  print -r -- $seen
                done
                zpty -d terminal
                """;

            MatchCollection shown = Shown().Matches(await Shell.RunAsync("zsh", script, "-f"));
            Assert.Equal(lines.Select(l => l.Expected), shown.Select(m => m.Groups[1].Value));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void Script_OfAShell_KnowsEveryCommandAndIsTheSameEachTime(string shell)
    {
        Ran ran = Rdmplan.Run("completion", shell);

        Assert.Equal((ExitCode.Accepted, ""), (ran.Exit, ran.Error));
        Assert.All(HelpTests.CommandNames(), name => Assert.Contains(name, ran.Output, StringComparison.Ordinal));
        Assert.Equal(ran.Output, Rdmplan.Run("completion", shell).Output);
    }

    [Theory]
    [InlineData("completion")]
    [InlineData("completion", "tcsh")]
    [InlineData("completion", "bash", "zsh")]
    public void Completion_OfNoShell_IsAUsageError(params string[] arguments) =>
        Assert.Equal(ExitCode.Usage, Rdmplan.Run(arguments).Exit);

    /// <summary>Words as bash gives them to a completion: it breaks at blanks, and ':' and '=' are words of their own.</summary>
    private static IEnumerable<string> WordsOfBash(string line)
    {
        foreach (string blankless in line.Split(' '))
        {
            string[] parts = BashWord().Matches(blankless).Select(m => m.Value).ToArray();
            foreach (string part in parts.Length == 0 ? [""] : parts)
            {
                yield return part;
            }
        }
    }

    private static string Sorted(string lines) => string.Join(
        ' ', lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex("[:=]+|[^:=]+")]
    private static partial Regex BashWord();

    [GeneratedRegex("<<(.*)>>")]
    private static partial Regex Shown();
}
