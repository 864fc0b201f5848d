using System.ComponentModel;
using System.Diagnostics;
using RdmPlanner.Planner.Host.Bundle;

namespace RdmPlanner.Cli.Collect;

/// <summary>Asks Xen's toolstack for the hypervisor's log, which has the machine's own memory map and the regions Xen keeps.</summary>
internal static class XenCommand
{
    private const string Needs = "root in the control domain, with xen-utils installed";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Runs <c>xl dmesg</c>; it reads only.</summary>
    internal static void TakeLog(Collected collected)
    {
        try
        {
            using Process xl = Process.Start(new ProcessStartInfo("xl", ["dmesg"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            using MemoryStream output = new();
            Task copy = xl.StandardOutput.BaseStream.CopyToAsync(output);
            Task<string> errors = xl.StandardError.ReadToEndAsync();
            if (!xl.WaitForExit(Limit))
            {
                xl.Kill();
                Refuse(collected, $"xl dmesg did not end within {Limit.TotalSeconds} seconds");
                return;
            }

            Task.WaitAll(copy, errors);
            if (xl.ExitCode == 0)
            {
                collected.Files[BundlePaths.XenLog] = output.ToArray();
            }
            else
            {
                Refuse(collected, $"xl dmesg ended with {xl.ExitCode}: {errors.Result.Trim().Split('\n')[^1]}");
            }
        }
        catch (Win32Exception fault)
        {
            Refuse(collected, $"xl cannot be run: {fault.Message}");
        }
    }

    private static void Refuse(Collected collected, string reason) =>
        collected.Missing[BundlePaths.XenLog] = new NotRead(BundlePaths.XenLog, reason, Needs);
}
