using System.Collections.Immutable;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Explain;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.TestKit.Builders;

namespace RdmPlanner.TestKit.Fuzz;

/// <summary>Texts that people paste from anywhere.</summary>
internal static class TextTargets
{
    /// <summary>Every form of dump.</summary>
    internal static void Dump(ReadOnlySpan<byte> input)
    {
        AcpiDumpResult result = AcpiDump.Read(input);
        AcpiDumpResult again = AcpiDump.Read(input);
        Law.IsRepeatable(result.Diagnostics, again.Diagnostics);
        Law.IsRepeatable(result.Tables.Select(t => (t.Signature, t.FirstLine, t.ByteOffset)), again.Tables.Select(t => (t.Signature, t.FirstLine, t.ByteOffset)));
        int lines = LineCount(input);
        LinesAreInside(result.Diagnostics, lines);
        Law.Holds(!result.Tables.IsEmpty || result.HasErrors, "an input without a table is an error");
        foreach (DumpedTable table in result.Tables)
        {
            Law.Holds(!table.Bytes.IsEmpty && table.FirstLine <= lines && table.ByteOffset >= 0, "a table has bytes and a place in the input");
        }

        if (result.Tables is [{ IsDmar: true } only])
            IsReadBack(only);
        Law.Holds(HostDump.Read(input).Kind != HostDumpKind.AcpiTables || result.Tables.Length > 0 || result.HasErrors, "both front doors agree");
    }

    /// <summary>Boot logs, their memory maps included.</summary>
    internal static void Log(ReadOnlySpan<byte> input)
    {
        BootLogResult result = BootLog.Read(input);
        BootLogResult again = BootLog.Read(input);
        Law.IsRepeatable(result.Diagnostics, again.Diagnostics);
        Law.IsRepeatable(result.Regions.Select(r => r.ToString()), again.Regions.Select(r => r.ToString()));
        int lines = LineCount(input);
        LinesAreInside(result.Diagnostics, lines);
        Law.Holds(result.FirstLine <= lines && result.LastLine <= lines, "the boot lies within the input");
        E820Reading reading = E820Text.Read(input);
        IsNormal(reading);
    }

    /// <summary>What lspci prints.</summary>
    internal static void Lspci(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        HostTopology topology = LspciReader.Read(text);
        HostTopology again = LspciReader.Read(text);
        Law.IsRepeatable(topology.Notes, again.Notes);
        Law.IsRepeatable(topology.Functions.Select(f => f.Address), again.Functions.Select(f => f.Address));
        int lines = text.AsSpan().Count('\n') + text.AsSpan().Count('\r') + text.Count(c => c is '\f' or '\u0085' or '\u2028' or '\u2029') + 1;
        Law.Holds(topology.Notes.All(n => n.Line >= 0 && n.Line <= lines), "notes name lines of the input");
        Law.Holds(topology.Functions.DistinctBy(f => f.Address).Count() == topology.Functions.Length, "each function is there once");
        Law.Holds(topology.Functions.All(f => topology.Find(f.Address) == f), "each function is found by its address");
        HypervisorInput host = topology.ApplyTo(new HypervisorInput());
        Law.Holds(topology.IsUnknown == (host.Present is null), "an unknown hierarchy answers for nothing");
    }

    /// <summary>Every kind of comma-separated rows, and packed entries.</summary>
    internal static void Csv(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        ExplicitRegions regions = RegionsCsv.Read(text, "regions.csv");
        Law.IsRepeatable(regions.Diagnostics, RegionsCsv.Read(text, "regions.csv").Diagnostics);
        Law.Holds(regions.Regions.All(r => r.BaseAddress <= r.LimitAddress), "no region ends before it starts");
        WrittenLayout layout = LayoutCsv.Read(text, "layout.csv");
        Law.Holds(layout.Ranges.All(r => r.SizeInBytes > 0), "no range is empty");
        DeviceListReading devices = DeviceListReader.Read(text);
        Law.Holds(devices.Problem is not null || devices.Devices.Length <= input.Length, "a device takes at least a byte");
        IsNormal(E820Csv.Read(text));
        IsNormal(E820Binary.Read(input));
        IsNormal(FirmwareMemmap.ReadListing(text));
        IsNormal(HvmloaderE820.Read(text));
        foreach (ConfigDiagnostic diagnostic in regions.Diagnostics.Concat(layout.Diagnostics))
            Law.Holds(diagnostic.Line >= 0 && diagnostic.Line <= input.Length + 1, "findings name lines of the input");
    }

