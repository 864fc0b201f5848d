using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Stage <c>libxl</c> of a scenario: the toolstack's part on plain inputs (vectors/SCHEMA.md).</summary>
public static class LibxlScenario
{
    private const ulong DefaultMaxMemKiB = 32768;
    private const ulong DefaultVideoMemKiB = 8192;

    /// <summary>LIBXL_MEMKB_DEFAULT: libxl's own mark of a size that is not set (libxl_types.idl, MemKB).</summary>
    private const ulong UnsetKiB = ulong.MaxValue;

    /// <summary>LIBXL_RDM_RESERVE_POLICY_INVALID.</summary>
    private const int InvalidPolicy = -1;

    /// <summary>Runs the stage under the newest release.</summary>
    /// <param name="input">The scenario's <c>in</c>.</param>
    /// <param name="output">Takes the <c>out</c> object.</param>
    /// <exception cref="ScenarioFormatException">The input is malformed.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output) => Run(input, output, XenProfile.Newest);

    /// <summary>Runs the stage.</summary>
    /// <param name="input">The scenario's <c>in</c>.</param>
    /// <param name="output">Takes the <c>out</c> object.</param>
    /// <param name="profile">Whose rules.</param>
    /// <exception cref="ScenarioFormatException">The input is malformed.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output, XenProfile profile)
    {
        output.WriteStartObject();
        RunInside(input, output, profile);
        output.WriteEndObject();
    }

    /// <summary>Runs the stage and writes the members of its <c>out</c> into an object that is already open.</summary>
    /// <param name="input">The scenario's <c>in</c>.</param>
    /// <param name="output">Takes the members.</param>
    /// <param name="profile">Whose rules.</param>
    /// <returns>What the toolstack did, or null when xl ended before it.</returns>
    /// <exception cref="ScenarioFormatException">The input is malformed.</exception>
    internal static ToolstackResult? RunInside(JsonElement input, Utf8JsonWriter output, XenProfile profile)
    {
        if (Read(input, output, profile) is not { } toolstack)
        {
            output.WriteNull("rc");
            return null;
        }

        ToolstackResult result = ToolstackStage.Run(toolstack);
        Write(result, output);
        return result;
    }

    /// <summary>Reads the stage's input; an <c>xl</c> object goes through xl's own option handling first and is reported.</summary>
    /// <param name="input">The scenario's <c>in</c>.</param>
    /// <param name="output">Takes the <c>xl</c> member, when there is one.</param>
    /// <param name="profile">Whose rules.</param>
    /// <returns>The toolstack's input, or null when xl would have ended before it.</returns>
    /// <exception cref="ScenarioFormatException">The input is malformed.</exception>
    public static ToolstackInput? Read(JsonElement input, Utf8JsonWriter output, XenProfile profile)
    {
        ImmutableArray<HostRegion> regions = [.. ScenarioValue.List(input, "rmrrs").Select(Region)];
        bool hap = ScenarioValue.Bool(input, "hap", true);
        if (ScenarioValue.TryGet(input, "xl", out JsonElement xl))
        {
            return XlScenario.Read(xl, input, regions, hap, output, profile);
        }

        bool hasRdm = ScenarioValue.TryGet(input, "rdm", out JsonElement rdm);
        return new ToolstackInput
        {
            MaxMemKiB = KiB(input, "max_memkb") ?? DefaultMaxMemKiB,
            VideoMemKiB = KiB(input, "video_memkb") ?? DefaultVideoMemKiB,
            MmioHoleKiB = KiB(input, "mmio_hole_memkb") ?? 0,
            Hap = hap,
            RoundsMovedLowMemForHap = profile.RoundsMovedLowMemForHap,
            BoundaryKiB = KiB(input, "rdm_mem_boundary_memkb"),
            Rdm = new RdmRequest
            {
                HostRegions = regions,
                Devices = [.. ScenarioValue.List(input, "pci").Select(Device)],
                Strategy = hasRdm ? Strategy(ScenarioValue.Text(rdm, "strategy", "ignore")) : RdmStrategy.Ignore,
                GlobalPolicy = hasRdm ? Policy(ScenarioValue.Text(rdm, "policy", "invalid")) : null,
                DevicePolicyOverridesGlobal = profile.DevicePolicyOverridesGlobal,
            },
        };
    }

    /// <summary>Writes the stage's result.</summary>
    /// <param name="result">What the toolstack did.</param>
    /// <param name="output">Takes the members, inside an object that is already open.</param>
    public static void Write(ToolstackResult result, Utf8JsonWriter output)
    {
        RamLayout layout = result.Rdm.Layout;
        output.WriteNumber("rc", result.ReturnCode);
        output.WriteStartArray("log");
        foreach (ToolstackLogLine line in result.Log)
        {
            output.WriteStartObject();
            output.WriteString("level", line.Level);
            output.WriteString("msg", line.Text);
            output.WriteEndObject();
        }

        output.WriteEndArray();
        ScenarioValue.Hex(output, "lowmem_end", layout.LowMemEnd.Value);
        ScenarioValue.Hex(output, "highmem_end", layout.HighMemEnd?.Value ?? 0);
        ScenarioValue.Hex(output, "mmio_start", layout.MmioStart.Value);
        ScenarioValue.Hex(output, "mmio_size", layout.MmioSizeInBytes);
        WriteRdms(result.Rdm, output);
        WriteDevices(result.Devices, output);
        if (result.MemoryMap is { } map)
        {
            ScenarioValue.WriteMap(output, "memory_map", map);
            WriteBuilt(result, layout, output);
        }
        else
        {
            output.WriteNull("memory_map");
        }
    }

