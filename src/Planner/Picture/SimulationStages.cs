using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Picture;

/// <summary>The stages of a simulation, as far as the guest came.</summary>
internal static class SimulationStages
{
    /// <summary>Makes the stages.</summary>
    internal static ImmutableArray<PictureStage> Of(MachineSimulation simulation)
    {
        RegionStory story = new(simulation.Plan.Plan, region => LaterFacts(simulation, region));
        List<PictureStage> stages = [.. PlanStages.Of(simulation.Plan, story).Select(stage => WithHost(stage, simulation))];
        PictureStage toolstack = stages[^1];
        if (simulation.Assignment is { } assignment)
        {
            stages.Add(toolstack with
            {
                Key = "assignment",
                Name = "assignment",
                Summary = AssignmentSummary(assignment, "assigned", simulation.Stop is { Stage: SimulationStage.Assignment }),
            });
        }

        if (simulation.Hvmloader is { } hvmloader)
        {
            stages.Add(Hvmloader(simulation, hvmloader, toolstack));
        }

        if (simulation.Hotplug is { } hotplug)
        {
            stages.Add(Hotplug(simulation, hotplug, stages[^1]));
        }

        return [.. stages];
    }

    /// <summary>The map and the regions of the host are those of the hypervisor's boot, regions it drops included.</summary>
    private static PictureStage WithHost(PictureStage stage, MachineSimulation simulation)
    {
        IEnumerable<PictureBlock> map = simulation.Plan.Plan.Request.Host.MemoryMap is null
            ? PlanStages.HostMap(simulation.Request.HostMemoryMap)
            : [];
        return PlanStages.Make(stage.Key, stage.Name, stage.Summary, [.. stage.Blocks, .. map, .. Ignored(simulation)], stage.Edges);
    }