    /// <summary>Lists of devices in JSON.</summary>
    internal static void DeviceList(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        DeviceListReading reading = DeviceListReader.Read(text);
        DeviceListReading again = DeviceListReader.Read(text);
        Law.Holds(reading.Problem == again.Problem && reading.Devices.Length == again.Devices.Length, "the same input gives the same result");
        if (reading.Problem is null)
        {
            Law.Holds(
                reading.Devices.Where(d => d.HasPlace).DistinctBy(d => d.Function.DevFn).Count() == reading.Devices.Count(d => d.HasPlace),
                "each place of the guest's bus is given once");
        }
    }

    /// <summary>Lines of logs, and codes.</summary>
    internal static void Explain(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        List<LineMatch> matches = [];
        foreach (ReadOnlySpan<char> part in text.AsSpan().EnumerateLines())
        {
            string line = part.ToString();
            if (CodeQuery.TryParse(line, out CodeQuery query) && query.Find() is null)
                Law.Holds(!query.Near().IsEmpty, "there is always a code nearby");
            if (LinePatterns.Find(line) is { } match)
                matches.Add(match);
        }

        ImmutableArray<LineExplanation> explained = LineExplanation.Gather(matches, _ => []);
        Law.Holds(explained.Length == matches.DistinctBy(m => m.Page).Count(), "each page is there once");
        foreach (LineExplanation explanation in explained)
            Law.IsHarmless(ExplainText.Write(explanation));
    }

    /// <summary>A map of what was read is sorted, disjoint and merged, and is read back from what each form writes.</summary>
    internal static void IsNormal(E820Reading reading)
    {
        Law.Holds(reading.Notes.Length <= E820Reading.MaxNotes, "notes are limited");
        E820MapReading map = E820Map.FromRecords(reading.Records.AsSpan());
        E820Record[] entries = [.. map.Map.Entries.Select(e => new E820Record(e.Range.Start, e.Range.End.Value - e.Range.Start.Value, e.Type))];
        for (int i = 1; i < entries.Length; i++)
        {
            Law.Holds(
                entries[i - 1].WrappedEnd < entries[i].Address || (entries[i - 1].WrappedEnd == entries[i].Address && entries[i - 1].Type != entries[i].Type),
                "entries are sorted, disjoint and merged");
        }

        if (entries.Length is 0 or > 1000)
            return;
        Law.Holds(E820Map.FromRecords(entries).Map.Equals(map.Map), "normalising twice is normalising once");
        Law.Holds(E820Csv.Read(E820Csv.Write(entries)).Records.SequenceEqual(entries), "rows are read back");
        Law.Holds(E820Binary.Read(E820Binary.Write(entries)).Records.SequenceEqual(entries), "packed entries are read back");
    }

    private static void IsReadBack(DumpedTable table)
    {
        byte[] bytes = [.. table.Bytes];
        AcpiDumpResult text = AcpiDump.Read(Encoding.ASCII.GetBytes(DumpText.Acpidump(table.Signature, 0xbd3346f4, bytes)));
        AcpiDumpResult binary = AcpiDump.Read(bytes);
        bool isWhole = binary.Tables is [{ } read] && read.Bytes.AsSpan().SequenceEqual(bytes);
        Law.Holds(
            !isWhole || (text.Tables is [{ } written] && written.Bytes.AsSpan().SequenceEqual(bytes)),
            "a table in binary and as text is the same table");
    }

    private static void LinesAreInside(ImmutableArray<DumpDiagnostic> diagnostics, int lines) =>
        Law.Holds(diagnostics.All(d => d.Line >= 0 && d.Line <= lines), "remarks name lines of the input");

    /// <summary>At least the number of lines, whatever ends them.</summary>
    private static int LineCount(ReadOnlySpan<byte> input) => input.Count((byte)'\n') + input.Count((byte)'\r') + 1;
}
