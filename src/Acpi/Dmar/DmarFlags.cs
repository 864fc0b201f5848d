using System.Diagnostics.CodeAnalysis;

namespace RdmPlanner.Acpi;

/// <summary>Flags of the DMAR table (VT-d 8.1). The remaining bits are reserved; they are kept as they stand.</summary>
[Flags]
[SuppressMessage("Naming", "CA1711", Justification = "The specification calls the field Flags.")]
public enum DmarFlags : byte
{
    /// <summary>No flag.</summary>
    None = 0,

    /// <summary>INTR_REMAP: the platform supports interrupt remapping.</summary>
    IntrRemap = 1,

    /// <summary>X2APIC_OPT_OUT: firmware asks system software not to enable x2APIC mode.</summary>
    X2ApicOptOut = 2,

    /// <summary>DMA_CTRL_PLATFORM_OPT_IN_FLAG: firmware started no DMA outside reserved memory regions.</summary>
    DmaCtrlPlatformOptIn = 4,
}
