using System.Collections.Immutable;
using System.Numerics;
using System.Text.Json;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Reads the <c>in</c> object of stage <c>hvmloader</c>.</summary>
public static class HvmloaderInputReader
{
    private const uint MaxDevFn = 0xff;
    private const uint MaxPhysBits = 63;

    /// <summary>Reads an input; what is absent takes the default of vectors/SCHEMA.md.</summary>
    /// <param name="input">The <c>in</c> object.</param>
    /// <returns>The input, under the design profile.</returns>
    /// <exception cref="ScenarioFormatException">A value is malformed or out of range, or two functions or BARs collide.</exception>
    public static HvmloaderInput Read(JsonElement input) => new()
    {
        LowMemPgEnd = ScenarioValue.U32(input, "low_mem_pgend", 0),
        HighMemPgEnd = ScenarioValue.U32(input, "high_mem_pgend", 0),
        MemoryMap = [.. ScenarioValue.Map(input, "memory_map")],
        Devices = Devices(input),
        Xenstore = Xenstore(input),
        PhysBits = (int)ScenarioValue.U32(input, "phys_bits", 39, MaxPhysBits),
        AcpiPages = ScenarioValue.U32(input, "acpi_pages", 10),
        Vcpus = ScenarioValue.U32(input, "vcpus", 1),
        Bios = Bios(ScenarioValue.Text(input, "bios", "seabios")),
        SeaBiosSize = ScenarioValue.U32(input, "seabios_size", 0x4_0000),
        OvmfSize = ScenarioValue.U32(input, "ovmf_size", 0x40_0000),
        PopulateLimit = ScenarioValue.TryGet(input, "populate_limit", out JsonElement limit)
            ? ScenarioValue.U64(limit, "populate_limit")
            : null,
        PhysmapFails = ScenarioValue.Bool(input, "physmap_fail", false),
        WantLog = ScenarioValue.Bool(input, "want_log", true),
    };

    private static GuestBios Bios(string name) => name switch
    {
        "seabios" => GuestBios.SeaBios,
        "ovmf" => GuestBios.Ovmf,
        "rombios" => GuestBios.RomBios,
        _ => throw new ScenarioFormatException("bios", $"\"{name}\" is not seabios, ovmf or rombios"),
    };

    private static ImmutableDictionary<string, string> Xenstore(JsonElement input)
    {
        ImmutableDictionary<string, string>.Builder keys = ImmutableDictionary.CreateBuilder<string, string>();
        if (ScenarioValue.TryGet(input, "xenstore", out JsonElement values))
        {
            if (values.ValueKind != JsonValueKind.Object)
            {
                throw new ScenarioFormatException("xenstore", $"a JSON {values.ValueKind} is not an object");
            }

            foreach (JsonProperty key in values.EnumerateObject())
            {
                if (key.Value.ValueKind != JsonValueKind.Null)
                {
                    keys[key.Name] = ScenarioValue.Text(values, key.Name, string.Empty);
                }
            }
        }

        return keys.ToImmutable();
    }

    private static ImmutableArray<GuestPciFunction> Devices(JsonElement input)
    {
        ImmutableArray<GuestPciFunction>.Builder functions = ImmutableArray.CreateBuilder<GuestPciFunction>();
        var seen = new HashSet<byte>();
        foreach (JsonElement device in ScenarioValue.List(input, "devices"))
        {
            GuestPciFunction function = Function(device);
            if (!seen.Add(function.DevFn))
            {
                throw new ScenarioFormatException("devfn", $"0x{function.DevFn:x2} is given twice");
            }

            functions.Add(function);
        }

        return functions.DrainToImmutable();
    }

    private static GuestPciFunction Function(JsonElement device) => ScenarioValue.TryGet(device, "devfn", out _)
        ? Registers(device)
        : throw new ScenarioFormatException("devfn", "a device needs one");

    /// <summary>Reads a function whose place may be missing.</summary>
    /// <param name="device">The object.</param>
    /// <returns>The function; number 0 without <c>devfn</c>.</returns>
    /// <exception cref="ScenarioFormatException">A value is malformed or out of range, or two BARs collide.</exception>
    internal static GuestPciFunction Registers(JsonElement device)
    {
        ImmutableArray<PciBar>.Builder bars = ImmutableArray.CreateBuilder<PciBar>();
        var taken = new HashSet<int>();
        foreach (JsonElement element in ScenarioValue.List(device, "bars"))
        {
            PciBar bar = Bar(element);
            // By register, not index: the upper half of a 64-bit BAR at 5 is the one behind the BARs, not the ROM.
            if (!taken.Add((int)bar.Register) || (bar.Kind == PciBarKind.Mem64 && !taken.Add((int)bar.Register + 4)))
            {
                throw new ScenarioFormatException("index", $"the register of index {bar.Index} or its upper half is given twice");
            }

            bars.Add(bar);
        }

        return new GuestPciFunction
        {
            DevFn = (byte)ScenarioValue.U32(device, "devfn", 0, MaxDevFn),
            VendorId = (ushort)ScenarioValue.U32(device, "vendor", 0, ushort.MaxValue),
            DeviceId = (ushort)ScenarioValue.U32(device, "device", 0, ushort.MaxValue),
            Class = (ushort)ScenarioValue.U32(device, "class", 0, ushort.MaxValue),
            IntPin = (byte)ScenarioValue.U32(device, "int_pin", 0, 4),
            Command = (ushort)ScenarioValue.U32(device, "command", 0, ushort.MaxValue),
            Bars = bars.DrainToImmutable(),
        };
    }

    private static PciBar Bar(JsonElement element)
    {
        bool isRom = ScenarioValue.Text(element, "index", "0") == "rom";
        int index = isRom ? PciBar.RomIndex : (int)ScenarioValue.U32(element, "index", 0, PciBar.RomIndex - 1);
        PciBarKind kind = isRom ? PciBarKind.Rom : Kind(ScenarioValue.Text(element, "kind", "mem32"));
        ulong size = ScenarioValue.U64(element, "size", 0);
        if (!BitOperations.IsPow2(size) || (kind != PciBarKind.Mem64 && size > uint.MaxValue))
        {
            throw new ScenarioFormatException("size", $"0x{size:x} is not a power of two that the register can hold");
        }

        return new PciBar(
            index, kind, size, ScenarioValue.Bool(element, "prefetch", false), ScenarioValue.U64(element, "value", 0));
    }

    private static PciBarKind Kind(string name) => name switch
    {
        "io" => PciBarKind.Io,
        "mem32" => PciBarKind.Mem32,
        "mem64" => PciBarKind.Mem64,
        _ => throw new ScenarioFormatException("kind", $"\"{name}\" is not io, mem32 or mem64"),
    };
}
