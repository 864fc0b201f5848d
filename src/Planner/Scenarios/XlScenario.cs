using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>The <c>xl</c> object of a libxl scenario: values that go through xl's own option handling first.</summary>
internal static class XlScenario
{
    // What xl leaves for libxl to default: cirrus with 8 MiB.
    private const ulong DefaultVideoMemKiB = 8192;
    private const long DefaultMemoryMiB = 32;

    /// <summary>Runs xl's part, writes what it did, and makes the toolstack's input of it.</summary>
    /// <param name="xl">The <c>xl</c> object.</param>
    /// <param name="input">The whole input, for what uninitialised fields contain.</param>
    /// <param name="regions">The host's regions.</param>
    /// <param name="hap">Hardware assisted paging.</param>
    /// <param name="output">Takes the <c>xl</c> member.</param>
    /// <param name="profile">Whose xl.</param>
    /// <returns>The input, or null when xl exits.</returns>
    internal static ToolstackInput? Read(
        JsonElement xl, JsonElement input, ImmutableArray<HostRegion> regions, bool hap, Utf8JsonWriter output, XenProfile profile)
    {
        GuestOverrides values = Values(xl, input);
        XlRun run = XlFrontEnd.Run(values, profile);
        output.WriteStartObject("xl");
        output.WriteNumber("exit", run.ExitCode);
        output.WriteString("stderr", run.StandardError);
        output.WriteString("strategy", Name(run.Strategy));
        output.WriteString("policy", LibxlScenario.Name(run.Policy));
        output.WriteBoolean("uninitialised_read", run.UninitialisedRead);
        output.WriteEndObject();
        if (run.ExitCode != 0)
        {
            return null;
        }

        long memory = values.MemoryMiB ?? DefaultMemoryMiB;
        return new ToolstackInput
        {
            MaxMemKiB = unchecked((ulong)(values.MaxMemMiB ?? memory) << 10),
            VideoMemKiB = DefaultVideoMemKiB,
            MmioHoleKiB = unchecked((ulong)(values.MmioHoleMiB ?? 0) << 10),
            Hap = hap,
            RoundsMovedLowMemForHap = profile.RoundsMovedLowMemForHap,
            BoundaryKiB = values.BoundaryMiB is { } boundary ? unchecked((ulong)boundary << 10) : null,
            Rdm = new RdmRequest
            {
                HostRegions = regions,
                Devices = [.. run.Devices.Select(d => new AssignedDevice(d.Address, d.Policy))],
                Strategy = run.Strategy,
                GlobalPolicy = run.Policy,
                DevicePolicyOverridesGlobal = profile.DevicePolicyOverridesGlobal,
            },
        };
    }

    private static GuestOverrides Values(JsonElement xl, JsonElement input) => new()
    {
        MemoryMiB = Number(xl, "memory"),
        MaxMemMiB = Number(xl, "maxmem"),
        Rdm = ScenarioValue.TryGet(xl, "rdm", out JsonElement rdm) ? ScenarioValue.Text(rdm, "rdm") : null,
        Pci = ScenarioValue.TryGet(xl, "pci", out _)
            ? [.. ScenarioValue.List(xl, "pci").Select(device => ScenarioValue.Text(device, "pci"))]
            : default,
        MmioHoleMiB = Number(xl, "mmio_hole"),
        BoundaryMiB = Number(xl, "rdm_mem_boundary"),
        UninitialisedPolicy = LibxlScenario.Policy(ScenarioValue.Text(input, "uninit_policy", "invalid")),
        UninitialisedStrategy = LibxlScenario.Strategy(ScenarioValue.Text(input, "uninit_strategy", "0")),
    };

    private static string Name(RdmStrategy strategy) => strategy switch
    {
        RdmStrategy.Ignore => "ignore",
        RdmStrategy.Host => "host",
        _ => ((int)strategy).ToString(CultureInfo.InvariantCulture),
    };

    private static long? Number(JsonElement xl, string name)
    {
        if (!ScenarioValue.TryGet(xl, name, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)
            ? number
            : unchecked((long)ScenarioValue.U64(value, name));
    }
}
