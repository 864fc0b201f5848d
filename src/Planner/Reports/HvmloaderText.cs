using System.Globalization;
using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>hvmloader's stage as text: the hole, moved RAM, and every BAR with the reason for its place.</summary>
internal static class HvmloaderText
{
    /// <summary>Writes the stage.</summary>
    internal static void Write(StringBuilder text, MachineSimulation simulation)
    {
        HvmloaderStage? stage = simulation.Hvmloader;
        SimulationText.Heading(text, simulation, SimulationStage.Hvmloader, "BARs are placed, the E820 is built", stage is not null);
        if (stage is null)
        {
            return;
        }

        WriteHole(text, stage);
        WriteRam(text, stage);
        WriteBars(text, simulation, stage);
    }

    private static void WriteHole(StringBuilder text, HvmloaderStage stage)
    {
        HvmloaderResult result = stage.Result;
        if (result.Placement is not { } placement)
        {
            return;
        }

        string huge = placement.HasHugeBar ? "; 64-bit BARs above 1 GiB do not count" : "";
        PlanText.Field(text, "BARs need", $"{SizeText.InMiB(placement.MmioTotalInBytes)} below 4 GiB, the default hole has 192 MiB{huge}");
        string start = HexText.Of(GuestLayout.LowMmioStart);
        PlanText.Field(text, "pci_mem_start", start);
        if (placement.GrownStart != GuestLayout.LowMmioStart)
        {
            string why = stage.Input.Xenstore.ContainsKey("platform/mmio_hole_size")
                ? "mmio_hole= fixes it: no growth, and regions are not made room for"
                : "grown by powers of two until the BARs fit, or RAM is reached";
            PlanText.Field(text, "", $"{start} -> {HexText.Of(placement.GrownStart)}: {why}");
        }

        if (result.PciMemStart != placement.GrownStart)
        {
            PlanText.Field(text, "", $"{HexText.Of(placement.GrownStart)} -> {HexText.Of(result.PciMemStart)}: down to the end of low RAM, because a reserved region lies in the hole");
        }

        PlanText.Field(text, "pci_mem_end", HexText.Of(result.PciMemEnd));
        if (result.PciHiMemStart != 0)
        {
            PlanText.Field(text, "high BARs", $"[{HexText.Of(result.PciHiMemStart)}, {HexText.Of(result.PciHiMemEnd)}), behind high RAM");
        }
    }

    private static void WriteRam(StringBuilder text, HvmloaderStage stage)
    {
        HvmloaderResult result = stage.Result;
        PlanText.Field(text, "low_mem_pgend", ToolstackText.Change(HexText.Of(stage.Input.LowMemPgEnd), HexText.Of(result.LowMemPgEnd)));
        PlanText.Field(text, "high_mem_pgend", ToolstackText.Change(HexText.Of(stage.Input.HighMemPgEnd), HexText.Of(result.HighMemPgEnd)));
        foreach (RamMove move in result.Relocations)
        {
            PlanText.Field(text, "RAM moved", $"{move.PageCount} pages from gfn {HexText.Of(move.Source)} to gfn {HexText.Of(move.Destination)}");
        }

        if (!result.PageMoves.IsEmpty)
        {
            PlanText.Field(text, "taken from RAM", string.Create(CultureInfo.InvariantCulture, $"{result.PageMoves.Length} special pages"));
        }

        if (result.IsAcpiEnabled)
        {
            PlanText.Field(text, "ACPI tables", string.Create(CultureInfo.InvariantCulture, $"{result.AcpiPages + 1} pages at 0xfc000000"));
        }
    }

    private static void WriteBars(StringBuilder text, MachineSimulation simulation, HvmloaderStage stage)
    {
        if (stage.Result.Placement is not { Bars.IsEmpty: false } placement)
        {
            return;
        }

        text.Append("\nBARs in the order they are placed, largest first:\n");
        text.Append("  address            size     kind   BAR  at    function      why there\n");
        foreach (BarDecision decision in placement.Bars)
        {
            BarResult bar = stage.Result.Bars.First(b => b.DevFn == decision.DevFn && b.Bar.Index == decision.BarIndex);
            string address = decision.IsPlaced ? HexText.Column(new Gpa(decision.Start)) : "none";
            string index = bar.Bar.Index == PciBar.RomIndex ? "ROM" : bar.Bar.Index.ToString(CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"  {address,-18} {SizeText.Of(bar.Bar.SizeInBytes),-8} {KindName(bar.Bar.Kind),-6} {index,-4} ");
            text.Append(CultureInfo.InvariantCulture, $"{SimulationNames.Place(bar.DevFn)}  {stage.Bus.Find(bar.DevFn)?.Name,-12}  ");
            text.Append(SafeText.Plain(BarExplanation.Of(decision, simulation))).Append('\n');
        }
    }

    private static string KindName(PciBarKind kind) => kind switch
    {
        PciBarKind.Io => "I/O",
        PciBarKind.Mem32 => "32-bit",
        PciBarKind.Mem64 => "64-bit",
        PciBarKind.Rom => "ROM",
        _ => throw new System.Diagnostics.UnreachableException($"kind {kind}"),
    };
}
