using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>A BAR in a trace: register, size and kind are inputs of a replay, the address is what it must give.</summary>
/// <param name="DevFn">Function number.</param>
/// <param name="Register">Offset in config space.</param>
/// <param name="SizeInBytes">Size.</param>
/// <param name="Kind">Kind; null when it was not seen because the BAR got no place.</param>
/// <param name="Prefetch">Whether it is prefetchable.</param>
/// <param name="Address">Its address; null for "no space".</param>
public readonly record struct TraceBar(
    byte DevFn, uint Register, ulong SizeInBytes, PciBarKind? Kind, bool Prefetch, ulong? Address)
{
    private const uint RomRegister = 0x30;

    /// <summary>Index of the BAR.</summary>
    public int Index => Register == RomRegister ? PciBar.RomIndex : (int)((Register - 0x10) / 4);

    internal static TraceBar Read(JsonElement element)
    {
        string device = ScenarioValue.Text(element, "dev", string.Empty);
        if (!TryDevFn(device, out byte devFn))
        {
            throw new ScenarioFormatException("dev", $"\"{device}\" is not device.function");
        }

        string text = ScenarioValue.Text(element, "reg", string.Empty);
        if (!uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint register)
            || register % 4 != 0 || (register is < 0x10 or > 0x24 && register != RomRegister))
        {
            throw new ScenarioFormatException("reg", $"\"{text}\" is not a base address register");
        }

        PciBarKind? kind = register == RomRegister ? PciBarKind.Rom : KindOf(ScenarioValue.Text(element, "kind", string.Empty));
        return new TraceBar(
            devFn,
            register,
            ScenarioValue.U64(element, "size", 0),
            kind,
            ScenarioValue.Bool(element, "prefetch", false),
            ScenarioValue.TryGet(element, "addr", out JsonElement address) ? ScenarioValue.U64(address, "addr") : null);
    }

    private static PciBarKind? KindOf(string name) => name switch
    {
        "" => null,
        "io" => PciBarKind.Io,
        "mem32" => PciBarKind.Mem32,
        "mem64" => PciBarKind.Mem64,
        "rom" => PciBarKind.Rom,
        _ => throw new ScenarioFormatException("kind", $"\"{name}\" is not io, mem32, mem64 or rom"),
    };

    private static bool TryDevFn(string text, out byte devFn)
    {
        string[] parts = text.Split('.');
        devFn = 0;
        if (parts.Length != 2 || !TryHex(parts[0], 31, out byte device) || !TryHex(parts[1], 7, out byte function))
        {
            return false;
        }

        devFn = (byte)((device << 3) | function);
        return true;
    }

    private static bool TryHex(string text, byte max, out byte value) =>
        byte.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value <= max;
}

/// <summary>What hvmloader did in a trace.</summary>
public sealed record TraceHvmloader
{
    /// <summary>Whether the low hole was too small.</summary>
    public required bool LowHoleNotEnough { get; init; }

    /// <summary>Moved chunks of RAM.</summary>
    public required ImmutableArray<RamMove> Relocations { get; init; }

    /// <summary>Where high BARs begin; null when hvmloader did not come that far.</summary>
    public required ulong? HighMemBase { get; init; }

    /// <summary>BARs in the order of the log; empty when hvmloader did not come that far.</summary>
    public required ImmutableArray<TraceBar> Bars { get; init; }

    /// <summary>The final E820; null when there is none.</summary>
    public required ImmutableArray<E820Record>? E820 { get; init; }

    internal static TraceHvmloader Read(JsonElement run) => new()
    {
        LowHoleNotEnough = ScenarioValue.Bool(run, "low_mmio_not_enough", false),
        Relocations = [.. ScenarioValue.List(run, "relocations").Select(Move)],
        HighMemBase = ScenarioValue.TryGet(run, "high_mem_base", out JsonElement high)
            ? ScenarioValue.U64(high, "high_mem_base")
            : null,
        Bars = [.. ScenarioValue.List(run, "bars").Select(TraceBar.Read)],
        E820 = ScenarioValue.TryGet(run, "e820", out _) ? [.. ScenarioValue.List(run, "e820").Select(Entry)] : null,
    };

    private static JsonElement Triple(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == 3
            ? element
            : throw new ScenarioFormatException(name, "an element is not a list of three");

    private static RamMove Move(JsonElement element)
    {
        Triple(element, "relocations");
        return new RamMove(
            Page(ScenarioValue.U64(element[1], "relocations")),
            Page(ScenarioValue.U64(element[2], "relocations")),
            unchecked((uint)ScenarioValue.U64(element[0], "relocations")));
    }

    private static uint Page(ulong address) => unchecked((uint)(address >> PageSizes.FrameShift));

    private static E820Record Entry(JsonElement element)
    {
        Triple(element, "e820");
        ulong start = ScenarioValue.U64(element[0], "e820");
        ulong end = ScenarioValue.U64(element[1], "e820");
        E820Type type = element[2].ValueKind == JsonValueKind.String
            ? ScenarioValue.TypeOf(element[2].GetString()!)
            : throw new ScenarioFormatException("e820", "an entry's type is not text");
        return new E820Record(new Gpa(start), unchecked(end - start), type);
    }
}
