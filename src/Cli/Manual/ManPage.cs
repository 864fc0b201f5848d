using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Completion;

namespace RdmPlanner.Cli.Manual;

/// <summary>The manual pages, made of the command tree and its help.</summary>
internal static class ManPage
{
    /// <summary>A page's name: <c>rdmplan</c>, <c>rdmplan-plan</c>.</summary>
    /// <param name="command">The command; null for the page of the program.</param>
    internal static string NameOf(string? command) => command is null ? "rdmplan" : $"rdmplan-{command}";

    /// <summary>The page of the program.</summary>
    internal static string Write(RootCommand root)
    {
        CommandHelp help = HelpText.Of(root)[root];
        RoffText page = new RoffText().Title("rdmplan")
            .Section("NAME").Line("rdmplan - plan guest memory around reserved device memory (RDM)")
            .Section("SYNOPSIS").Raw("\\fBrdmplan\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...")
            .Section("DESCRIPTION").Line(help.Summary);
        WriteNotes(page, help);
        page.Section("COMMANDS");
        foreach (Command command in root.Subcommands)
        {
            page.Tagged([command.Name], command.Description ?? "");
        }

        page.Section("OPTIONS");
        WriteOptions(page, CompletedCommand.OptionsOf(root));
        page.Section("EXAMPLES").Verbatim(help.Examples);
        WriteExitCodes(page, help.ExitCodes);
        page.Section("ENVIRONMENT")
            .Tagged(["COLUMNS"], "Columns of the output; without it those of the terminal, else 80.")
            .Tagged(["NO_COLOR"], "When set, nothing is coloured.");
        WriteSeeAlso(page, [.. root.Subcommands.Select(c => (NameOf(c.Name), "1")), ("xl.cfg", "5"), ("acpidump", "8"), ("iasl", "1")]);
        return page.ToString();
    }

    /// <summary>The page of a command.</summary>
    internal static string Write(RootCommand root, Command command)
    {
        CommandHelp help = HelpText.Of(root)[command];
        CompletedCommand parts = CompletedCommand.AllOf(root).Single(c => c.Name == command.Name);
        string name = NameOf(command.Name);
        RoffText page = new RoffText().Title(name)
            .Section("NAME").Line($"{name} - {LowerFirst(help.Summary.TrimEnd('.'))}")
            .Section("SYNOPSIS").Raw(Synopsis(parts))
            .Section("DESCRIPTION").Line(help.Summary);
        WriteNotes(page, help);
        if (!parts.Arguments.IsEmpty)
        {
            page.Section("ARGUMENTS");
            foreach (CompletedArgument argument in parts.Arguments)
            {
                page.Tagged(["", argument.Placeholder], argument.Description);
            }
        }

        page.Section("OPTIONS");
        WriteOptions(page, parts.Options);
        page.Section("EXAMPLES").Verbatim(help.Examples);
        WriteExitCodes(page, help.ExitCodes);
        WriteSeeAlso(page, [("rdmplan", "1")]);
        return page.ToString();
    }

    private static void WriteNotes(RoffText page, CommandHelp help)
    {
        foreach (string note in help.Notes)
        {
            page.Paragraph(note);
        }
    }

    private static string Synopsis(CompletedCommand command)
    {
        string required = string.Concat(command.Options.Where(o => o.IsRequired)
            .Select(o => " " + RoffText.Alternating([o.Names[0], " " + o.Placeholder])));
        string arguments = string.Concat(command.Arguments.Select(a =>
        {
            string one = RoffText.Alternating(["", a.Placeholder]) + (a.IsRepeatable ? "..." : "");
            return a.IsRequired ? " " + one : $" [{one}]";
        }));
        return $"\\fBrdmplan {command.Name}\\fR{arguments}{required} [\\fIOPTION\\fR]...";
    }

    private static void WriteOptions(RoffText page, ImmutableArray<CompletedOption> options)
    {
        foreach (CompletedOption option in options)
        {
            string[] tag = [.. option.Names.SelectMany((name, i) => new[]
            {
                (i == 0 ? "" : ", ") + name,
                option.Placeholder is { } value ? " " + value : "",
            })];
            page.Tagged(tag, option.Description);
        }
    }

    private static void WriteExitCodes(RoffText page, IEnumerable<(string Code, string Meaning)> codes)
    {
        page.Section("EXIT STATUS");
        foreach ((string code, string meaning) in codes)
        {
            page.Tagged([code], meaning);
        }
    }

    private static void WriteSeeAlso(RoffText page, ImmutableArray<(string Name, string Section)> pages)
    {
        page.Section("SEE ALSO");
        page.Raw(string.Join(",\n", pages.Select(p => $"{RoffText.Alternating([p.Name])}({p.Section})")));
    }

    private static string LowerFirst(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
