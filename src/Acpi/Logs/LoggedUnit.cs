namespace RdmPlanner.Acpi.Logs;

/// <summary>A remapping unit (DRHD) as a boot log reports it.</summary>
/// <param name="RegisterBase">Address of its registers.</param>
/// <param name="IncludesAll">Whether it is the unit for every device not named elsewhere (INCLUDE_PCI_ALL).</param>
/// <param name="ProximityDomain">The node of an RHSA line for the same address, or null.</param>
/// <param name="Line">The line that names it, counted from 1.</param>
public sealed record LoggedUnit(Hpa RegisterBase, bool IncludesAll, uint? ProximityDomain, int Line);
