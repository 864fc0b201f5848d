using System.Diagnostics;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Completion;

/// <summary>Runs real shells; a test that needs one that is not installed is skipped.</summary>
internal static class Shell
{
    /// <summary>Runs a script in a shell, in the checkout.</summary>
    /// <param name="name">The shell.</param>
    /// <param name="script">What it reads from standard input.</param>
    /// <param name="options">Its options.</param>
    /// <returns>What it wrote to standard output; it has written nothing else and ended with 0.</returns>
    internal static async Task<string> RunAsync(string name, string script, params string[] options)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{name} is not installed");
        ProcessStartInfo start = new(path!, options)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = FixtureFolder.Checkout,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["TERM"] = "dumb";
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(script.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            Assert.Equal((0, ""), (process.ExitCode, await error));
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
