using System.Collections.Immutable;
using System.CommandLine;

namespace RdmPlanner.Cli.Completion;

/// <summary>A command as completion scripts and manual pages need it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does, in one line.</param>
/// <param name="Options">Its options, <c>--help</c> among them.</param>
/// <param name="Arguments">Its arguments in order.</param>
internal sealed record CompletedCommand(
    string Name, string Summary, ImmutableArray<CompletedOption> Options, ImmutableArray<CompletedArgument> Arguments)
{
    /// <summary>The commands of a root, in the order in which it has them.</summary>
    internal static ImmutableArray<CompletedCommand> AllOf(RootCommand root) => [.. root.Subcommands.Select(c => Of(root, c))];

    /// <summary>The root's own options.</summary>
    internal static ImmutableArray<CompletedOption> OptionsOf(RootCommand root) => [.. root.Options.Select(o => CompletedOption.Of(root, o))];

    private static CompletedCommand Of(RootCommand root, Command command) => new(
        command.Name,
        command.Description ?? "",
        [.. command.Options.Concat(root.Options.Where(o => o.Recursive)).Select(o => CompletedOption.Of(command, o))],
        [.. command.Arguments.Select(a => new CompletedArgument(
            a.HelpName ?? a.Name, a.Description ?? "", a.Arity.MinimumNumberOfValues > 0, a.Arity.MaximumNumberOfValues > 1,
            ValueWords.Of(command, a)))]);
}

/// <summary>An argument of a command.</summary>
/// <param name="Placeholder">What help calls it.</param>
/// <param name="Description">What it is.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="IsRepeatable">Whether it takes several values.</param>
/// <param name="Values">What it can be.</param>
internal sealed record CompletedArgument(string Placeholder, string Description, bool IsRequired, bool IsRepeatable, ValueWords Values);

/// <summary>An option of a command.</summary>
/// <param name="Names">Its names with their dashes, the full one first; those of other systems and <c>-?</c> are left out.</param>
/// <param name="Description">What it does.</param>
/// <param name="Placeholder">What help calls its value; null for an option without one.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="IsRepeatable">Whether it may be given several times.</param>
/// <param name="Values">What its value can be.</param>
internal sealed record CompletedOption(
    ImmutableArray<string> Names, string Description, string? Placeholder, bool IsRequired, bool IsRepeatable, ValueWords Values)
{
    /// <summary>Whether it has a value.</summary>
    internal bool TakesValue => Placeholder is not null;

    /// <summary>Describes an option.</summary>
    internal static CompletedOption Of(Command command, Option option)
    {
        bool takesValue = option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;
        return new CompletedOption(
            [option.Name, .. option.Aliases.Where(a => a[0] == '-' && a != "-?" && a != option.Name).Order(StringComparer.Ordinal)],
            option.Description ?? "",
            takesValue ? option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant() : null,
            option.Required,
            option.Arity.MaximumNumberOfValues > 1,
            takesValue ? ValueWords.Of(command, option) : ValueWords.None);
    }
}
