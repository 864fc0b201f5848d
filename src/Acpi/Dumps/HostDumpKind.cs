namespace RdmPlanner.Acpi.Dumps;

/// <summary>What a file about a host is, and so which reader takes it.</summary>
public enum HostDumpKind
{
    /// <summary>Neither; <see cref="AcpiDump.Read"/> says what is accepted.</summary>
    Nothing,

    /// <summary>ACPI tables, or a disassembly that lacks its raw data: for <see cref="AcpiDump.Read"/>.</summary>
    AcpiTables,

    /// <summary>A boot log: for <see cref="Logs.BootLog.Read"/>.</summary>
    BootLog,
}
