using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Acpi.Logs;

/// <summary>The <c>[VT-D]</c> lines of Xen (acpi_parse_dmar and below in xen/drivers/passthrough/vtd/dmar.c), 4.1 to now.</summary>
/// <remarks>
/// Every release prints the same facts in other words, and a release build prints only some of them. Devices come
/// before the line that names the region, except where <c>not in reserved memory</c> has named it already; the line
/// <c>found ACPI_DMAR_...</c> separates one structure from the next.
/// </remarks>
internal sealed class XenLines
{
    private readonly List<PciAddress> _pending = [];
    private BootRecord.Region? _open;
    private bool _inRegion;

    /// <summary>Reads a line; one that is none of these changes nothing.</summary>
    public void Read(ReadOnlySpan<byte> line, int number, BootRecord boot)
    {
        // "RMRR: [0xe8 ,0xe8] is not (entirely) in reserved memory" (iommu_unity_region_ok) has page frames in some
        // releases and bytes in others, so it warns but names no region.
        if (LogText.TryAfter(line, "[VT-D]"u8, out ReadOnlySpan<byte> rest))
            ReadVtd(line, rest, number, boot);
        else if (line.IndexOf("Disabling VT-d"u8) >= 0)
            Disabled(line, number, boot);
        else if (line.IndexOf("RMRR: ["u8) >= 0 && line.IndexOf("reserved memory"u8) >= 0)
            Complaint(line, number, boot);
    }

    private void ReadVtd(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, int number, BootRecord boot)
    {
        if (LogText.TryAfter(rest, "found ACPI_DMAR_"u8, out ReadOnlySpan<byte> kind))
            BeginStructure(kind);
        else if (LogText.TryAfter(rest, "dmaru->address = "u8, out ReadOnlySpan<byte> unit))
            Unit(line, unit, number, boot);
        else if (rest.IndexOf("flags: INCLUDE_ALL"u8) >= 0)
            boot.MarkLastUnitIncludesAll();
        else if (rest.IndexOf("atsru->all_ports"u8) >= 0)
            boot.RootPortAtsCount++;
        else if (LogText.TryAfter(rest, "rhsau->address: "u8, out ReadOnlySpan<byte> affinity))
            Affinity(line, affinity, number, boot);
        else if (!TryReadDevice(rest) && rest.IndexOf("RMRR"u8) >= 0)
            XenRegionLine.Read(line, rest, number, boot, this);
    }

    private static void Disabled(ReadOnlySpan<byte> line, int number, BootRecord boot)
    {
        boot.VtdDisabled = true;
        Complaint(line, number, boot);
    }

    /// <summary>Gives the region the devices listed before this line.</summary>
    /// <param name="region">The region that a line names.</param>
    /// <param name="devicesFollow">Whether its devices are listed after the line; otherwise the line closes the structure.</param>
    public void Named(BootRecord.Region region, bool devicesFollow)
    {
        foreach (PciAddress device in _pending)
            region.Add(device);
        _pending.Clear();
        _open = devicesFollow ? region : null;
    }

    public static void Complaint(ReadOnlySpan<byte> line, int number, BootRecord boot) =>
        boot.Notices.Add(DumpDiagnosticCode.XenComplaint, number, $"Xen says: {LogText.Shown(AfterPrefix(line))}");

    private void BeginStructure(ReadOnlySpan<byte> kind)
    {
        _pending.Clear();
        _open = null;
        _inRegion = kind.StartsWith("RMRR"u8);
    }

    private void Unit(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, int number, BootRecord boot)
    {
        BeginStructure("DRHD"u8);
        if (LogText.TryTakeHex(ref rest, out ulong registers))
            boot.AddUnit(registers, false, number);
        else
            BootLog.Unreadable(line, number, boot);
    }

    private static void Affinity(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, int number, BootRecord boot)
    {
        if (LogText.TryTakePair(ref rest, "rhsau->proximity_domain:"u8, out ulong registers, out ulong domain) && domain <= uint.MaxValue)
            boot.SetDomain(registers, (uint)domain);
        else
            BootLog.Unreadable(line, number, boot);
    }

    private bool TryReadDevice(ReadOnlySpan<byte> rest)
    {
        if (!LogText.TryAfter(rest, "endpoint: "u8, out ReadOnlySpan<byte> address)
            && !LogText.TryAfter(rest, "bridge: "u8, out address)
            && !LogText.TryAfter(rest, "IOAPIC: "u8, out address)
            && !LogText.TryAfter(rest, "MSI HPET: "u8, out address))
        {
            return false;
        }

        // Devices without a region line before them count only inside a structure known to be an RMRR: those of
        // remapping units look the same.
        if (LogText.TryTakePciAddress(address, out PciAddress device))
        {
            if (_open is not null)
                _open.Add(device);
            else if (_inRegion)
                _pending.Add(device);
        }

        return true;
    }

    private static ReadOnlySpan<byte> AfterPrefix(ReadOnlySpan<byte> line) =>
        LogText.TryAfter(line, "[VT-D]"u8, out ReadOnlySpan<byte> rest) || LogText.TryAfter(line, "(XEN)"u8, out rest) ? rest : line;
}
