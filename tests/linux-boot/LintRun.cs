using System.Text;
using System.Text.Json;
using RdmPlanner.Cli;
using RdmPlanner.LinuxBoot.Tests.Machine;
using RdmPlanner.Planner.Host.Bundle;

namespace RdmPlanner.LinuxBoot.Tests;

/// <summary>Runs <c>rdmplan lint --profile linux</c> on a booted machine: its table, memory map and PCI functions as one bundle.</summary>
internal static class LintRun
{
    // Whether a device can be assigned later is no complaint of a boot.
    private const string BlockedUnderVfio = "LINT8062";

    /// <summary>Whether a code says that table and log are not of one host.</summary>
    public static bool SaysThatLogDiffers(string code) => code.StartsWith("LINT810", StringComparison.Ordinal);

    /// <summary>The codes at warning or above, each once, in ordinal order.</summary>
    public static string[] CodesOf(byte[] table, BootedMachine machine, bool withLog = false)
    {
        string log = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(log, machine.Log);
            StringWriter output = new();
            StringWriter error = new();
            Streams streams = new() { OpenInput = () => new MemoryStream(Bundle(table, machine)), Output = output, Error = error };
            ExitCode exit = CommandLine.Run(
                ["lint", "-", "--profile", "linux", "--kernel", "6.1", "--format", "json", .. withLog ? (string[])["--log", log] : []], streams);
            return exit is ExitCode.Accepted or ExitCode.Rejected
                ? Codes(output.ToString())
                : throw new InvalidOperationException($"lint ended with {exit}: {error}");
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static string[] Codes(string json)
    {
        using JsonDocument report = JsonDocument.Parse(json);
        return
        [
            .. report.RootElement.GetProperty("findings").EnumerateArray()
                .Where(f => f.GetProperty("severity").GetString() is "warning" or "error")
                .Select(f => f.GetProperty("code").GetString()!)
                .Where(c => c != BlockedUnderVfio)
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static byte[] Bundle(byte[] table, BootedMachine machine)
    {
        Dictionary<string, byte[]> files = machine.Files.ToDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Content));
        files.Add($"{BundlePaths.Tables}/DMAR", table);
        return BundleArchive.Write(files);
    }
}
