namespace RdmPlanner.Acpi.Logs;

/// <summary>The line <c>ACPI: DMAR 0x... 0000D8 (v01 DELL ...)</c>: where the firmware put the table and how long it is.</summary>
/// <param name="Address">Host address of the table.</param>
/// <param name="LengthInBytes">Its length field, or null where an old kernel does not print it.</param>
/// <param name="Header">Revision and identifiers as printed between the parentheses; empty when the line has none.</param>
/// <param name="Line">The line, counted from 1.</param>
public sealed record LoggedTable(Hpa Address, uint? LengthInBytes, string Header, int Line);
