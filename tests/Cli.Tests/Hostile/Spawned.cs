using RdmPlanner.Cli.Tests.Completion;

namespace RdmPlanner.Cli.Tests.Hostile;

/// <summary>Runs the command as a process of its own, from a script of bash.</summary>
internal static class Spawned
{
    /// <summary>Runs a script in a scratch folder; <c>rdmplan</c> in it is the command of this build.</summary>
    /// <param name="script">The script; it ends with 0 and writes nothing to standard error.</param>
    /// <returns>What it wrote to standard output.</returns>
    internal static Task<string> RunAsync(string script) => Shell.RunAsync("bash", $$"""
        set -u
        folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
        fixtures=$PWD/fixtures
        cd "$folder"
        rdmplan() { "{{Path.Combine(AppContext.BaseDirectory, "rdmplan")}}" "$@"; }
        {{script}}
        """);
}
