using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Simulation;

/// <summary>What a user must know of hvmloader's run.</summary>
internal static partial class HvmloaderRemarks
{
    /// <summary>BUILD_MAX_E820 of SeaBIOS: further entries are dropped.</summary>
    private const int SeaBiosEntries = 32;

    /// <summary>Adds the findings of the stage.</summary>
    internal static void AddTo(FindingList found, MachineSimulation simulation)
    {
        if (simulation is not { Hvmloader: { } stage, Assignment: { } assignment, Booted: { } booted })
        {
            return;
        }

        if (stage.CrashText is { } crash)
        {
            found.Add(SimulationFindingCode.HvmloaderCrash, $"hvmloader stops in {crash}", null, HelpFor(stage));
        }

        AddHole(found, stage);
        AddMoves(found, stage);
        AddBars(found, simulation, stage);
        AddFixedArea(found, simulation, stage);
        AddOwners(found, assignment.Memory.P2m, booted.P2m);
        AddMissing(found, stage, booted.P2m);
        if (stage.E820 is { CrashText: null } table && table.Entries.Length > SeaBiosEntries && stage.Input.Bios == GuestBios.SeaBios)
        {
            found.Add(
                SimulationFindingCode.TooManyE820Entries,
                $"the E820 has {table.Entries.Length} entries; SeaBIOS keeps {SeaBiosEntries}, and the guest does not learn of the others");
        }
    }

    private static string? HelpFor(HvmloaderStage stage) =>
        stage.Result.Crash is { Phase: "memory_map_setup" }
            ? "a reserved region meets hvmloader's own area [0xfc100000, 0xfe000000); a relaxed policy does not help, because that area is no RAM"
            : null;

    private static void AddHole(FindingList found, HvmloaderStage stage)
    {
        HvmloaderResult result = stage.Result;
        if (result.PciMemStart != GuestLayout.LowMmioStart)
        {
            string why = stage.Input.Xenstore.ContainsKey("platform/mmio_hole_size") ? "as mmio_hole= says; regions in it are not made room for"
                : ulong.IsPow2((ulong)GuestLayout.FourGiB - result.PciMemStart) ? "because the BARs need more than 192 MiB"
                : "down to the end of low RAM, because a reserved region lies in it";
            found.Add(
                SimulationFindingCode.HoleMoved,
                $"the hole below 4 GiB starts at {Hex(result.PciMemStart)} instead of {Hex(GuestLayout.LowMmioStart)}, {why}");
        }

        if (result.IgdOpRegionPgBase != 0)
        {
            ulong start = (ulong)result.IgdOpRegionPgBase << PageSizes.FrameShift;
            found.Add(SimulationFindingCode.OpRegion, $"3 pages at {Hex(start)} are set aside for the OpRegion of an Intel adapter (NVS in the E820)");
        }
    }

    private static void AddMoves(FindingList found, HvmloaderStage stage)
    {
        HvmloaderResult result = stage.Result;
        if (!result.Relocations.IsEmpty)
        {
            ulong pages = 0;
            foreach (RamMove move in result.Relocations)
            {
                pages += move.PageCount;
            }

            bool allowed = stage.Input.Xenstore.GetValueOrDefault("hvmloader/allow-memory-relocate") != "0";
            string why = allowed ? "" : "; mmio_hole= makes hvmloader do so although relocation is off, and qemu-xen does not learn of it";
            found.Add(
                SimulationFindingCode.RamRelocated,
                $"{pages} pages of RAM from {Hex((ulong)result.LowMemPgEnd << PageSizes.FrameShift)} up are moved above 4 GiB{why}");
        }

        if (!result.PageMoves.IsEmpty)
        {
            found.Add(SimulationFindingCode.PagesTakenFromRam, $"{result.PageMoves.Length} special pages are taken from the end of the guest's RAM");
        }
    }

    /// <summary>Regions that pass hvmloader's check but lie in what it reserves: the E820 then has overlapping entries.</summary>
    private static void AddFixedArea(FindingList found, MachineSimulation simulation, HvmloaderStage stage)
    {
        foreach (E820Record region in Regions(stage.Result.MemoryMap))
        {
            bool meets = RangeOverlap.Check(
                GuestLayout.ReservedBase, GuestLayout.FourGiB - GuestLayout.ReservedBase, region.Address.Value, region.SizeInBytes);
            if (meets && stage.Result.Crash?.Phase != MemoryMapSetup.Phase)
            {
                found.Add(
                    SimulationFindingCode.RegionOverFixedArea,
                    $"{Name(region, simulation)} overlaps what hvmloader keeps for itself, [0xfc000000, 0x100000000); the E820 has both entries");
            }
        }
    }

    private static void AddOwners(FindingList found, GuestP2m before, GuestP2m after)
    {
        ImmutableArray<P2mRun> known = before.TwoOwners();
        foreach (P2mRun run in after.TwoOwners())
        {
            // Those of the assignment have been named by it.
            if (!known.Any(k => k.Frames.Contains(run.Frames) && k.Claims.Length == run.Claims.Length))
            {
                found.Add(
                    SimulationFindingCode.FrameWithTwoOwners,
                    $"gfn {run.Frames} ({run.Frames.PageCount} pages) has two owners: {run.Owner}, and {string.Join(", ", run.Claims)}; real Xen lets it happen");
            }
        }
    }

    /// <summary>Frames the guest takes for RAM although nothing, or no memory, is behind them.</summary>
    private static void AddMissing(FindingList found, HvmloaderStage stage, GuestP2m booted)
    {
        foreach (E820Record entry in stage.E820?.Entries.Where(e => e.Type == E820Type.Ram) ?? [])
        {
            ulong start = entry.Address.Value >> PageSizes.FrameShift;
            ulong end = entry.WrappedEnd.Value >> PageSizes.FrameShift;
            if (start >= end || end > Gfn.Limit)
            {
                continue;
            }

            foreach (P2mRun run in booted.RunsWithin(new GfnRange(new Gfn(start), new Gfn(end))))
            {
                if (!run.Owner.IsRam)
                {
                    found.Add(
                        SimulationFindingCode.RamMissing,
                        $"the E820 gives the guest gfn {run.Frames} ({run.Frames.PageCount} pages) as RAM, but there is {run.Owner}"
                        + (run.Claims.IsEmpty ? "" : $" in place of {string.Join(", ", run.Claims)}"));
                }
            }
        }
    }

    private static IEnumerable<E820Record> Regions(ImmutableArray<E820Record> map) => map.Where(e => e.Type == E820Type.Reserved);

    /// <summary>The region of the plan that an entry of hvmloader's map is; null when it is none.</summary>
    internal static PlannedRegion? Find(E820Record region, MachineSimulation simulation) =>
        simulation.Plan.Plan.Regions.FirstOrDefault(
            p => p.Resolved.Entry.Start == region.Address && p.Resolved.Entry.SizeInBytes == region.SizeInBytes);

    /// <summary>A region as the plan names it, with where it is stated.</summary>
    private static string Name(E820Record region, MachineSimulation simulation) => Find(region, simulation) is { } planned
        ? RegionText.Region(planned)
        : $"reserved {RegionText.Range(region.Address.Value, region.SizeInBytes)}";

    private static string Hex(ulong value) => Reports.HexText.Of(value);

    private static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
