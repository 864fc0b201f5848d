using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace RdmPlanner.Planner.Diff;

/// <summary>What the JSON of <c>plan</c> or <c>simulate</c> says, in the form in which it is compared.</summary>
/// <remarks>Plans made on the spot go through their JSON as well, so that saved and fresh plans are compared alike.</remarks>
public sealed class SavedPlan
{
    /// <summary>The major format version that is read; any minor number will do.</summary>
    private const string Major = "1.";

    private static readonly (string Member, string Name)[] Settings =
    [
        ("name", "name"), ("memory_mib", "memory_mib"), ("maxmem_mib", "maxmem_mib"), ("videoram_mib", "videoram_mib"),
        ("mmio_hole_mib", "mmio_hole_mib"), ("hap", "hap"), ("rdm", "rdm"),
    ];

    private readonly List<(string Name, string Value)> _settings = [];
    private readonly List<(string Name, string Value)> _edges = [];
    private readonly List<(string Name, string Value)> _ending = [];
    private readonly List<DiffItem> _items = [];
    private readonly Dictionary<string, (int Count, string Severity)> _findings = [];

    private SavedPlan(bool isSimulation, string verdict, string host)
    {
        IsSimulation = isSimulation;
        Verdict = verdict;
        Host = host;
    }

    /// <summary>Whether it is of <c>simulate</c>.</summary>
    public bool IsSimulation { get; }

    /// <summary><c>accepted</c> or <c>rejected</c>.</summary>
    public string Verdict { get; }

    /// <summary>The host it was made for, as the user named it.</summary>
    public string Host { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="root">The whole document.</param>
    /// <param name="plan">The plan; null when the document is none.</param>
    /// <param name="problem">Why it is none; null when it is one.</param>
    /// <returns>Whether there is a plan.</returns>
    public static bool TryRead(JsonElement root, [NotNullWhen(true)] out SavedPlan? plan, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            plan = Read(root);
            problem = null;
            return true;
        }
        catch (FormatException fault)
        {
            plan = null;
            problem = fault.Message;
            return false;
        }
    }

    /// <summary>Compares two plans of one kind.</summary>
    /// <param name="before">The first plan.</param>
    /// <param name="after">The second plan.</param>
    /// <returns>The differences. Where a region or finding was stated does not count, so dumps of other names compare equal.</returns>
    public static Differences Compare(SavedPlan before, SavedPlan after)
    {
        ImmutableArray<DiffChange> changes =
        [
            .. ItemDiff.OfValues(DiffSubject.Setting, before._settings, after._settings, name => name == "name"),
            .. ItemDiff.OfValues(DiffSubject.Edge, before._edges, after._edges, _ => false),
            .. ItemDiff.Of(before._items, after._items),
            .. FindingChanges(before, after),
            .. ItemDiff.OfValues(DiffSubject.Verdict, before._ending, after._ending, _ => false),
        ];
        return new Differences(
            changes, before.Host == after.Host ? [] : [$"the first was planned on {before.Host}, the second on {after.Host}"]);
    }

    private static IEnumerable<DiffChange> FindingChanges(SavedPlan before, SavedPlan after)
    {
        foreach (string code in before._findings.Keys.Union(after._findings.Keys).Order(StringComparer.Ordinal))
        {
            (int old, string oldSeverity) = before._findings.GetValueOrDefault(code);
            (int now, string nowSeverity) = after._findings.GetValueOrDefault(code);
            if (old != now)
            {
                DiffAction action = old == 0 ? DiffAction.Added : now == 0 ? DiffAction.Removed : DiffAction.Changed;
                string severity = now == 0 ? oldSeverity : nowSeverity;
                yield return new DiffChange(DiffSubject.Finding, action, $"{severity} {code}", [new DiffField("count", Count(old), Count(now))]);
            }
        }

        static string? Count(int count) => count == 0 ? null : count.ToString(CultureInfo.InvariantCulture);
    }

