namespace RdmPlanner.Acpi;

/// <summary>Type codes of remapping structures (VT-d 8.2). Other values occur in data and are kept.</summary>
public enum RemappingStructureType : ushort
{
    /// <summary>DMA remapping hardware unit definition, DRHD (8.3).</summary>
    Drhd = 0,

    /// <summary>Reserved memory region reporting, RMRR (8.4).</summary>
    Rmrr = 1,

    /// <summary>Root port ATS capability reporting, ATSR (8.5).</summary>
    Atsr = 2,

    /// <summary>Remapping hardware static affinity, RHSA (8.6).</summary>
    Rhsa = 3,

    /// <summary>ACPI name-space device declaration, ANDD (8.7).</summary>
    Andd = 4,

    /// <summary>SoC integrated address translation cache reporting, SATC (8.8).</summary>
    Satc = 5,

    /// <summary>SoC integrated device property reporting, SIDP (8.9).</summary>
    Sidp = 6,
}
