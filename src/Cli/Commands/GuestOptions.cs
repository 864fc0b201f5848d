using System.CommandLine;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Cli.Commands;

/// <summary>A guest's settings as options; each overrides the file's key of the same meaning.</summary>
internal sealed class GuestOptions
{
    private readonly Option<long?> _memory = Number("--memory", "Memory in MiB (memory=)");
    private readonly Option<long?> _maxmem = Number("--maxmem", "Maximum memory in MiB (maxmem=)");
    private readonly Option<long?> _videoram = Number("--videoram", "Video memory in MiB (videoram=)");
    private readonly Option<long?> _mmioHole = Number("--mmio-hole", "Size of the hole below 4 GiB in MiB (mmio_hole=)");
    private readonly Option<long?> _boundary = Number("--boundary", "rdm_mem_boundary in MiB; only regions above it move RAM (default 2048)");
    private readonly Option<string?> _vga = new("--vga") { Description = "Video card (vga=)", HelpName = "stdvga|cirrus|qxl|none" };
    private readonly Option<bool> _hap = new("--hap") { Description = "Hardware assisted paging (hap=1, the default)" };
    private readonly Option<bool> _noHap = new("--no-hap") { Description = "No hardware assisted paging (hap=0)" };
    private readonly Option<string?> _rdm = new("--rdm") { Description = "Reserved device memory (rdm=), as strategy=host,policy=strict", HelpName = "STRING" };
    private readonly Option<string[]> _pci = new("--pci") { Description = "A device to assign (pci=), as 00:14.0,rdm_policy=relaxed; repeatable", HelpName = "STRING" };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Add(_memory);
        command.Add(_maxmem);
        command.Add(_boundary);
        command.Add(_rdm);
        AddUnsweptTo(command);
    }

    /// <summary>Adds the options to a command that goes through sizes of memory, boundaries, strategies and policies itself.</summary>
    internal void AddUnsweptTo(Command command)
    {
        command.Add(_videoram);
        command.Add(_vga);
        command.Add(_mmioHole);
        command.Add(_hap);
        command.Add(_noHap);
        command.Add(_pci);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_hap) && result.GetValue(_noHap))
            {
                result.AddError("--hap and --no-hap exclude each other");
            }
        });
    }

    /// <summary>Reads the options that were given.</summary>
    internal GuestOverrides Read(ParseResult parsed) => new()
    {
        MemoryMiB = parsed.GetValue(_memory),
        MaxMemMiB = parsed.GetValue(_maxmem),
        VideoRamMiB = parsed.GetValue(_videoram),
        Vga = parsed.GetValue(_vga),
        MmioHoleMiB = parsed.GetValue(_mmioHole),
        BoundaryMiB = parsed.GetValue(_boundary),
        Hap = parsed.GetValue(_hap) ? true : parsed.GetValue(_noHap) ? false : null,
        Rdm = parsed.GetValue(_rdm),
        Pci = parsed.GetValue(_pci) is { Length: > 0 } pci ? [.. pci] : default,
    };

    private static Option<long?> Number(string name, string description) =>
        new(name) { Description = description, HelpName = "MIB" };
}