    private static SavedPlan Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || PlanMembers.Text(root, "format_version") is not { } version)
        {
            throw new FormatException("JSON without format_version; diff takes the JSON of 'rdmplan plan' and 'rdmplan simulate'");
        }

        if (!version.StartsWith(Major, StringComparison.Ordinal))
        {
            throw new FormatException($"format_version {version} is not known here; 1.x is read");
        }

        bool isSimulation = root.TryGetProperty("libxl", out JsonElement libxl) && root.TryGetProperty("stages", out _);
        if (PlanMembers.Text(root, "outcome") is not ("accepted" or "rejected") || !(isSimulation || root.TryGetProperty("memory_map", out _)))
        {
            throw new FormatException("JSON of another command; diff takes that of 'rdmplan plan' and 'rdmplan simulate', of one profile");
        }

        SavedPlan plan = new(isSimulation, PlanMembers.Text(root, "outcome")!, PlanMembers.Text(root, "host") ?? "");
        plan._ending.Add(("outcome", plan.Verdict));
        plan.ReadGuest(root);
        if (isSimulation)
        {
            plan.ReadSimulation(root, libxl);
        }
        else
        {
            plan.ReadEdges(root, "lowmem_end", "highmem_end", "mmio_start", "mmio_size");
            plan._items.AddRange(PlanMembers.List(root, "regions").Select(PlanMembers.Region));
            plan._items.AddRange(PlanMembers.List(root, "memory_map").Select(e => PlanMembers.MapEntry(e, "map entry")));
        }

        plan.ReadFindings(root, isSimulation ? "findings" : "diagnostics");
        return plan;
    }

    private void ReadGuest(JsonElement root)
    {
        _settings.Add(("profile", PlanMembers.Text(root, "profile") ?? ""));
        if (!root.TryGetProperty("guest", out JsonElement guest) || guest.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach ((string member, string name) in Settings)
        {
            if (PlanMembers.Scalar(guest, member) is { } value)
            {
                _settings.Add((name, value));
            }
        }

        if (PlanMembers.Scalar(guest, "rdm_mem_boundary_mib") is { } boundary)
        {
            _edges.Add(("rdm_mem_boundary_mib", boundary));
        }

        foreach (IGrouping<string, string> device in PlanMembers.List(guest, "pci").Select(PlanMembers.Word).GroupBy(d => d))
        {
            _settings.Add(($"pci {device.Key}", device.Count().ToString(CultureInfo.InvariantCulture)));
        }
    }

    private void ReadSimulation(JsonElement root, JsonElement libxl)
    {
        foreach (string name in (string[])["firmware", "phys_bits"])
        {
            if (PlanMembers.Scalar(root, name) is { } value)
            {
                _settings.Add((name, value));
            }
        }

        foreach (JsonElement stage in PlanMembers.List(root, "stages"))
        {
            string stageName = PlanMembers.Text(stage, "stage") ?? throw new FormatException("a stage without a name");
            _ending.Add((stageName, PlanMembers.Text(stage, "status") ?? ""));
            foreach (string edge in (string[])["lowmem_end", "highmem_end", "pci_mem_start", "low_mem_pgend", "high_mem_pgend"])
            {
                if (stage.TryGetProperty(edge, out JsonElement change) && PlanMembers.Text(change, "after") is { } end)
                {
                    _edges.Add((edge, end));
                }
            }
        }

        _items.AddRange(PlanMembers.List(libxl, "rdms").Select(PlanMembers.Region));
        _items.AddRange(PlanMembers.List(root, "e820").Select(e => PlanMembers.MapEntry(e, "E820 entry")));
        _items.AddRange(PlanMembers.List(root, "bars").Select(PlanMembers.Bar));
    }

    private void ReadEdges(JsonElement root, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (PlanMembers.Text(root, name) is { } value)
            {
                _edges.Add((name, value));
            }
        }
    }

    /// <summary>Findings of dumps say in which form a table was dumped, which is no difference of hosts.</summary>
    private void ReadFindings(JsonElement root, string name)
    {
        foreach (JsonElement finding in PlanMembers.List(root, name))
        {
            string code = PlanMembers.Text(finding, "code") ?? throw new FormatException("a finding without a code");
            if (!code.StartsWith("DUMP", StringComparison.Ordinal))
            {
                (int count, _) = _findings.GetValueOrDefault(code);
                _findings[code] = (count + 1, PlanMembers.Text(finding, "severity") ?? "");
            }
        }
    }
}
