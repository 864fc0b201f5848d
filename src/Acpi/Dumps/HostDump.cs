using RdmPlanner.Acpi.Logs;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>The front door: takes whatever a user has of a host and calls the right reader.</summary>
public static class HostDump
{
    /// <summary>Reads tables or a boot log, whichever the data is. A log that contains a dump is a log.</summary>
    /// <param name="data">The whole file.</param>
    /// <returns>The kind and the reader's result; for neither, a result whose diagnostics list what is accepted. Never throws on content.</returns>
    public static HostDumpResult Read(ReadOnlySpan<byte> data)
    {
        if (BootLog.LooksLikeOne(data))
        {
            BootLogResult log = BootLog.Read(data);
            return new HostDumpResult(HostDumpKind.BootLog, null, log, log.Diagnostics);
        }

        AcpiDumpResult tables = AcpiDump.Read(data);
        bool disassembly = tables.Diagnostics.Any(d => d.Code == DumpDiagnosticCode.NoRawTableData);
        HostDumpKind kind = tables.Tables.IsEmpty && !disassembly ? HostDumpKind.Nothing : HostDumpKind.AcpiTables;
        return kind == HostDumpKind.Nothing
            ? new HostDumpResult(kind, null, null, [.. tables.Diagnostics.Select(MentioningLogs)])
            : new HostDumpResult(kind, tables, null, tables.Diagnostics);
    }

    private static DumpDiagnostic MentioningLogs(DumpDiagnostic diagnostic) =>
        diagnostic.Code is DumpDiagnosticCode.EmptyInput or DumpDiagnosticCode.NothingRecognised
            ? diagnostic with { Message = diagnostic.Message + ", or a boot log of Linux or Xen" }
            : diagnostic;
}
