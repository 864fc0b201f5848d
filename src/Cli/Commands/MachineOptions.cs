using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Cli.Commands;

/// <summary>The options of a simulation beyond those of a plan: the host's topology and the guest's functions.</summary>
internal sealed class MachineOptions
{
    private const int LeastPhysBits = 32;
    private const int MostPhysBits = 52;

    private readonly Option<string?> _lspci = new("--lspci")
    {
        Description = "The host's PCI functions: output of lspci -vv, -vvv or -vvnn; '-' is standard input",
        HelpName = "FILE",
    };

    private readonly Option<string?> _sysfs = new("--sysfs")
    {
        Description = "The host's PCI functions: /sys/bus/pci/devices, or a copy of it",
        HelpName = "DIR",
    };

    private readonly Option<string?> _e820 = new("--e820")
    {
        Description = "The host's memory map, if not in the dump: boot log of Xen or Linux, or CSV (start,end,type)",
        HelpName = "LOG",
    };

    private readonly Option<string?> _rmrr = new("--rmrr")
    {
        Description = "What follows rmrr= on Xen's command line, as 0x7c000-0x7c00f=0:00:1d.0",
        HelpName = "STRING",
    };

    private readonly Option<string?> _devices = new("--devices")
    {
        Description = "Registers of assigned devices and further functions of the guest: JSON, or CSV with a register a row",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _bar = new("--bar")
    {
        Description = "One register (repeatable): DEVICE:INDEX=SIZE[,64|io][,prefetch], as 01:00.0:0=16G,64,prefetch",
        HelpName = "BAR",
    };

    private readonly Option<GuestBios?> _bios = new("--bios")
    {
        Description = "Firmware of the guest (bios=): seabios, ovmf or rombios",
        HelpName = "seabios|ovmf|rombios",
    };

    private readonly Option<bool> _relocate = new("--allow-memory-relocate")
    {
        Description = "Let hvmloader move RAM to enlarge the hole (xenstore key hvmloader/allow-memory-relocate=1; libxl writes 0)",
    };

    private readonly Option<int?> _physBits = new("--phys-bits")
    {
        Description = $"Physical address bits of the guest, {LeastPhysBits} to {MostPhysBits}; the limit of BARs above 4 GiB (default {SimulationRequest.DefaultPhysBits})",
        HelpName = "BITS",
    };

    private readonly Option<string[]> _hotplug = new("--hotplug")
    {
        Description = "Attach a device to the running guest, as xl pci-attach (repeatable): SBDF[,rdm_policy=strict|relaxed]",
        HelpName = "STRING",
    };

    internal MachineOptions() => _bios.AcceptOnlyFromAmong("seabios", "ovmf", "rombios");

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withHotplug">Whether devices can be attached after boot.</param>
    internal void AddTo(Command command, bool withHotplug = true)
    {
        Option[] options = [_lspci, _sysfs, _e820, _rmrr, _devices, _bar, _bios, _relocate, _physBits];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        if (withHotplug)
        {
            command.Add(_hotplug);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_lspci) is not null && result.GetValue(_sysfs) is not null)
            {
                result.AddError("--lspci and --sysfs exclude each other");
            }

            if (result.GetValue(_physBits) is < LeastPhysBits or > MostPhysBits)
            {
                result.AddError($"--phys-bits: {LeastPhysBits} to {MostPhysBits}");
            }
        });
    }

    /// <summary>The options that name an input, of which one may be standard input.</summary>
    internal string?[] Inputs(ParseResult parsed) => [parsed.GetValue(_lspci), parsed.GetValue(_e820), parsed.GetValue(_devices)];

    /// <summary>The options given that describe one host, as <c>--lspci</c>.</summary>
    internal string[] HostOptions(ParseResult parsed) =>
        [.. new Option<string?>[] { _lspci, _sysfs, _e820, _rmrr }.Where(o => parsed.GetValue(o) is not null).Select(o => o.Name)];

    /// <summary>All options given, as <c>--bar</c>.</summary>
    internal string[] Given(ParseResult parsed) =>
        [.. new Option[] { _lspci, _sysfs, _e820, _rmrr, _devices, _bar, _bios, _relocate, _physBits }
            .Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => o.Name)];

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="sample">Name of the built-in host, whose own listing counts when no other is given; null for another host.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="machine">What was read; null unless the exit code is 0.</param>
    /// <returns>The exit code that says why there is nothing.</returns>
    internal ExitCode Read(ParseResult parsed, string? sample, Streams streams, out MachineInputs? machine)
    {
        machine = null;
        ImmutableArray<BarOverride>.Builder bars = ImmutableArray.CreateBuilder<BarOverride>();
        foreach (string text in parsed.GetValue(_bar) ?? [])
        {
            if (!BarOption.TryParse(text, out BarOverride? bar, out string? problem) || bar is null)
            {
                streams.Error.WriteLine($"rdmplan: --bar {SafeText.Plain(text)}: {SafeText.Plain(problem ?? "not understood")}");
                return ExitCode.Usage;
            }

            bars.Add(bar);
        }

        if (!TryTopology(parsed, sample, streams, out HostTopology topology)
            || !TryMap(parsed, streams, out E820Map? map)
            || !TryDevices(parsed, streams, out ImmutableArray<DeviceDescription> devices))
        {
            return ExitCode.BadInput;
        }

        machine = new MachineInputs
        {
            Topology = topology,
            HostMemoryMap = map,
            RmrrOption = parsed.GetValue(_rmrr) is { } rmrr && rmrr.StartsWith("rmrr=", StringComparison.Ordinal) ? rmrr["rmrr=".Length..] : parsed.GetValue(_rmrr),
            Descriptions = devices,
            Bars = bars.DrainToImmutable(),
            Firmware = parsed.GetValue(_bios),
            AllowsRelocation = parsed.GetValue(_relocate),
            PhysBits = parsed.GetValue(_physBits) ?? SimulationRequest.DefaultPhysBits,
            Hotplug = parsed.GetResult(_hotplug) is null ? [] : [.. parsed.GetValue(_hotplug) ?? []],
        };
        return ExitCode.Accepted;
    }

    private bool TryTopology(ParseResult parsed, string? sample, Streams streams, out HostTopology topology)
    {
        HostTopology? read = parsed.GetValue(_lspci) is { } listing ? TopologyInput.ReadListing(listing, streams)
            : parsed.GetValue(_sysfs) is { } folder ? TopologyInput.ReadSysfs(folder, streams)
            : sample is not null ? SampleHosts.TopologyOf(sample)
            : HostTopology.Unknown;
        topology = read ?? HostTopology.Unknown;
        return read is not null;
    }

    private bool TryMap(ParseResult parsed, Streams streams, out E820Map? map)
    {
        map = null;
        if (parsed.GetValue(_e820) is not { } path)
        {
            return true;
        }

        map = MemoryMapInput.Read(path, streams);
        return map is not null;
    }

    private bool TryDevices(ParseResult parsed, Streams streams, out ImmutableArray<DeviceDescription> devices)
    {
        devices = [];
        if (parsed.GetValue(_devices) is not { } path)
        {
            return true;
        }

        if (InputFile.Read(path, streams, InputFile.MaxListSizeInBytes) is not { } bytes)
        {
            return false;
        }

        DeviceListReading reading = DeviceListReader.Read(InputText.Of(bytes));
        devices = reading.Devices;
        if (reading.Problem is not null)
        {
            streams.Error.WriteLine($"rdmplan: {path}: {SafeText.Plain(reading.Problem)}");
        }

        return reading.Problem is null;
    }
}
