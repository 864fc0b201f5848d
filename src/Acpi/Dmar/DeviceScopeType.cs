namespace RdmPlanner.Acpi;

/// <summary>Type codes of device scopes (VT-d 8.3.1). Other values occur in data and are kept.</summary>
public enum DeviceScopeType : byte
{
    /// <summary>PCI endpoint device.</summary>
    PciEndpoint = 1,

    /// <summary>PCI sub-hierarchy: a bridge and everything behind it.</summary>
    PciSubHierarchy = 2,

    /// <summary>I/O APIC; the enumeration id is its APIC id.</summary>
    IoApic = 3,

    /// <summary>MSI-capable HPET timer block; the enumeration id is its HPET number.</summary>
    Hpet = 4,

    /// <summary>Device of the ACPI name space; the enumeration id is its ANDD device number.</summary>
    NamespaceDevice = 5,
}
