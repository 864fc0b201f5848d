using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Comparison;

/// <summary>What differs between two profiles' answers, and which of their rules explain it.</summary>
internal static class ProfileDifference
{
    private const int MostBars = 4;

    /// <summary>What differs, a phrase each.</summary>
    internal static ImmutableArray<string> What(ProfileAnswer first, ProfileAnswer other)
    {
        List<string> found = [];
        Add(found, "verdict", Verdict(first), Verdict(other));
        if (first.Plan is null || other.Plan is null)
        {
            return [.. found];
        }

        Add(found, "lowmem_end", first.LowMemEnd?.ToString(), other.LowMemEnd?.ToString());
        Add(found, "highmem_end", first.HighMemEnd?.ToString() ?? "none", other.HighMemEnd?.ToString() ?? "none");
        Add(found, "regions", Regions(first), Regions(other));
        if (first.Simulation is { } one && other.Simulation is { } two)
        {
            Add(found, "regions the hypervisor keeps", Kept(one), Kept(two));
            AddBars(found, first, other);
            if (OtherAcpiEntry(one, two))
            {
                Add(found, "E820 type of the ACPI tables", AcpiEntry(one), AcpiEntry(two));
            }
        }

        return [.. found];
    }

    /// <summary>The rules behind it that this input touches.</summary>
    internal static ImmutableArray<string> Why(ProfileAnswer first, ProfileAnswer other)
    {
        List<string> reasons = [];
        GuestConfig one = first.Guest.Config;
        GuestConfig two = other.Guest.Config;
        if (two.RdmText.Value is not null && (one.RdmStrategy.Value != two.RdmStrategy.Value || one.RdmPolicy.Value != two.RdmPolicy.Value))
        {
            reasons.Add(other.Profile.Grammar == Profiles.OptionGrammar.Xen415
                ? "the rdm= line is ignored there: from 4.15 on xl takes every valid policy for an error and drops the line without a message"
                : $"the rdm= line is read differently: {Rdm(two)} instead of {Rdm(one)}");
        }

        if (!Devices(one).SequenceEqual(Devices(two)))
        {
            reasons.Add("the pci= entries are read differently: " + string.Join(", ", Devices(two).DefaultIfEmpty("none")));
        }

        bool hasBoth = two.Devices.Any(d => d.PolicyOverride is not null) && one.RdmPolicy.Value is not null;
        if (first.Profile.DevicePolicyOverridesGlobal != other.Profile.DevicePolicyOverridesGlobal && hasBoth)
        {
            reasons.Add(other.Profile.DevicePolicyOverridesGlobal
                ? "a device's rdm_policy replaces the global policy there; under the design strict always wins"
                : "strict always wins there; in every release a device's rdm_policy replaces the global policy");
        }

        bool movedLow = first.LowMemEnd is { } low && other.LowMemEnd is { } otherLow && low != otherLow;
        if (movedLow && first.Profile.RoundsMovedLowMemForHap != other.Profile.RoundsMovedLowMemForHap)
        {
            reasons.Add("a moved end of low RAM is rounded down to 2 MiB for HAP guests from 4.14 on");
        }

        AddMachine(reasons, first, other);
        return [.. reasons];
    }

    private static void AddMachine(List<string> reasons, ProfileAnswer first, ProfileAnswer other)
    {
        if (first.Simulation is not { } one || other.Simulation is not { } two)
        {
            return;
        }

        if (Kept(one) != Kept(two))
        {
            reasons.Add("the hypervisor checks regions against its E820 from 4.19 on, and looks for their devices except in 4.17 to 4.19");
        }

        if (!first.BarPlaces.SequenceEqual(other.BarPlaces) && first.Profile.PlacesHugeBarsHigh != other.Profile.PlacesHugeBarsHigh)
        {
            reasons.Add("64-bit BARs above 1 GiB always go above 4 GiB and do not count for the hole from 4.19 on (and in 4.17.7)");
        }

        if (OtherAcpiEntry(one, two))
        {
            reasons.Add("hvmloader reports its ACPI tables as NVS from 4.15 on (and in 4.14.3 and 4.13.5)");
        }
    }

    private static void AddBars(List<string> found, ProfileAnswer first, ProfileAnswer other)
    {
        string[] moved = [.. other.BarPlaces.Except(first.BarPlaces)];
        if (moved.Length > 0 && !first.BarPlaces.IsEmpty)
        {
            string more = moved.Length > MostBars ? $" and {moved.Length - MostBars} more" : "";
            found.Add($"BARs: {string.Join(", ", moved.Take(MostBars))}{more}");
        }
    }

    private static void Add(List<string> found, string what, string? first, string? other)
    {
        if (first != other)
        {
            found.Add($"{what}: {other ?? "none"} instead of {first ?? "none"}");
        }
    }

    private static string Verdict(ProfileAnswer answer) =>
        SimulationNames.Of(answer.Outcome) + (answer.Stage is { } stage ? $" ({stage})" : "");

    private static string Regions(ProfileAnswer answer)
    {
        string[] regions = [.. answer.Regions().Select(r => $"{r.Start} {PlanJson.Name(r.Policy)} {PlanJson.Name(r.Disposition)}")];
        return regions.Length == 0 ? "none" : string.Join(", ", regions);
    }

    private static string Kept(Simulation.MachineSimulation simulation) =>
        simulation.Hypervisor.Result.VtdUsable
            ? string.Join(", ", simulation.Hypervisor.Regions.Select(r => r.BaseAddress.ToString()).DefaultIfEmpty("none"))
            : "none, VT-d is off";

    private static bool OtherAcpiEntry(Simulation.MachineSimulation one, Simulation.MachineSimulation two) =>
        AcpiEntry(one) is { } first && AcpiEntry(two) is { } other && first != other;

    private static string? AcpiEntry(Simulation.MachineSimulation simulation)
    {
        foreach (E820Record record in simulation.Hvmloader?.E820?.Entries ?? [])
        {
            if (record.Address.Value == Hvmloader.GuestLayout.AcpiInfo)
            {
                return E820TypeNames.Xen(record.Type);
            }
        }

        return null;
    }

    private static string Rdm(GuestConfig guest) =>
        $"strategy {(guest.RdmStrategy.Value == RdmStrategy.Host ? "host" : "ignore")}, policy {Scenarios.LibxlScenario.Name(guest.RdmPolicy.Value)}";

    private static IEnumerable<string> Devices(GuestConfig guest) => guest.Devices.Select(
        d => $"{d.Name ?? d.Address.ToString()}{(d.AllFunctions ? " (all functions)" : "")}{(d.PolicyOverride is { } policy ? $" {PlanJson.Name(policy)}" : "")}");
}
