using System.Text.Json;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Writes the <c>out</c> object of stage <c>hvmloader</c>.</summary>
public static class HvmloaderResultWriter
{
    /// <summary>Writes a result, keys in the order of the vectors; <c>log</c> only when it was wanted.</summary>
    /// <param name="result">The result.</param>
    /// <param name="output">Where to write the object.</param>
    public static void Write(HvmloaderResult result, Utf8JsonWriter output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteStartObject();
        WriteCrash(result.Crash, output);
        ScenarioValue.Hex(output, "low_mem_pgend", result.LowMemPgEnd);
        ScenarioValue.Hex(output, "high_mem_pgend", result.HighMemPgEnd);
        ScenarioValue.Hex(output, "pci_mem_start", result.PciMemStart);
        ScenarioValue.Hex(output, "pci_mem_end", result.PciMemEnd);
        ScenarioValue.Hex(output, "pci_hi_mem_start", result.PciHiMemStart);
        ScenarioValue.Hex(output, "pci_hi_mem_end", result.PciHiMemEnd);
        ScenarioValue.Hex(output, "igd_opregion_pgbase", result.IgdOpRegionPgBase);
        output.WriteString("vga", VgaName(result.Vga));
        WriteMoves(output, "relocations", result.Relocations, withSize: true);
        WriteMoves(output, "page_moves", result.PageMoves, withSize: false);
        WriteBars(result, output);
        WriteFunctions(result, output);
        ScenarioValue.WriteMap(output, "memory_map", result.MemoryMap);
        WriteTables(result.E820, output);
        output.WriteNumber("acpi_pages", result.AcpiPages);
        if (result.Log is { } log)
        {
            output.WriteStartArray("log");
            foreach (string line in log)
            {
                output.WriteStringValue(line);
            }

            output.WriteEndArray();
        }

        output.WriteEndObject();
    }

    private static void WriteCrash(HvmloaderCrash? crash, Utf8JsonWriter output)
    {
        if (crash is null)
        {
            output.WriteNull("crash");
            return;
        }

        output.WriteStartObject("crash");
        output.WriteString("phase", crash.Phase);
        output.WriteString("text", crash.Text);
        output.WriteEndObject();
    }

    private static string VgaName(VirtualVga vga) => vga switch
    {
        VirtualVga.Std => "std",
        VirtualVga.Cirrus => "cirrus",
        VirtualVga.Passthrough => "pt",
        _ => "none",
    };

    private static void WriteMoves(Utf8JsonWriter output, string name, IEnumerable<RamMove> moves, bool withSize)
    {
        output.WriteStartArray(name);
        foreach (RamMove move in moves)
        {
            output.WriteStartObject();
            ScenarioValue.Hex(output, "idx", move.Source);
            ScenarioValue.Hex(output, "gpfn", move.Destination);
            if (withSize)
            {
                ScenarioValue.Hex(output, "size", move.PageCount);
            }

            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static void WriteBars(HvmloaderResult result, Utf8JsonWriter output)
    {
        output.WriteStartArray("bars");
        foreach (BarResult bar in result.Bars)
        {
            output.WriteStartObject();
            output.WriteString("devfn", DevFnName(bar.DevFn));
            if (bar.Bar.Index == PciBar.RomIndex)
            {
                output.WriteString("index", "rom");
            }
            else
            {
                output.WriteNumber("index", bar.Bar.Index);
            }

            ScenarioValue.Hex(output, "size", bar.Bar.SizeInBytes);
            output.WriteBoolean("assigned", bar.IsAssigned);
            output.WriteString("space", SpaceName(bar.Space));
            ScenarioValue.Hex(output, "addr", bar.Address);
            ScenarioValue.Hex(output, "raw", bar.Raw);
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static string SpaceName(BarSpace space) => space switch
    {
        BarSpace.Io => "io",
        BarSpace.LowMem => "lowmem",
        BarSpace.HighMem => "highmem",
        _ => "none",
    };

    private static void WriteFunctions(HvmloaderResult result, Utf8JsonWriter output)
    {
        output.WriteStartObject("commands");
        foreach (FunctionResult function in result.Functions)
        {
            ScenarioValue.Hex(output, DevFnName(function.DevFn), function.Command);
        }

        output.WriteEndObject();
        output.WriteStartObject("irq_lines");
        foreach (FunctionResult function in result.Functions)
        {
            if (function.InterruptLine is { } line)
            {
                output.WriteNumber(DevFnName(function.DevFn), line);
            }
        }

        output.WriteEndObject();
    }

    // Function numbers are the one thing the vectors pad, to two digits.
    private static string DevFnName(byte devFn) => $"0x{devFn:x2}";

    private static void WriteTables(GuestE820Tables? tables, Utf8JsonWriter output)
    {
        if (tables is null)
        {
            output.WriteNull("e820");
            return;
        }

        output.WriteStartObject("e820");
        WriteTable(output, "seabios", tables.SeaBios);
        WriteTable(output, "ovmf", tables.Ovmf);
        WriteTable(output, "rombios", tables.RomBios);
        output.WriteEndObject();
    }

    private static void WriteTable(Utf8JsonWriter output, string name, GuestE820 table)
    {
        if (table.CrashText is null)
        {
            ScenarioValue.WriteMap(output, name, table.Entries);
            return;
        }

        output.WriteStartObject(name);
        output.WriteString("crash", table.CrashText);
        output.WriteEndObject();
    }
}
