namespace RdmPlanner.Planner.Configuration;

/// <summary>The emulated graphics card (xl.cfg(5), <c>vga</c>); it decides the default and the least video memory.</summary>
public enum VgaKind
{
    /// <summary>Cirrus Logic, libxl's default.</summary>
    Cirrus,

    /// <summary>Standard VGA with VESA extensions.</summary>
    Stdvga,

    /// <summary>QXL for SPICE; qemu-xen only.</summary>
    Qxl,

    /// <summary>No card and no video memory.</summary>
    None,
}
