using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Acpi;
using RdmPlanner.Cli.Input;
using RdmPlanner.E820;
using RdmPlanner.Planner.Generate;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan generate</c>: options for the command lines of Xen and Linux.</summary>
internal static class GenerateCommand
{
    private const string XenRmrr = "xen-rmrr";
    private const string XenIvmd = "xen-ivmd";
    private const string Memmap = "memmap";

    private const string Details =
        """
        Write options for a command line: Xen's rmrr= and ivmd= for reserved regions, Linux' memmap= for a memory map.

        Examples:
          rdmplan generate xen-rmrr --region 0xd5d45000-0xd5d45fff=00:1d.0 --grub
          rdmplan generate xen-rmrr --host xl-dmesg.txt --device 00:1d.0
          rdmplan generate xen-ivmd --region 0x4f83f000-0x4f87ffff=c1:00.0
          rdmplan generate memmap --host sample:laptop --memory 4096 --pci 00:02.0 --grub
          rdmplan generate memmap --map dmesg.txt

        xen-rmrr (Intel): 10 regions of 16 pages, 20 devices each; larger regions are divided. xen-ivmd (AMD, Xen 4.16 on):
        8 entries. memmap: the map that the planned guest boots with, or the one in the file of --map.
        Every line is read back by the rules of its parser before it is printed. What the limits leave out is said on
        standard error. --grub prints the whole line of /etc/default/grub with ';' and '$' escaped.
        Exit codes: 0 written, 1 something had to be left out or the guest does not start, 2 usage, 3 unreadable or malformed.
        """;

    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Argument<string> kind = new("KIND") { Description = "xen-rmrr, xen-ivmd or memmap" };
        kind.AcceptOnlyFromAmong(XenRmrr, XenIvmd, Memmap);
        PlanOptions options = new();
        Option<string[]> devices = new("--device") { Description = "Only the regions of this device (repeatable)", HelpName = "BDF" };
        Option<string?> map = new("--map") { Description = "memmap: the map in this file instead of a guest's: boot log, /sys/firmware/memmap listing, CSV", HelpName = "FILE" };
        Option<bool> grub = new("--grub") { Description = "The whole line of /etc/default/grub, escaped" };
        Option<bool> plain = new("--plain") { Description = "The bare options (default)" };
        Command command = new("generate", Details);
        command.Add(kind);
        options.AddTo(command);
        command.Add(devices);
        command.Add(map);
        command.Add(grub);
        command.Add(plain);
        command.Validators.Add(result =>
        {
            if (result.GetValue(grub) && result.GetValue(plain))
            {
                result.AddError("--grub and --plain exclude each other");
            }
        });
        command.SetAction(parsed => (int)(parsed.GetRequiredValue(kind) == Memmap
            ? WriteMemmap(parsed, options, parsed.GetValue(map), parsed.GetValue(grub), streams)
            : WriteRegions(parsed, options, parsed.GetRequiredValue(kind) == XenRmrr, parsed.GetValue(devices) ?? [], parsed.GetValue(grub), streams)));
        return command;
    }

    private static ExitCode WriteRegions(ParseResult parsed, PlanOptions options, bool isRmrr, string[] deviceNames, bool isGrub, Streams streams)
    {
        List<PciAddress> devices = [];
        foreach (string text in deviceNames)
        {
            if (!PciAddress.TryParse(text, out PciAddress address, out string? problem))
            {
                streams.Error.WriteLine($"rdmplan: --device: {SafeText.Plain(problem!)}");
                return ExitCode.Usage;
            }

            devices.Add(address);
        }

        PlanQuestion question = options.Read(parsed, streams);
        if (question.Request is not { } request)
        {
            return question.Problem;
        }

        FrameRegion[] regions = [.. Chosen(request.Host, devices).Select(FrameRegion.Of)];
        if (regions.Length == 0)
        {
            streams.Error.WriteLine($"rdmplan: {request.Host.Name}: no reserved region{(devices.Count > 0 ? " of these devices" : "")}; state one with --region START-END=DEVICES");
            return ExitCode.Rejected;
        }

        GeneratedOptions written = isRmrr ? RmrrOptionGenerator.Write(regions) : IvmdOptionGenerator.Write(regions);
        foreach (RefusedRegion refused in written.Refused)
        {
            streams.Error.WriteLine($"rdmplan: left out: {SafeText.Plain(refused.Region.Text)}: {refused.Why}");
        }

        foreach (string remark in written.Remarks)
        {
            streams.Error.WriteLine($"rdmplan: note: {SafeText.Plain(remark)}");
        }

        if (isRmrr)
        {
            SayFate(request, written.Words, streams);
        }

        Print(written.Words, "GRUB_CMDLINE_XEN", isGrub, streams);
        return written.Refused.IsEmpty ? ExitCode.Accepted : ExitCode.Rejected;
    }

    /// <summary>The regions stated by option alone when there are any, otherwise the host's; of some devices only when these are named.</summary>
    private static IEnumerable<HostRegion> Chosen(HostDescription host, List<PciAddress> devices)
    {
        HostRegion[] stated = [.. host.Regions.Where(r => r.Source is { Kind: RdmSourceKind.Option, File: "--region" })];
        return (stated.Length > 0 ? stated : host.Regions.AsEnumerable())
            .Where(r => r.LimitAddress >= r.BaseAddress)
            .Where(r => devices.Count == 0 || devices.Exists(r.IsReportedFor));
    }

    /// <summary>What this host's Xen makes of the lines: a region that its table has already is ignored.</summary>
    private static void SayFate(PlanRequest request, ImmutableArray<string> words, Streams streams)
    {
        if (request.Host.Tables.IsEmpty || request.Host.Tables[0].Decoded.Table is not { } table || words.IsEmpty)
        {
            return;
        }

        HypervisorResult boot = DmarAcceptance.Run(new HypervisorInput
        {
            Dmar = DmarModel.From(table),
            E820 = request.Host.MemoryMap?.ToRecords() ?? [],
            RmrrOption = string.Join(';', words.Select(w => w["rmrr=".Length..])),
            DebugBuild = false,
        });
        foreach (IgnoredRegion ignored in boot.Dispositions.OfType<IgnoredRegion>().Where(r => r.Source.Origin == RegionOrigin.Option))
        {
            string why = ignored.Reason == IgnoredReason.OverlapsRegistered
                ? "the table of this host has it already: Xen ignores the option's"
                : $"Xen ignores it on this host ({ignored.Reason})";
            streams.Error.WriteLine($"rdmplan: note: {ignored.Source} [{ignored.BaseAddress}, {ignored.LimitAddress}]: {why}");
        }

        if (!boot.VtdUsable)
        {
            streams.Error.WriteLine("rdmplan: note: Xen turns VT-d off with this host's table, and reads no rmrr= then");
        }
    }

    private static ExitCode WriteMemmap(ParseResult parsed, PlanOptions options, string? path, bool isGrub, Streams streams)
    {
        E820Map? map;
        if (path is not null)
        {
            map = MemoryMapInput.Read(path, streams);
            if (map is null)
            {
                return ExitCode.BadInput;
            }
        }
        else
        {
            PlanQuestion question = options.Read(parsed, streams);
            if (question.Request is not { } request)
            {
                return question.Problem;
            }

            map = GuestMap(request, streams);
            if (map is null)
            {
                return ExitCode.Rejected;
            }
        }

        if (PlannedMemmap.TryWrite(map, out ImmutableArray<string> words) is { } why)
        {
            streams.Error.WriteLine($"rdmplan: no memmap=: {why}");
            return ExitCode.Rejected;
        }

        Print(words, "GRUB_CMDLINE_LINUX", isGrub, streams);
        return ExitCode.Accepted;
    }

    /// <summary>What the guest's kernel finds at boot; null when it does not come so far, which has been said.</summary>
    private static E820Map? GuestMap(PlanRequest request, Streams streams)
    {
        MachineSimulation run = MachineSimulator.Run(new SimulationRequest { Plan = request });
        if (run.Hvmloader?.E820 is { CrashText: null } table && run.Stop is null)
        {
            return E820Map.FromRecords(table.Entries.AsSpan()).Map;
        }

        HostInput.Say(run.Findings.Where(f => f.Severity == DiagnosticSeverity.Error), streams);
        string why = run.Stop is { } stop ? $"the guest stops: {stop.Reason}" : "only an HVM guest gets its map from hvmloader";
        streams.Error.WriteLine($"rdmplan: no memmap=: {SafeText.Plain(why)}");
        return null;
    }

    private static void Print(ImmutableArray<string> words, string variable, bool isGrub, Streams streams)
    {
        if (!words.IsEmpty)
        {
            streams.Output.WriteLine(isGrub ? GrubText.Line(variable, words) : string.Join(' ', words));
        }
    }
}
