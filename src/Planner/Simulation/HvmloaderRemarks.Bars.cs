using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Simulation;

internal static partial class HvmloaderRemarks
{
    private static void AddBars(FindingList found, MachineSimulation simulation, HvmloaderStage stage)
    {
        if (stage.Result.Crash is { Phase: MemoryMapSetup.Phase or PciScan.Phase })
        {
            return;
        }

        foreach (BarResult bar in stage.Result.Bars)
        {
            AddBar(found, simulation, stage, bar);
        }

        AddHidden(found, simulation, stage);
        AddSteps(found, simulation, stage);
        BarResult[] high = [.. stage.Result.Bars.Where(b => b.Space == BarSpace.HighMem)];
        if (high.Length > 0)
        {
            found.Add(
                SimulationFindingCode.BarsPlacedHigh,
                $"{Count(high.Length, "BAR")} above 4 GiB, in [{Hex(stage.Result.PciHiMemStart)}, {Hex(stage.Result.PciHiMemEnd)}): {string.Join(", ", high.Select(b => BarName(b, stage.Bus)))}");
        }
    }

    private static void AddBar(FindingList found, MachineSimulation simulation, HvmloaderStage stage, BarResult bar)
    {
        if (!bar.IsAssigned)
        {
            bool decodes = (stage.Result.Functions.First(f => f.DevFn == bar.DevFn).Command & (bar.Bar.Kind == PciBarKind.Io ? 1 : 2)) != 0;
            found.Add(
                SimulationFindingCode.BarWithoutSpace,
                $"{BarName(bar, stage.Bus)} gets no address (\"no space for resource!\")"
                + (decodes ? "; its function decodes all the same, because another of its BARs got one" : ""),
                null,
                bar.Bar.Kind == PciBarKind.Io ? null : "a larger mmio_hole= makes room below 4 GiB");
            return;
        }

        if (bar.Space == BarSpace.Io)
        {
            return;
        }

        if (bar.Bar.Kind == PciBarKind.Mem64 && bar.Space == BarSpace.LowMem && bar.Address >> 32 != 0)
        {
            found.Add(
                SimulationFindingCode.StaleUpperHalf,
                $"{BarName(bar, stage.Bus)} is placed below 4 GiB, but keeps the upper half it held before: it decodes at {Hex(bar.Address)}");
        }

        foreach (E820Record region in Regions(stage.Result.MemoryMap))
        {
            if (!RangeOverlap.Check(bar.Address, bar.Bar.SizeInBytes, region.Address.Value, region.SizeInBytes))
            {
                continue;
            }

            bool isHigh = bar.Space == BarSpace.HighMem;
            found.Add(
                isHigh ? SimulationFindingCode.HighBarOverRegion : SimulationFindingCode.BarOverRegion,
                $"{BarName(bar, stage.Bus)} at {Hex(bar.Address)} lies over {Name(region, simulation)}; "
                + (isHigh ? "hvmloader does not look at regions when it places BARs above 4 GiB"
                    : "hvmloader looks only at the region that ends next, and only at those that end below 4 GiB"));
        }
    }

    /// <summary>The BARs that lie under what the device model takes for RAM, in one finding: they have one cause and one remedy.</summary>
    private static void AddHidden(FindingList found, MachineSimulation simulation, HvmloaderStage stage)
    {
        DeviceModelView model = DeviceModelView.Of(
            simulation.Toolstack, EmulatedDevices.For(EmulatedMachine.Of(simulation.Request.Plan.Guest)).Memory);
        BarResult[] hidden = [.. stage.Result.Bars.Where(bar => DeviceModelView.FramesOf(bar) is { } frames && !model.RamWithin(frames).IsEmpty)];
        if (hidden.Length > 0)
        {
            string[] video = [.. hidden.Where(bar => model.MemoryOf(bar) is not null).Select(bar => Place(bar, stage))];
            string[] others = [.. hidden.Where(bar => model.MemoryOf(bar) is null).Select(bar => Place(bar, stage))];
            string recorded = video.Length == 0 ? "" : $"the video memory is not moved there (as guests of Xen 4.17 show): {string.Join("; ", video)}";
            string assumed = others.Length == 0 ? "" : "a device does not answer there (assumed from the device model's source, which puts RAM over PCI "
                + $"space; no recorded guest shows it): {string.Join("; ", others)}";
            found.Add(
                SimulationFindingCode.BarHidden,
                $"{Count(hidden.Length, "BAR")} where the device model still has RAM; {recorded}{(video.Length > 0 && others.Length > 0 ? "; " : "")}{assumed}",
                null,
                "mmio_hole= tells the device model of a larger hole; regions that lower the end of RAM do not");
        }
    }

    /// <summary>Low BARs that do not follow the one before them because a region was in the way.</summary>
    private static void AddSteps(FindingList found, MachineSimulation simulation, HvmloaderStage stage)
    {
        ulong next = stage.Result.PciMemStart;
        foreach (BarResult bar in stage.Result.Bars.Where(b => b.Space == BarSpace.LowMem).OrderBy(LowAddress))
        {
            ulong natural = BarPlacement.AlignUp(next, bar.Bar.SizeInBytes);
            ulong start = LowAddress(bar);
            foreach (E820Record region in Regions(stage.Result.MemoryMap))
            {
                if (natural < start && RangeOverlap.Check(natural, start - natural, region.Address.Value, region.SizeInBytes))
                {
                    found.Add(
                        SimulationFindingCode.BarStepsOverRegion,
                        $"{BarName(bar, stage.Bus)} goes to {Hex(start)} instead of {Hex(natural)}, behind {Name(region, simulation)}; the space between is not used again");
                }
            }

            next = start + bar.Bar.SizeInBytes;
        }
    }

    private static string Place(BarResult bar, HvmloaderStage stage) => $"{BarName(bar, stage.Bus)} at {Hex(bar.Address)}";

    private static ulong LowAddress(BarResult bar) => bar.Address & uint.MaxValue;

    private static string BarName(BarResult bar, GuestBus bus)
    {
        string index = bar.Bar.Index == PciBar.RomIndex ? "the ROM" : $"BAR {bar.Bar.Index}";
        return $"{index} of {bus.Find(bar.DevFn)?.Name} at {bar.DevFn >> 3:x2}.{bar.DevFn & 7:x} ({Reports.SizeText.Of(bar.Bar.SizeInBytes)})";
    }
}
