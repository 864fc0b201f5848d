using System.Globalization;
using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>The final E820 as text, each entry with what it stands for.</summary>
internal static class GuestE820Text
{
    /// <summary>Writes the table of the chosen firmware.</summary>
    internal static void Write(StringBuilder text, MachineSimulation simulation)
    {
        if (simulation.Hvmloader is not { E820: { CrashText: null } table } stage)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\nfinal E820 of the guest ({SimulationNames.Of(stage.Input.Bios)}):\n");
        text.Append("  start              end (exclusive)         pages  type      what\n");
        ulong lastEnd = 0;
        foreach (E820Record record in table.Entries)
        {
            string overlap = record.Address.Value < lastEnd ? "; OVERLAPS the entry before" : "";
            text.Append(CultureInfo.InvariantCulture,
                $"  {HexText.Column(record.Address)} {HexText.EndColumn(record)} {record.SizeInBytes >> 12,10}  {E820TypeNames.Xen(record.Type),-8}  ");
            text.Append(SafeText.Plain(What(record, simulation, stage) + overlap)).Append('\n');
            lastEnd = record.WrappedEnd.Value;
        }
    }

    private static string What(E820Record record, MachineSimulation simulation, HvmloaderStage stage)
    {
        ulong start = record.Address.Value;
        if (record.Type == E820Type.Ram)
        {
            return start == 0 ? "conventional memory" : start < GuestLayout.FourGiB ? "low RAM" : "high RAM";
        }

        if (stage.Result.MemoryMap.Contains(record))
        {
            return HvmloaderRemarks.Find(record, simulation) is { } region ? $"RDM from {region.Sources[0]}" : "reserved by the toolstack";
        }

        return record.Type == E820Type.Nvs
                ? (start == GuestLayout.AcpiInfo ? "ACPI tables" : "OpRegion of an Intel adapter")
            : start < GuestLayout.BiosEnd ? "BIOS image"
            : start >= GuestLayout.ReservedBase ? "special pages, APICs, firmware"
            : "reserved by hvmloader";
    }
}