    private static IEnumerable<PictureBlock> Ignored(MachineSimulation simulation)
    {
        int number = 0;
        foreach (IgnoredRegion region in simulation.Hypervisor.Result.Dispositions.OfType<IgnoredRegion>())
        {
            number++;
            ulong start = region.BaseAddress.Value;
            string devices = region.Devices.IsEmpty ? "none that is known" : string.Join(", ", region.Devices);
            yield return new PictureBlock
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"dropped-{number}"),
                Lane = PictureLane.Rdm,
                Start = start,
                Last = Math.Max(start, region.LimitAddress.Value),
                Kind = BlockKind.Rdm,
                Mark = BlockMark.NotConsidered,
                Label = "dropped",
                Devices = [.. region.Devices.Select(d => d.ToString())],
                Facts =
                [
                    new PictureFact("what", "a region the hypervisor does not keep"),
                    new PictureFact("devices", devices),
                    new PictureFact("source", region.Source.ToString()),
                    new PictureFact("hypervisor", HypervisorRemarks.Word(region.Reason)),
                ],
            };
        }
    }

    private static PictureStage Hvmloader(MachineSimulation simulation, HvmloaderStage stage, PictureStage toolstack)
    {
        HvmloaderResult result = stage.Result;
        ulong lowEnd = (ulong)result.LowMemPgEnd << PageSizes.FrameShift;
        ulong highEnd = (ulong)result.HighMemPgEnd << PageSizes.FrameShift;
        MemoryPlan plan = simulation.Plan.Plan;
        ImmutableArray<E820Record> map = stage.E820 is { CrashText: null } table ? table.Entries : result.MemoryMap;
        return PlanStages.Make(
            "hvmloader",
            "hvmloader",
            Summary(stage),
            [
                .. toolstack.Blocks.Where(b => b.Lane is PictureLane.HostMap or PictureLane.Rdm),
                .. RamBlocks.Of(lowEnd, highEnd == 0 ? null : highEnd, "as hvmloader leaves it"),
                .. DeviceBlocks.Of(stage),
                .. MapBlocks.Of(PictureLane.GuestMap, "map", map),
            ],
            [
                .. toolstack.Edges.Where(e => e.Name is not ("lowmem_end" or "highmem_end")),
                .. PlanStages.Moved("lowmem_end", plan.InitialLayout?.LowMemEnd.Value ?? lowEnd, lowEnd),
                .. highEnd == 0 ? Array.Empty<PictureEdge>() : [new PictureEdge("highmem_end", highEnd)],
                .. PlanStages.Moved("pci_mem_start", Math.Max(GuestLayout.LowMmioStart, result.PciMemStart), result.PciMemStart),
            ]);
    }

    private static string Summary(HvmloaderStage stage)
    {
        int low = stage.Result.Bars.Count(b => b.Space == BarSpace.LowMem);
        int high = stage.Result.Bars.Count(b => b.Space == BarSpace.HighMem);
        string bars = $"hvmloader put {low} {(low == 1 ? "BAR" : "BARs")} below 4 GiB and {high} above; the hole starts at 0x{stage.Result.PciMemStart:x}";
        int moved = stage.Result.Relocations.Length;
        return stage.CrashText is { } crash ? $"hvmloader stops: {crash.TrimEnd('.')}."
            : moved == 0 ? $"{bars}."
            : $"{bars}, and RAM was moved above 4 GiB for it.";
    }

    private static string AssignmentSummary(AssignmentStageResult stage, string verb, bool isStopped)
    {
        int given = stage.Devices.Count(d => d.IsAssigned);
        string count = $"{given} {(given == 1 ? "function" : "functions")} {verb} and their regions identity-mapped";
        return isStopped && stage.Stop is { } stop ? $"{count}; then it stops: {stop.Reason.TrimEnd('.')}." : $"{count}.";
    }

    /// <summary>The running guest: the regions of the new devices are asked for now, whatever lies there.</summary>
    private static PictureStage Hotplug(MachineSimulation simulation, AssignmentStageResult hotplug, PictureStage before)
    {
        ImmutableArray<HostRegion> regions = simulation.Plan.Plan.Request.Host.Regions;
        Dictionary<string, BlockMark> marks = [];
        for (int i = 0; i < regions.Length; i++)
        {
            AttachedDevice? device = hotplug.Devices.FirstOrDefault(d => regions[i].IsReportedFor(d.Address));
            if (device is not null)
            {
                marks[RegionStory.IdOf(i)] = device.IsAssigned ? BlockMark.Wanted : BlockMark.Conflicting;
            }
        }

        return PlanStages.Make(
            "hotplug",
            "hotplug",
            AssignmentSummary(hotplug, "attached", simulation.Stop is { Stage: SimulationStage.Hotplug }),
            before.Blocks.Select(b => marks.TryGetValue(b.Id, out BlockMark mark) && b.Mark != BlockMark.Exposed ? b with { Mark = mark } : b),
            before.Edges);
    }

    /// <summary>What the stages behind the toolstack did at a region's frames.</summary>
    private static IEnumerable<PictureFact> LaterFacts(MachineSimulation simulation, RegionStory.RegionOfHost region)
    {
        (string Stage, DomainMemory? Memory)[] moments =
        [
            ("assignment", simulation.Assignment?.Memory),
            ("hvmloader", simulation.Booted),
            ("hotplug", simulation.Hotplug?.Memory),
        ];
        Gfn first = new(region.Start >> PageSizes.FrameShift);
        GfnRange frames = GfnRange.FromPages(first, (region.Last >> PageSizes.FrameShift) - first.Value + 1);
        foreach ((string stage, DomainMemory? memory) in moments)
        {
            if (memory is not null)
            {
                yield return new PictureFact(stage, Owners(memory.P2m, frames));
            }
        }
    }

    private static string Owners(GuestP2m p2m, GfnRange frames)
    {
        const int Shown = 4;
        P2mRun[] runs = [.. p2m.RunsWithin(frames).Take(Shown + 1)];
        IEnumerable<string> words = runs.Take(Shown)
            .Select(run => $"{FrameText.Of(run)} (gfn {run.Frames.Start}, {run.Frames.PageCount} page(s))");
        return string.Join("; ", words) + (runs.Length > Shown ? "; and more" : "");
    }
}
