using System.Text;
using RdmPlanner.TestKit;

namespace RdmPlanner.Cli.Tests;

/// <summary>What a run of the command gave.</summary>
/// <param name="Exit">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record Ran(ExitCode Exit, string Output, string Error);

/// <summary>Runs the command in this process, with the checkout as the place that fixture paths are relative to.</summary>
internal static class Rdmplan
{
    internal static Ran Run(params string[] args) => RunWithInput([], args);

    internal static Ran RunWithInput(byte[] input, params string[] args)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        Streams streams = new() { OpenInput = () => new MemoryStream(input), Output = output, Error = error };
        ExitCode exit = CommandLine.Run([.. args.Select(Resolve)], streams);
        return new Ran(exit, output.ToString(), error.ToString());
    }

    internal static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Resolve(string argument) =>
        argument.StartsWith("fixtures/", StringComparison.Ordinal) ? Path.Combine(FixtureFolder.Checkout, argument) : argument;
}
