using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using RdmPlanner.Cli.Input;
using RdmPlanner.Cli.Manual;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan man</c>: manual pages.</summary>
internal static class ManCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Argument<string?> name = new("COMMAND")
        {
            Description = "The command whose page is printed; without it, the page of rdmplan",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> folder = new("--out", "-o")
        {
            Description = "Write all pages into this folder: rdmplan.1, rdmplan-plan.1 and so on",
            HelpName = "DIR",
        };
        Command command = new(
            "man",
            """
            Print a manual page, in the form that man(1) reads.

            Examples:
              rdmplan man plan | man -l -
              rdmplan man > rdmplan.1
              rdmplan man --out /usr/local/share/man/man1

            Pages are made of the same text as --help. 'install' of a release puts them where man looks for them.
            Exit codes: 0 printed or written, 2 usage (also: no such command), 3 a page cannot be written.
            """);
        command.Add(name);
        command.Add(folder);
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is not null && result.GetValue(folder) is not null)
            {
                result.AddError("--out writes all pages; leave COMMAND out");
            }
        });
        command.SetAction(parsed =>
        {
            RootCommand root = (RootCommand)parsed.RootCommandResult.Command;
            return (int)(parsed.GetValue(folder) is { } path ? WriteAll(root, path, streams) : Print(root, parsed.GetValue(name), streams));
        });
        return command;
    }

    private static ExitCode Print(RootCommand root, string? name, Streams streams)
    {
        if (name is null)
        {
            streams.Output.Write(ManPage.Write(root));
            return ExitCode.Accepted;
        }

        if (root.Subcommands.FirstOrDefault(c => c.Name == name) is not { } command)
        {
            string known = string.Join(", ", root.Subcommands.Select(c => c.Name));
            streams.Error.WriteLine($"rdmplan: there is no command {SafeText.Quoted(name)}; there are: {known}");
            return ExitCode.Usage;
        }

        streams.Output.Write(ManPage.Write(root, command));
        return ExitCode.Accepted;
    }

    private static ExitCode WriteAll(RootCommand root, string folder, Streams streams)
    {
        ImmutableArray<(string Name, string Text)> pages =
        [
            (ManPage.NameOf(null), ManPage.Write(root)),
            .. root.Subcommands.Select(c => (ManPage.NameOf(c.Name), ManPage.Write(root, c))),
        ];
        foreach ((string name, string text) in pages)
        {
            if (!OutputFile.Replace(Path.Combine(folder, name + ".1"), Encoding.UTF8.GetBytes(text), streams))
            {
                return ExitCode.BadInput;
            }
        }

        return ExitCode.Accepted;
    }
}
