using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>One line of a trace file: a guest that Xen really built, or refused (traces/README.md, <c>guests.jsonl</c>).</summary>
public sealed record TraceGuest
{
    /// <summary>The host's boot it belongs to.</summary>
    public required string Batch { get; init; }

    /// <summary>The guest within the batch.</summary>
    public required string Case { get; init; }

    /// <summary>The lines of its xl.cfg.</summary>
    public required ImmutableArray<string> Configuration { get; init; }

    /// <summary>The host's regions as the hypervisor reports them, in that order.</summary>
    public required ImmutableArray<TraceRegion> HostRegions { get; init; }

    /// <summary>Whether xl's <c>rdm=</c> parser was corrected, so that the given policy reached libxl.</summary>
    public required bool HasFixedRdmParser { get; init; }

    /// <summary>Whether allow-memory-relocate was set to 1 before hvmloader ran.</summary>
    public required bool ForcesRelocation { get; init; }

    /// <summary>Exit code of xl.</summary>
    public required ulong XlExitCode { get; init; }

    /// <summary>Messages of xl and libxl, each as <c>level: file:line:function: text</c>.</summary>
    public required ImmutableArray<string> XlMessages { get; init; }

    /// <summary>How far the guest came: <c>booted</c>, <c>crash</c>, <c>timeout</c>; null when it did not start.</summary>
    public required string? Outcome { get; init; }

    /// <summary>Ends of RAM before hvmloader; null when the guest did not start.</summary>
    public required TraceRamEnds? Before { get; init; }

    /// <summary>Ends of RAM after hvmloader; null when the guest did not start.</summary>
    public required TraceRamEnds? After { get; init; }

    /// <summary>What hvmloader did; null when it did not come to its BARs.</summary>
    public required TraceHvmloader? Hvmloader { get; init; }

    /// <summary>Whether a parsed line has this form, not that of a vector.</summary>
    /// <param name="line">The line.</param>
    /// <returns>True when it is an object with <c>batch</c>, <c>case</c> and <c>config</c>.</returns>
    public static bool IsTrace(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("batch", out _)
        && line.TryGetProperty("case", out _) && line.TryGetProperty("config", out _);

    /// <summary>Reads a line.</summary>
    /// <param name="line">The parsed line.</param>
    /// <returns>The guest.</returns>
    /// <exception cref="ScenarioFormatException">The line has not the form of a trace.</exception>
    public static TraceGuest Read(JsonElement line) => new()
    {
        Batch = ScenarioValue.Text(line, "batch", string.Empty),
        Case = ScenarioValue.Text(line, "case", string.Empty),
        Configuration = Texts(line, "config"),
        HostRegions = TraceRegion.ReadAll(line),
        HasFixedRdmParser = ScenarioValue.Bool(line, "fixed_rdm_parser", false),
        ForcesRelocation = ScenarioValue.Bool(line, "force_relocate", false),
        XlExitCode = ScenarioValue.U64(line, "xl_rc", 0),
        XlMessages = Texts(line, "xl_messages"),
        Outcome = ScenarioValue.TryGet(line, "guest", out _) ? ScenarioValue.Text(line, "guest", string.Empty) : null,
        Before = RamEnds(line, "before"),
        After = RamEnds(line, "after"),
        Hvmloader = ScenarioValue.TryGet(line, "hvmloader", out JsonElement run) ? TraceHvmloader.Read(run) : null,
    };

    private static TraceRamEnds? RamEnds(JsonElement line, string name) =>
        ScenarioValue.TryGet(line, name, out JsonElement ends)
            ? new TraceRamEnds(
                ScenarioValue.U32(ends, "low_mem_pgend", 0),
                ScenarioValue.U32(ends, "high_mem_pgend", 0),
                ScenarioValue.TryGet(ends, "populated", out _) ? [.. ScenarioValue.List(ends, "populated").Select(Range)] : null)
            : null;

    /// <summary>Reads [first frame, last frame].</summary>
    private static GfnRange Range(JsonElement element)
    {
        const string Field = "populated";
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 2)
        {
            throw new ScenarioFormatException(Field, "a range is [first frame, last frame]");
        }

        ulong first = ScenarioValue.U64(element[0], Field);
        ulong last = ScenarioValue.U64(element[1], Field);
        return first <= last && last < Gfn.Limit
            ? new GfnRange(new Gfn(first), new Gfn(last + 1))
            : throw new ScenarioFormatException(Field, "the frames of a range are out of order or too high");
    }

    private static ImmutableArray<string> Texts(JsonElement line, string name) =>
        [.. ScenarioValue.List(line, name).Select(text => text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new ScenarioFormatException(name, "has an element that is not text"))];
}

/// <summary>A guest's RAM in page numbers.</summary>
/// <param name="LowMemPgEnd">End of low RAM.</param>
/// <param name="HighMemPgEnd">End of high RAM; 0 for none.</param>
/// <param name="Populated">The frames with memory behind them, in address order; null when the trace does not tell.</param>
public readonly record struct TraceRamEnds(uint LowMemPgEnd, uint HighMemPgEnd, ImmutableArray<GfnRange>? Populated);

/// <summary>A region of the host as the hypervisor reports it.</summary>
/// <param name="FirstFrame">First page frame.</param>
/// <param name="PageCount">Number of pages.</param>
/// <param name="Devices">Devices of its scope; empty when the trace does not tell.</param>
public sealed record TraceRegion(ulong FirstFrame, ulong PageCount, ImmutableArray<PciAddress> Devices)
{
    internal static ImmutableArray<TraceRegion> ReadAll(JsonElement line)
    {
        string rmrrs = ScenarioValue.Text(line, "dmar_rmrrs", string.Empty);
        ImmutableArray<TraceRegion>.Builder regions = ImmutableArray.CreateBuilder<TraceRegion>();
        foreach (JsonElement pair in ScenarioValue.List(line, "host_rdm_order"))
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2)
            {
                throw new ScenarioFormatException("host_rdm_order", "a region is [first frame, pages]");
            }

            ulong first = Frames(pair[0]);
            regions.Add(new TraceRegion(first, Frames(pair[1]), DevicesOf(rmrrs, first)));
        }

        return regions.DrainToImmutable();
    }

    private static ulong Frames(JsonElement element)
    {
        ulong number = ScenarioValue.U64(element, "host_rdm_order");
        return number <= Gfn.Limit ? number : throw new ScenarioFormatException("host_rdm_order", "not a page frame");
    }

    /// <summary>Finds the scope in text like <c>7a000000:7a003fff:0.5.0 79000000:79000fff:0.6.0+0.7.0</c> (bus.device.function).</summary>
    private static ImmutableArray<PciAddress> DevicesOf(string rmrrs, ulong firstFrame)
    {
        foreach (string rmrr in rmrrs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = rmrr.Split(':');
            if (parts.Length == 3
                && ulong.TryParse(parts[0], System.Globalization.NumberStyles.AllowHexSpecifier, null, out ulong start)
                && start >> PageSizes.FrameShift == firstFrame)
            {
                return [.. parts[2].Split('+').Select(Device).OfType<PciAddress>()];
            }
        }

        return [];
    }

    private static PciAddress? Device(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 3 && PciAddress.TryParse($"{parts[0]}:{parts[1]}.{parts[2]}", out PciAddress address, out _)
            ? address
            : null;
    }
}