    /// <summary>libxl's name of a policy; "invalid" is its word for "not set".</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The name; the number for an uninitialised value.</returns>
    public static string Name(RdmPolicy? policy) => policy switch
    {
        null => "invalid",
        RdmPolicy.Strict => "strict",
        RdmPolicy.Relaxed => "relaxed",
        { } other => ((int)other).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Reads a policy name, or the number of an uninitialised value.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The policy; null for "invalid".</returns>
    /// <exception cref="ScenarioFormatException">The text is neither.</exception>
    public static RdmPolicy? Policy(string text) => text switch
    {
        "invalid" => null,
        "strict" => RdmPolicy.Strict,
        "relaxed" => RdmPolicy.Relaxed,
        _ => TryEnumNumber(text, out int number)
            ? number == InvalidPolicy ? null : (RdmPolicy)number
            : throw new ScenarioFormatException("policy", $"\"{text}\" is not strict, relaxed, invalid or a number"),
    };

    /// <summary>Reads a strategy name or number.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The strategy; an undefined number stands for an uninitialised value and reserves nothing by itself.</returns>
    /// <exception cref="ScenarioFormatException">The text is neither.</exception>
    public static RdmStrategy Strategy(string text) => text switch
    {
        "ignore" => RdmStrategy.Ignore,
        "host" => RdmStrategy.Host,
        _ => TryEnumNumber(text, out int number)
            ? (RdmStrategy)number
            : throw new ScenarioFormatException("strategy", $"\"{text}\" is not host, ignore or a number"),
    };

    /// <summary>Reads a PCI address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Name of the value, for the message.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ScenarioFormatException">The text is no address.</exception>
    public static PciAddress Address(string text, string path) =>
        PciAddress.TryParse(text, out PciAddress address, out string? problem)
            ? address
            : throw new ScenarioFormatException(path, problem ?? "no PCI address");

    private static ulong? KiB(JsonElement input, string name) =>
        ScenarioValue.TryGet(input, name, out JsonElement value) && ScenarioValue.U64(value, name) is not UnsetKiB and var size
            ? size
            : null;

    // An enumeration of C: of a wider number the lower 32 bits.
    private static bool TryEnumNumber(string text, out int number)
    {
        bool known = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long wide);
        if (!known && ScenarioValue.TryParse(text, out ulong unsigned))
        {
            (known, wide) = (true, unchecked((long)unsigned));
        }

        number = unchecked((int)wide);
        return known;
    }

    private static HostRegion Region(JsonElement rmrr) => new()
    {
        BaseAddress = new Hpa(ScenarioValue.U64(rmrr, "base", 0)),
        LimitAddress = new Hpa(ScenarioValue.U64(rmrr, "end", 0)),
        Segment = (ushort)ScenarioValue.U32(rmrr, "seg", 0, ushort.MaxValue),
        Devices = [.. ScenarioValue.List(rmrr, "devices").Select(d => Address(ScenarioValue.Text(d, "devices"), "devices"))],
        Source = new RdmSource(RdmSourceKind.Given, "scenario", 0, 0),
    };

    private static AssignedDevice Device(JsonElement device) => new(
        Address(ScenarioValue.Text(device, "sbdf", ""), "sbdf"),
        Policy(ScenarioValue.Text(device, "rdm_policy", "invalid")));

    /// <summary>A masked entry shows as "invalid"; after a failure only those libxl had come to are masked.</summary>
    private static void WriteRdms(RdmResolution resolution, Utf8JsonWriter output)
    {
        output.WriteStartArray("rdms");
        for (int i = 0; i < resolution.Regions.Length; i++)
        {
            ResolvedRegion region = resolution.Regions[i];
            bool isMasked = region.Disposition == RdmDisposition.Masked && i < (resolution.FirstConflict ?? int.MaxValue);
            output.WriteStartObject();
            ScenarioValue.Hex(output, "start", region.Entry.Start.Value);
            ScenarioValue.Hex(output, "size", region.Entry.SizeInBytes);
            output.WriteString("policy", isMasked ? "invalid" : Name(region.Entry.Policy));
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static void WriteDevices(ImmutableArray<AssignedDevice> devices, Utf8JsonWriter output)
    {
        output.WriteStartArray("pci");
        foreach (AssignedDevice device in devices)
        {
            output.WriteStartObject();
            output.WriteString("sbdf", device.Address.ToString());
            output.WriteString("rdm_policy", Name(device.Policy));
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static void WriteBuilt(ToolstackResult result, RamLayout layout, Utf8JsonWriter output)
    {
        HvmInfo info = HvmInfo.Of(layout);
        output.WriteStartObject("hvm_info");
        ScenarioValue.Hex(output, "low_mem_pgend", info.LowMemPgEnd);
        ScenarioValue.Hex(output, "high_mem_pgend", info.HighMemPgEnd);
        ScenarioValue.Hex(output, "reserved_mem_pgstart", HvmInfo.ReservedMemPgStart);
        output.WriteEndObject();
        output.WriteBoolean("meminit_ok", result.Verdict != ToolstackVerdict.PageCountMismatch);
        output.WriteStartObject("xenstore");
        if (result.MmioHoleSizeInBytes is { } hole)
        {
            output.WriteString("platform/mmio_hole_size", hole.ToString(CultureInfo.InvariantCulture));
        }

        output.WriteEndObject();
    }
}
