namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Class codes of the names that <c>lspci</c> prints without numbers (pci.ids), as far as hosts commonly have them.</summary>
internal static class PciClassNames
{
    public static ushort? CodeOf(string name) => name switch
    {
        "SCSI storage controller" => 0x0100,
        "IDE interface" => 0x0101,
        "RAID bus controller" => 0x0104,
        "SATA controller" => 0x0106,
        "Serial Attached SCSI controller" => 0x0107,
        "Non-Volatile memory controller" => 0x0108,
        "Ethernet controller" => 0x0200,
        "Infiniband controller" => 0x0207,
        "Network controller" => 0x0280,
        "VGA compatible controller" => 0x0300,
        "3D controller" => 0x0302,
        "Display controller" => 0x0380,
        "Multimedia audio controller" => 0x0401,
        "Audio device" => 0x0403,
        "RAM memory" => 0x0500,
        "Memory controller" => 0x0580,
        "Host bridge" => 0x0600,
        "ISA bridge" => 0x0601,
        "PCI bridge" => 0x0604,
        "Bridge" => 0x0680,
        "Serial controller" => 0x0700,
        "Communication controller" => 0x0780,
        "PIC" => 0x0800,
        "SD Host controller" => 0x0805,
        "System peripheral" => 0x0880,
        "FireWire (IEEE 1394)" => 0x0c00,
        "USB controller" => 0x0c03,
        "Fibre Channel" => 0x0c04,
        "SMBus" => 0x0c05,
        "Encryption controller" => 0x1080,
        "Signal processing controller" => 0x1180,
        "Processing accelerators" => 0x1200,
        _ => null,
    };
}
