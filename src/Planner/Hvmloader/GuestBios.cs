namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The firmware hvmloader hands over to (xl.cfg(5), <c>bios</c>).</summary>
public enum GuestBios
{
    /// <summary>SeaBIOS, the default with qemu-xen.</summary>
    SeaBios,

    /// <summary>OVMF (UEFI).</summary>
    Ovmf,

    /// <summary>ROMBIOS, of the days of qemu-traditional.</summary>
    RomBios,
}
