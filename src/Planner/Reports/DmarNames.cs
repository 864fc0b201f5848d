using System.Globalization;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Reports;

/// <summary>Names of structures and scopes, short for data and long as <c>iasl</c> prints them.</summary>
public static class DmarNames
{
    /// <summary>The structure's acronym in the VT-d specification; <c>type 9</c> for one it does not define.</summary>
    /// <param name="type">Type code.</param>
    /// <returns>The name.</returns>
    public static string Of(RemappingStructureType type) => type switch
    {
        RemappingStructureType.Drhd => "DRHD",
        RemappingStructureType.Rmrr => "RMRR",
        RemappingStructureType.Atsr => "ATSR",
        RemappingStructureType.Rhsa => "RHSA",
        RemappingStructureType.Andd => "ANDD",
        RemappingStructureType.Satc => "SATC",
        RemappingStructureType.Sidp => "SIDP",
        _ => string.Create(CultureInfo.InvariantCulture, $"type {(ushort)type}"),
    };

    /// <summary>The words <c>iasl -d</c> puts behind a structure's type.</summary>
    /// <param name="type">Type code.</param>
    /// <returns>The words.</returns>
    public static string LongOf(RemappingStructureType type) => type switch
    {
        RemappingStructureType.Drhd => "Hardware Unit Definition",
        RemappingStructureType.Rmrr => "Reserved Memory Region",
        RemappingStructureType.Atsr => "Root Port ATS Capability",
        RemappingStructureType.Rhsa => "Remapping Hardware Static Affinity",
        RemappingStructureType.Andd => "ACPI Namespace Device Declaration",
        RemappingStructureType.Satc => "SoC Integrated Address Translation Cache",
        RemappingStructureType.Sidp => "SoC Integrated Device Property",
        _ => "Unknown Subtable Type",
    };

    /// <summary>A scope's type in one word.</summary>
    /// <param name="type">Type code.</param>
    /// <returns>The name; <c>type 9</c> for one the specification does not define.</returns>
    public static string Of(DeviceScopeType type) => type switch
    {
        DeviceScopeType.PciEndpoint => "endpoint",
        DeviceScopeType.PciSubHierarchy => "bridge",
        DeviceScopeType.IoApic => "ioapic",
        DeviceScopeType.Hpet => "hpet",
        DeviceScopeType.NamespaceDevice => "namespace",
        _ => string.Create(CultureInfo.InvariantCulture, $"type {(byte)type}"),
    };

    /// <summary>The words <c>iasl -d</c> puts behind a scope's type.</summary>
    /// <param name="type">Type code.</param>
    /// <returns>The words.</returns>
    public static string LongOf(DeviceScopeType type) => type switch
    {
        DeviceScopeType.PciEndpoint => "PCI Endpoint Device",
        DeviceScopeType.PciSubHierarchy => "PCI Bridge Device",
        DeviceScopeType.IoApic => "IOAPIC Device",
        DeviceScopeType.Hpet => "Message-capable HPET Device",
        DeviceScopeType.NamespaceDevice => "Namespace Device",
        _ => "Unknown Scope Type",
    };
}
