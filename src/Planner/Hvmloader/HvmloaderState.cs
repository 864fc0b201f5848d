using System.Collections.Immutable;
using System.Runtime.InteropServices;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>hvmloader's variables while it runs. Local to one run; results leave it as an immutable record.</summary>
internal sealed class HvmloaderState
{
    public HvmloaderState(HvmloaderInput input)
    {
        Input = input;
        Log = new HvmloaderLog(input.WantLog);
        LowMemPgEnd = input.LowMemPgEnd;
        HighMemPgEnd = input.HighMemPgEnd;
        var functions = new SortedDictionary<byte, PciFunctionRegisters>();
        foreach (GuestPciFunction function in input.Devices)
        {
            functions[function.DevFn] = new PciFunctionRegisters(function, input.Profile.EnablesDecodeAtEnd);
        }

        Functions = [.. functions.Values];
    }

    public HvmloaderInput Input { get; }

    public HvmloaderLog Log { get; }

    public HvmloaderCrash? Crash { get; private set; }

    /// <summary>Functions by ascending function number, the order in which the bus is scanned.</summary>
    public ImmutableArray<PciFunctionRegisters> Functions { get; }

    public uint LowMemPgEnd { get; set; }

    public uint HighMemPgEnd { get; set; }

    /// <summary>memory_map: what Xen said, kept up to date with the two page ends.</summary>
    public List<E820Record> Map { get; } = [];

    public uint PciMemStart { get; set; } = GuestLayout.LowMmioStart;

    public uint PciMemEnd { get; set; } = GuestLayout.ReservedBase;

    public ulong PciHiMemStart { get; set; }

    public ulong PciHiMemEnd { get; set; }

    public uint IgdOpRegionPgBase { get; set; }

    public VirtualVga Vga { get; set; }

    public List<RamMove> Relocations { get; } = [];

    public List<RamMove> PageMoves { get; } = [];

    /// <summary>How PCI setup went so far; its decisions are in <see cref="Decisions"/>.</summary>
    public PlacementStory? Placement { get; set; }

    public List<BarDecision> Decisions { get; } = [];

    public bool AcpiEnabled { get; set; }

    public uint AcpiPagesTaken { get; set; }

    public string? Xenstore(string key) => Input.Xenstore.TryGetValue(key, out string? value) ? value : null;

    /// <summary>low_mem_pgend &lt;&lt; PAGE_SHIFT, which hvmloader computes in 32 bits: 4 GiB of low RAM would be 0.</summary>
    public uint LowMemEnd32 => unchecked(LowMemPgEnd << PageSizes.FrameShift);

    /// <summary>Stops at a BUG() or BUG_ON().</summary>
    /// <returns>False: no further stage runs.</returns>
    public bool Bug(string phase, string place) => Stop(phase, $"*** HVMLoader bug at {place}");

    /// <summary>Stops at an ASSERT().</summary>
    /// <returns>False: no further stage runs.</returns>
    public bool AssertionFailed(string phase, string assertion, string place) =>
        Stop(phase, $"*** HVMLoader assertion '{assertion}' failed at {place}");

    public HvmloaderResult ToResult(GuestE820Tables? e820) => new()
    {
        Crash = Crash,
        Log = Log.Lines,
        LowMemPgEnd = LowMemPgEnd,
        HighMemPgEnd = HighMemPgEnd,
        PciMemStart = PciMemStart,
        PciMemEnd = PciMemEnd,
        PciHiMemStart = PciHiMemStart,
        PciHiMemEnd = PciHiMemEnd,
        IgdOpRegionPgBase = IgdOpRegionPgBase,
        Vga = Vga,
        Relocations = [.. Relocations],
        PageMoves = [.. PageMoves],
        Placement = Placement is null ? null : Placement with { Bars = [.. Decisions] },
        Bars = BarResults(),
        Functions = FunctionResults(),
        MemoryMap = [.. Map],
        E820 = e820,
        IsAcpiEnabled = AcpiEnabled,
        AcpiPages = AcpiPagesTaken,
    };

    private bool Stop(string phase, string text)
    {
        Log.Print("%s\n*** HVMLoader crashed.\n", text);
        Crash = new HvmloaderCrash(phase, text);
        return false;
    }

    private ImmutableArray<BarResult> BarResults()
    {
        var byDevFn = new PciFunctionRegisters?[256];
        foreach (PciFunctionRegisters registers in Functions)
        {
            byDevFn[registers.Function.DevFn] = registers;
        }

        ImmutableArray<BarResult>.Builder results = ImmutableArray.CreateBuilder<BarResult>();
        foreach (GuestPciFunction function in Input.Devices)
        {
            foreach (PciBar bar in function.Bars)
            {
                results.Add(byDevFn[function.DevFn]!.ResultOf(bar));
            }
        }

        return results.DrainToImmutable();
    }

    private ImmutableArray<FunctionResult> FunctionResults()
    {
        var results = new FunctionResult[Functions.Length];
        for (int i = 0; i < results.Length; i++)
        {
            PciFunctionRegisters registers = Functions[i];
            byte? line = registers.Function.IntPin == 0 ? null : registers.InterruptLine;
            results[i] = new FunctionResult(registers.Function.DevFn, registers.Command, line);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(results);
    }
}
