using System.Diagnostics;

namespace RdmPlanner.LinuxBoot.Tests.Machine;

/// <summary>Runs a program to its end.</summary>
internal static class Tool
{
    /// <summary>Runs it and returns what it says on both outputs.</summary>
    /// <param name="start">The program; its outputs are redirected here.</param>
    /// <param name="input">Written to its standard input.</param>
    /// <param name="limit">After this time it is killed and the test fails: it hangs.</param>
    /// <exception cref="InvalidOperationException">It failed or did not end.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start, string input, TimeSpan limit)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        using CancellationTokenSource end = new(limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(end.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(end.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(end.Token);
            string said = await output + await errors;
            return process.ExitCode == 0
                ? said
                : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {said}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{start.FileName} did not end within {limit}");
        }
    }
}
