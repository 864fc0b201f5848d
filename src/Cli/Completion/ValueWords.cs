using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using RdmPlanner.Planner.Explain;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Completion;

/// <summary>What a value is completed from: words, files, or both; none of both for free text.</summary>
/// <param name="Words">The words, in the order in which they are to be offered.</param>
/// <param name="HasFiles">Whether names of files and folders are offered.</param>
/// <param name="HasFolders">Whether names of folders alone are offered.</param>
internal sealed record ValueWords(ImmutableArray<string> Words, bool HasFiles, bool HasFolders)
{
    /// <summary>Free text.</summary>
    internal static ValueWords None { get; } = new([], false, false);

    private static readonly string[] FilePlaceholders = ["FILE", "DUMP", "LOG", "A", "B", "FILE.tar.gz", "FILE.cfg", "FILE.csv"];

    private static readonly string[] Policies = ["strategy=host,policy=strict", "strategy=host,policy=relaxed", "strategy=ignore"];

    private static readonly ImmutableArray<string> Releases =
        [.. ProfileBand.All.SelectMany(b => b.Steps).SelectMany(s => s.Releases).Distinct()];

    /// <summary>What an option's value is completed from.</summary>
    internal static ValueWords Of(Command command, Option option) =>
        Of(option.GetCompletions(CompletionContext.Empty), option.HelpName ?? "", WordsOf(command, option.Name));

    /// <summary>What an argument is completed from.</summary>
    internal static ValueWords Of(Command command, Argument argument) =>
        Of(argument.GetCompletions(CompletionContext.Empty), argument.HelpName ?? argument.Name, WordsOf(command, argument.Name));

    private static ValueWords Of(IEnumerable<CompletionItem> accepted, string placeholder, ImmutableArray<string> known)
    {
        string[] parts = placeholder.Split('|');
        ImmutableArray<string> words = [.. accepted.Select(c => c.Label)];
        bool isDump = parts.Contains("DUMP") || placeholder is "A" or "B";
        return new ValueWords(
            !words.IsEmpty ? words
            : !known.IsEmpty ? known
            : isDump ? SampleHosts.Names
            : placeholder.Any(char.IsAsciiLetterUpper) || parts.Length == 1 ? [] : [.. parts],
            parts.Any(FilePlaceholders.Contains),
            parts.Contains("DIR"));
    }

    /// <summary>Words that are not in the command tree, because more than them is taken.</summary>
    private static ImmutableArray<string> WordsOf(Command command, string symbol) => (command.Name, symbol) switch
    {
        ("plan" or "simulate", "--profile") => ["all", XenProfile.Design.Name, .. Releases],
        ("verify", "--profile") => Releases,
        (_, "--profile") => [XenProfile.Design.Name, .. Releases],
        (_, "--xen") => Releases,
        (_, "--rdm") => [.. Policies],
        (_, "--machine") => ["q35", "pc"],
        ("sweep", "--policy") => ["strict", "relaxed", "strict,relaxed"],
        ("sweep", "--strategy") => ["host", "ignore", "host,ignore"],
        ("explain", _) when symbol[0] != '-' => [.. CodeCatalog.All.Select(c => c.Code)],
        ("schema", "NAME") => JsonSchemas.Names,
        ("man", "COMMAND") => [.. command.Parents.OfType<Command>().SelectMany(root => root.Subcommands).Select(c => c.Name)],
        _ => [],
    };
}
