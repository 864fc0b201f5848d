using System.CommandLine;
using RdmPlanner.Acpi;
using RdmPlanner.Cli.Input;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Qemu;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary>A question about devices as read from the command line, or the exit code that says why there is none.</summary>
/// <param name="Request">The question; null when it could not be read.</param>
/// <param name="Report">What to show.</param>
/// <param name="Problem">The exit code when there is no question.</param>
internal sealed record DevicesQuestion(SurveyRequest? Request, DeviceReport Report, ExitCode Problem);

/// <summary>The options of <c>rdmplan devices</c>.</summary>
internal sealed class DevicesOptions
{
    private readonly Argument<string[]> _devices = new("DEVICE")
    {
        Description = "Devices to show, [SSSS:]BB:DD.F; default: all",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _host = Text("--host", "Host: DMAR table, dump, boot log or regions CSV; '-' is standard input; sample:NAME is built in; default: this machine's own table", "DUMP");
    private readonly Option<string?> _lspci = Text("--lspci", "PCI listing of the host, as of lspci -nn or -vvnn: classes, presence, bridges", "FILE");
    private readonly Option<string?> _sysfs = Text("--sysfs", "The same from /sys/bus/pci/devices or a copy of it", "DIR");
    private readonly Option<string?> _e820 = Text("--e820", "Boot log with the host's memory map, when the host input has none", "LOG");
    private readonly Option<string?> _memory = Text("--memory", "Try a guest of this size with each device: MiB, or 4G, 4096M", "SIZE");
    private readonly Option<string?> _guest = Text("--guest", "Try this guest, xl.cfg(5); its own devices and rdm= are left out", "FILE.cfg", "-g");
    private readonly Option<string?> _kernel = Text("--kernel", "Answer for this version of Linux, as of uname -r", "VERSION");
    private readonly Option<string?> _xen = Text("--xen", "Answer for this release of Xen, 4.6 to 4.22 (default: the newest)", "RELEASE");
    private readonly Option<string> _hypervisor = new("--hypervisor")
    {
        Description = "Whose answers: xen, qemu (with Linux and VFIO), or all",
        HelpName = "xen|qemu|all",
        DefaultValueFactory = _ => "all",
    };

    private readonly Option<string?> _machine = Text("--machine", "QEMU's machine type: q35 (default), pc, pc-q35-8.2, ...", "TYPE");
    private readonly Option<string?> _maxRam = Text("--max-ram-below-4g", "The machine property of that name, as 2G or 2048M", "SIZE");

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        _hypervisor.AcceptOnlyFromAmong("xen", "qemu", "all");
        command.Add(_devices);
        foreach (Option option in new Option[] { _host, _lspci, _sysfs, _e820, _memory, _guest, _hypervisor, _xen, _kernel, _machine, _maxRam })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_lspci) is not null && result.GetValue(_sysfs) is not null)
            {
                result.AddError("--lspci and --sysfs exclude each other");
            }

            if (new[] { _host, _lspci, _e820, _guest }.Count(o => result.GetValue(o) == "-") > 1)
            {
                result.AddError("only one of --host, --lspci, --e820 and --guest can be '-' (standard input)");
            }
        });
    }

    /// <summary>Reads the question.</summary>
    internal DevicesQuestion Read(ParseResult parsed, Streams streams)
    {
        string whose = parsed.GetValue(_hypervisor)!;
        DeviceReport report = new(whose != "qemu", whose != "xen", null);
        if (ReadWords(parsed, ref report, out XenProfile profile, out QemuMachine machine, out ulong? memory, out ulong? most, out List<PciAddress> chosen) is { } problem)
        {
            streams.Error.WriteLine($"rdmplan: {SafeText.Plain(problem)}");
            return new DevicesQuestion(null, report, ExitCode.Usage);
        }

        SurveyRequest? request = ReadInputs(parsed, profile, streams);
        if (request is null)
        {
            return new DevicesQuestion(null, report, ExitCode.BadInput);
        }

        ExitCode code = ReadGuest(parsed, memory, profile, streams, out GuestConfig? guest);
        if (code != ExitCode.Accepted)
        {
            return new DevicesQuestion(null, report, code);
        }

        ulong? ram = memory ?? (guest is null ? null : (ulong)guest.MaxMemMiB.Value << 20);
        if (report.Linux && ram is 0 or > QemuRamLayout.MaxRamSizeInBytes)
        {
            streams.Error.WriteLine("rdmplan: the guest's memory is no size a machine can have");
            return new DevicesQuestion(null, report, ExitCode.Usage);
        }

        request = request with { Asked = [.. chosen], Guest = report.Xen ? guest : null, Qemu = report.Linux && ram is { } size ? QemuRamLayout.Of(machine, size, most) : null };
        return new DevicesQuestion(request, report, ExitCode.Accepted);
    }

    private string? ReadWords(
        ParseResult parsed, ref DeviceReport report, out XenProfile profile, out QemuMachine machine, out ulong? memory, out ulong? most, out List<PciAddress> chosen)
    {
        chosen = [];
        memory = null;
        most = null;
        machine = QemuMachine.Q35;
        string release = parsed.GetValue(_xen) ?? XenProfile.Newest.Name;
        if (!XenProfile.TryParse(release, out profile))
        {
            return $"--xen {release}: unknown; use a release from 4.6 to 4.22";
        }

        if (parsed.GetValue(_kernel) is { } version)
        {
            if (!LinuxKernel.TryParse(version, out LinuxKernel kernel))
            {
                return $"--kernel {version}: no version; give what uname -r prints, as 6.8.0-45-generic";
            }

            report = report with { Kernel = kernel };
        }

        if (parsed.GetValue(_machine) is { } type && !QemuMachine.TryParse(type, out machine))
        {
            return $"--machine {type}: unknown; use q35, pc, pc-q35-VERSION or pc-i440fx-VERSION";
        }

        if (parsed.GetValue(_memory) is { } size)
        {
            if (!QemuSize.TryParse(size, 1 << 20, out ulong bytes) || bytes < 1 << 20 || bytes > QemuRamLayout.MaxRamSizeInBytes)
            {
                return $"--memory {size}: no size of at least 1 MiB; give MiB, or a size such as 4G or 4096M";
            }

            memory = bytes;
        }

        if (parsed.GetValue(_maxRam) is { } limit)
        {
            if (!QemuSize.TryParse(limit, 1, out ulong bytes) || bytes > QemuRamLayout.MaxRamBelow4GLimit)
            {
                return $"--max-ram-below-4g {limit}: no size up to 4G";
            }

            most = bytes;
        }

        foreach (string text in parsed.GetValue(_devices) ?? [])
        {
            if (!PciAddress.TryParse(text, out PciAddress address, out string? problem))
            {
                return $"DEVICE: {problem}";
            }

            chosen.Add(address);
        }

        return null;
    }

    private SurveyRequest? ReadInputs(ParseResult parsed, XenProfile profile, Streams streams)
    {
        HostDescription? host = HostInput.Read(parsed.GetValue(_host), streams);
        if (host is null)
        {
            return null;
        }

        if (host.IsUnusable)
        {
            HostInput.Say(host.Findings, streams);
            streams.Error.WriteLine($"rdmplan: {host.Name}: nothing is said of devices with this input; 'rdmplan decode' shows what could be read");
            return null;
        }

        HostInput.Say(host.Findings.Where(f => f.Severity != DiagnosticSeverity.Note), streams);
        HostTopology? topology = parsed.GetValue(_sysfs) is { } folder
            ? TopologyInput.ReadSysfs(folder, streams)
            : parsed.GetValue(_lspci) is { } listing ? TopologyInput.ReadListing(listing, streams) : host.Topology;
        E820Map? map = null;
        if (parsed.GetValue(_e820) is { } log && (map = MemoryMapInput.Read(log, streams)) is null)
        {
            return null;
        }

        return topology is null ? null : new SurveyRequest { Host = host, Topology = topology, HostMemoryMap = map, Profile = profile };
    }

    private ExitCode ReadGuest(ParseResult parsed, ulong? memory, XenProfile profile, Streams streams, out GuestConfig? guest)
    {
        guest = null;
        string? path = parsed.GetValue(_guest);
        if (path is null && memory is null)
        {
            return ExitCode.Accepted;
        }

        XlConfigFile? file = null;
        if (path is not null)
        {
            if (InputFile.Read(path, streams, XlConfigReader.MaxLength) is not { } bytes)
            {
                return ExitCode.BadInput;
            }

            file = XlConfigReader.Read(InputText.Of(InputText.OfGuest(path, bytes, streams)), path);
        }

        long? mib = memory is { } size ? (long)(size >> 20) : null;
        BoundGuest bound = GuestConfigBinder.Bind(file, new GuestOverrides { MemoryMiB = mib, MaxMemMiB = mib }, profile);
        guest = bound.Config;
        if (bound.IsRefused)
        {
            HostInput.Say(bound.Diagnostics.Select(Finding.Of), streams);
            return path is null ? ExitCode.Usage : ExitCode.BadInput;
        }

        return ExitCode.Accepted;
    }

    private static Option<string?> Text(string name, string description, string helpName, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName };
}
