using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Replays one line of <c>dmar.jsonl</c>: a recorded boot of Xen 4.17 with odd tables or options (traces/README.md).</summary>
public static class TraceBoot
{
    private const string OptionPrefix = "rmrr=";

    private static readonly XenProfile _recordedOn = XenProfile.TryParse("4.17", out XenProfile profile) ? profile : XenProfile.Newest;

    /// <summary>Lines of every boot, which the traces leave out.</summary>
    private static readonly ImmutableArray<string> _everyBoot =
    [
        "[VT-D]Host address width",
        "[VT-D]found ACPI_DMAR_",
        "[VT-D]  dmaru->address",
        "[VT-D]  flags:",
        $"[VT-D] IOAPIC: {TraceHost.IoApic}",
    ];

    /// <summary>Whether a parsed line has this form, not that of a vector or of a traced guest.</summary>
    /// <param name="line">The line.</param>
    /// <returns>True when it is an object with <c>case</c>, <c>xen_opts</c> and <c>dmar_rmrrs</c>.</returns>
    public static bool IsTrace(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("case", out _)
        && line.TryGetProperty("xen_opts", out _) && line.TryGetProperty("dmar_rmrrs", out _);

    /// <summary>Compares a recorded boot with the simulated one under the release it was recorded on.</summary>
    /// <param name="line">The line's object.</param>
    /// <returns>Each difference as one line that begins with the field; empty when there is none.</returns>
    /// <exception cref="ScenarioFormatException">The line is not of the traces' form.</exception>
    public static ImmutableArray<string> Differences(JsonElement line) => Differences(line, _recordedOn);

    /// <summary>Compares a recorded boot with the simulated one.</summary>
    /// <param name="line">The line's object.</param>
    /// <param name="profile">Whose hypervisor to simulate.</param>
    /// <returns>Each difference as one line that begins with the field; empty when there is none.</returns>
    /// <exception cref="ScenarioFormatException">The line is not of the traces' form.</exception>
    public static ImmutableArray<string> Differences(JsonElement line, XenProfile profile)
    {
        HypervisorResult host = Boot(line, profile);
        var differences = ImmutableArray.CreateBuilder<string>();
        CompareLists(differences, "messages", Texts(line, "messages"), Messages(host));
        bool enabled = ScenarioValue.Bool(line, "iommu_enabled", fallback: false);
        if (enabled != host.VtdUsable)
        {
            differences.Add($"iommu_enabled: expected {Name(enabled)}, got {Name(host.VtdUsable)}");
        }

        CompareLists(differences, "rdm_all", Entries(line, "rdm_all"), Entries(RdmQuery.All(host)));
        CompareDevices(differences, line, host);
        return differences.ToImmutable();
    }

    /// <summary>Simulates the boot of a line.</summary>
    /// <param name="line">The line's object.</param>
    /// <param name="profile">Whose hypervisor to simulate.</param>
    /// <returns>The hypervisor after boot.</returns>
    /// <exception cref="ScenarioFormatException">The line is not of the traces' form.</exception>
    public static HypervisorResult Boot(JsonElement line, XenProfile profile)
    {
        string? option = ScenarioValue.Text(line, "xen_opts", string.Empty)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .LastOrDefault(word => word.StartsWith(OptionPrefix, StringComparison.Ordinal));
        return DmarAcceptance.Run(new HypervisorInput
        {
            E820 = TraceHost.MemoryMap,
            Dmar = new DmarModel { Entries = [TraceHost.Unit, .. TraceRegions.Read(ScenarioValue.Text(line, "dmar_rmrrs", string.Empty))] },
            Present = [.. TraceHost.Functions],
            Bridges = TraceHost.BusRegisters,
            RmrrOption = option is null ? null : RmrrOption.FromCommandLine(option[OptionPrefix.Length..]),
            Verbose = true,
            DebugBuild = false,
            Profile = profile,
        });
    }

    /// <summary>The log as the traces give it: without levels and the lines of every boot, with the line that ends the matter.</summary>
    private static List<string> Messages(HypervisorResult host)
    {
        var messages = new List<string>();
        foreach (XenLogLine line in host.Log)
        {
            if (!_everyBoot.Any(prefix => line.Text.StartsWith(prefix, StringComparison.Ordinal)))
            {
                messages.Add(line.Text);
            }
        }

        messages.Add(host.VtdUsable ? "Intel VT-d Queued Invalidation enabled." : "I/O virtualisation disabled");
        return messages;
    }

    private static void CompareDevices(ImmutableArray<string>.Builder differences, JsonElement line, HypervisorResult host)
    {
        var recorded = new Dictionary<PciAddress, List<string>>();
        if (ScenarioValue.TryGet(line, "rdm_per_dev", out JsonElement perDevice))
        {
            foreach (JsonProperty device in perDevice.EnumerateObject())
            {
                recorded[RmrrScenarioInput.Address(device.Name, "rdm_per_dev")] = Entries(perDevice, device.Name);
            }
        }

        foreach (PciAddress device in TraceHost.Functions.Union(recorded.Keys).Order())
        {
            List<string> expected = recorded.GetValueOrDefault(device, []);
            CompareLists(differences, $"rdm_per_dev.{device}", expected, Entries(RdmQuery.Of(host, device)));
        }
    }

    private static void CompareLists(ImmutableArray<string>.Builder differences, string field, List<string> expected, List<string> actual)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            string wanted = i < expected.Count ? expected[i] : "nothing";
            string got = i < actual.Count ? actual[i] : "nothing";
            if (wanted != got)
            {
                differences.Add($"{field}[{i}]: expected {wanted}, got {got}");
            }
        }
    }

    private static List<string> Texts(JsonElement line, string field) =>
        [.. ScenarioValue.List(line, field).Select(element => RmrrScenarioInput.Text(element, field))];

    private static List<string> Entries(JsonElement line, string field) =>
        [.. ScenarioValue.List(line, field).Select(entry => Entry(entry, field))];

    private static List<string> Entries(ImmutableArray<RdmEntry> entries) =>
        [.. entries.Select(entry => Entry(entry.StartPfn, entry.PageCount))];

    private static string Entry(JsonElement entry, string field)
    {
        if (entry.ValueKind != JsonValueKind.Array || entry.GetArrayLength() != 2)
        {
            throw new ScenarioFormatException(field, $"{entry.GetRawText()} is not [start, pages]");
        }

        return Entry(ScenarioValue.U64(entry[0], field), ScenarioValue.U64(entry[1], field));
    }

    private static string Entry(ulong start, ulong pages) => $"[{new Hpa(start)}, {new Hpa(pages)}]";

    private static string Name(bool value) => value ? "true" : "false";
}
