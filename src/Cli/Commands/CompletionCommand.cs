using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Completion;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan completion</c>: scripts by which shells complete the command line.</summary>
internal static class CompletionCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh or fish", HelpName = "bash|zsh|fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Command command = new(
            "completion",
            """
            Print a script by which a shell completes commands, options, their words and files.

            Examples:
              rdmplan completion bash > /etc/bash_completion.d/rdmplan
              source <(rdmplan completion bash)
              rdmplan completion zsh > /usr/share/zsh/site-functions/_rdmplan
              rdmplan completion fish > ~/.config/fish/completions/rdmplan.fish

            'install' of a release puts the three scripts where these shells look for them.
            Exit codes: 0 printed, 2 usage (also: no such shell).
            """);
        command.Add(shell);
        command.SetAction(parsed =>
        {
            RootCommand root = (RootCommand)parsed.RootCommandResult.Command;
            ImmutableArray<CompletedCommand> commands = CompletedCommand.AllOf(root);
            ImmutableArray<CompletedOption> options = CompletedCommand.OptionsOf(root);
            streams.Output.Write(parsed.GetValue(shell) switch
            {
                "bash" => BashScript.Write(commands, options),
                "zsh" => ZshScript.Write(commands, options),
                "fish" => FishScript.Write(commands, options),
                { } other => throw new System.Diagnostics.UnreachableException(other),
                null => throw new System.Diagnostics.UnreachableException(),
            });
            return (int)ExitCode.Accepted;
        });
        return command;
    }
}
