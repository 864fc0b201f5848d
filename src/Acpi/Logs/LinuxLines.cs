using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Acpi.Logs;

/// <summary>The lines of Linux's DMAR driver (dmar_table_print_dmar_entry in drivers/iommu/intel/dmar.c), old and new.</summary>
/// <remarks>
/// Found anywhere in a line, so that prefixes of dmesg, journalctl, serial consoles and colour codes do not matter:
/// <c>DMAR: RMRR base:</c>, <c>dmar: RMRR base:</c> and <c>DMAR:RMRR base:</c> are the same to it.
/// </remarks>
internal static class LinuxLines
{
    /// <summary>Reads a line; returns false when it is none of these.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, int number, BootRecord boot)
    {
        if (LogText.TryAfter(line, "RMRR base:"u8, out ReadOnlySpan<byte> rest))
            Region(line, rest, number, boot);
        else if (LogText.TryAfter(line, "DRHD base:"u8, out rest))
            Unit(line, rest, number, boot);
        else if (LogText.TryAfter(line, "DRHD (flags:"u8, out rest))
            OldUnit(line, rest, number, boot);
        else if (LogText.TryAfter(line, "RHSA base:"u8, out rest))
            Affinity(line, rest, number, boot);
        else if (line.IndexOf("ATSR flags:"u8) >= 0)
            boot.RootPortAtsCount++;
        else if (IsFirmwareBug(line))
            boot.Notices.Add(DumpDiagnosticCode.FirmwareBugReported, number, $"the kernel says: {LogText.Shown(FromDmar(line))}");
        else
            return false;
        return true;
    }

    private static void Region(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, int number, BootRecord boot)
    {
        if (LogText.TryTakePair(ref rest, "end:"u8, out ulong first, out ulong last))
            boot.RegionAt(first, last, number);
        else
            BootLog.RegionUnreadable(line, number, boot);
    }

    private static void Unit(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, int number, BootRecord boot)
    {
        // "DMAR-IR: IOAPIC id 0 under DRHD base  0x..." has no colon after base and does not come here.
        if (LogText.TryTakePair(ref rest, "flags:"u8, out ulong registers, out ulong flags))
            boot.AddUnit(registers, (flags & 1) != 0, number);
        else
            BootLog.Unreadable(line, number, boot);
    }

    // Linux 2.6: "DMAR:DRHD (flags: 0x00000000)base: 0x00000000fed90000".
    private static void OldUnit(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, int number, BootRecord boot)
    {
        if (LogText.TryTakePair(ref rest, ")base:"u8, out ulong flags, out ulong registers))
            boot.AddUnit(registers, (flags & 1) != 0, number);
        else
            BootLog.Unreadable(line, number, boot);
    }

    private static void Affinity(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest, int number, BootRecord boot)
    {
        if (LogText.TryTakePair(ref rest, "proximity domain:"u8, out ulong registers, out ulong domain) && domain <= uint.MaxValue)
            boot.SetDomain(registers, (uint)domain);
        else
            BootLog.Unreadable(line, number, boot);
    }

    private static bool IsFirmwareBug(ReadOnlySpan<byte> line) =>
        (line.IndexOf("[Firmware Bug]"u8) >= 0 || line.IndexOf("Your BIOS is broken"u8) >= 0)
        && (line.IndexOf("RMRR"u8) >= 0 || line.IndexOf("DMAR"u8) >= 0 || line.IndexOf("dmar"u8) >= 0);

    private static ReadOnlySpan<byte> FromDmar(ReadOnlySpan<byte> line)
    {
        int at = line.IndexOf("DMAR"u8);
        return at < 0 ? line : line[at..];
    }
}
