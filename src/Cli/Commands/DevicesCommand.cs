using System.CommandLine;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan devices</c>: which device can be given to a guest, and what stands in the way.</summary>
internal static class DevicesCommand
{
    private const string Details =
        """
        Say of each device which reserved regions it has, what Xen and Linux/VFIO make of it, and what a guest would suffer.

        Examples:
          rdmplan devices --host dmar.bin --lspci lspci-nn.txt
          rdmplan devices --host sample:server --memory 4G -v
          rdmplan devices --hypervisor qemu --machine pc --memory 8G --kernel 6.8.12-4-pve
          rdmplan devices --host xl-dmesg.txt --guest win10.cfg 00:02.0

        strict, relaxed: Xen's answer under each policy: ok, risky (it shares a region), shared (refused, EPERM), no-vtd,
        absent, unresolved (behind bridges), fails. guest: clear, moved (RAM), masked (region lies under RAM), conflict,
        refused, crash. vfio: free, relaxable, blocked, unknown. '?': the class is
        only assumed, or no region names the device and no listing says that it exists.
        Exit codes: 0 said, 1 a device at or above --fail-on (error: no way to assign it; warning: not with strict, or its
        region meets guest RAM), 2 usage, 3 unreadable or malformed.
        """;

    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        DevicesOptions options = new();
        Option<OutputFormat> format = CommonOptions.Format(OutputFormat.Ndjson);
        Option<FailOn?> failOn = CommonOptions.FailOnOption();
        Option<bool> verbose = new("--verbose", "-v") { Description = "A paragraph for each device, with reasons" };
        Option<bool> tree = new("--tree", "-t") { Description = "A tree: host, segment, device, region" };
        Command command = new("devices", Details);
        options.AddTo(command);
        command.Add(format);
        command.Add(verbose);
        command.Add(tree);
        command.Add(failOn);
        command.SetAction(parsed =>
        {
            DevicesQuestion question = options.Read(parsed, streams);
            if (question.Request is not { } request)
            {
                return (int)question.Problem;
            }

            DeviceSurvey survey = DeviceSurvey.Run(request);
            streams.Output.Write(parsed.GetValue(format) switch
            {
                OutputFormat.Json => DeviceJson.Write(survey, question.Report),
                OutputFormat.Csv => DeviceCsv.Write(survey, question.Report),
                OutputFormat.Ndjson => DeviceJson.WriteLines(survey, question.Report),
                _ when parsed.GetValue(tree) => DeviceTree.Write(survey, question.Report),
                _ => DeviceText.Write(survey, question.Report, parsed.GetValue(verbose)),
            });
            return (int)(parsed.GetValue(failOn) is { } level && survey.Devices.Any(d => IsReached(level, d, question.Report))
                ? ExitCode.Rejected
                : ExitCode.Accepted);
        });
        return command;
    }

    private static bool IsReached(FailOn level, HostDevice device, DeviceReport report)
    {
        bool isBlocked = report.Linux && LinuxRules.For(device.Linux, report.Kernel)?.Outcome == LinuxOutcome.Blocked;
        bool isRefused = report.Xen && device.Xen[1].Outcome is not (XenOutcome.Assigned or XenOutcome.Risky);
        bool isStrictRefused = report.Xen && device.Xen[0].Outcome != XenOutcome.Assigned;
        bool meetsRam = (report.Xen && device.Guest.Any(g => g.Outcome is not (GuestOutcome.Clear or GuestOutcome.Moved)))
            || (report.Linux && !device.Qemu.IsEmpty);
        return isBlocked || isRefused || (level == FailOn.Warning && (isStrictRefused || meetsRam));
    }
}
