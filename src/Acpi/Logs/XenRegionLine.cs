using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Acpi.Logs;

/// <summary>The lines in which Xen names a region, in the words of all releases.</summary>
internal static class XenRegionLine
{
    private const ulong PageOffset = 0xfff;

    /// <summary>Reads a line with <c>[VT-D]</c> and <c>RMRR</c> in it.</summary>
    public static void Read(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, int number, BootRecord boot, XenLines state)
    {
        if (LogText.TryAfter(text, "Adding RMRR for"u8, out ReadOnlySpan<byte> added))
            CommandLineRegion(line, added, number, boot);
        else if (text.IndexOf("to assign"u8) >= 0)
            XenLines.Complaint(line, number, boot);
        else if (LogText.TryAfter(text, "Overlapping RMRRs"u8, out ReadOnlySpan<byte> both))
            Overlap(line, both, number, boot, state);
        else if (TryBounds(text, out ulong first, out ulong last))
            FirmwareRegion(line, text, first, last, number, boot, state);
        else if (TryPageBounds(text, out first, out last))
            CommandLineComplaint(line, first, last, number, boot);
        else if (IsStatement(text))
            BootLog.RegionUnreadable(line, number, boot);
    }

    private static void FirmwareRegion(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, ulong first, ulong last, int number, BootRecord boot, XenLines state)
    {
        bool unreserved = text.IndexOf("not in reserved memory"u8) >= 0;
        BootRecord.Region region = boot.RegionAt(first, last, number);
        state.Named(region, unreserved);
        if (LogText.TryAfter(text, "Non-existent device ("u8, out ReadOnlySpan<byte> absent)
            && LogText.TryTakePciAddress(absent, out PciAddress device))
        {
            region.Add(device);
        }

        if (text.IndexOf("Ignore "u8) >= 0)
        {
            region.Ignored = true;
            boot.Notices.Add(DumpDiagnosticCode.RegionIgnoredByXen, number,
                $"Xen ignores the region {new Hpa(first)} to {new Hpa(last)}, none of whose devices it finds");
        }

        if (unreserved || text.IndexOf("incorrect"u8) >= 0)
            XenLines.Complaint(line, number, boot);
    }

    /// <summary>The second of two overlapping regions of the table is the new one; VT-d is then disabled.</summary>
    private static void Overlap(ReadOnlySpan<byte> line, ReadOnlySpan<byte> both, int number, BootRecord boot, XenLines state)
    {
        XenLines.Complaint(line, number, boot);
        if (LogText.TryAfter(both, "] and ["u8, out ReadOnlySpan<byte> second)
            && LogText.TryTakePair(ref second, ","u8, out ulong first, out ulong last))
        {
            state.Named(boot.RegionAt(first, last, number), true);
        }
        else if (TryPageBounds(both, out ulong firstPage, out ulong lastPage))
        {
            MarkIgnored(boot, firstPage, lastPage);
        }
    }

    // "Adding RMRR for 1 device ([0]: 0x28) range [7a002-7a005]": page frames, and bus, device and function in one number.
    private static void CommandLineRegion(ReadOnlySpan<byte> line, ReadOnlySpan<byte> added, int number, BootRecord boot)
    {
        if (!TryPageBounds(added, out ulong first, out ulong last))
        {
            BootLog.RegionUnreadable(line, number, boot);
            return;
        }

        bool isNew = boot.FindRegion(first, last) is null;
        BootRecord.Region region = boot.RegionAt(first, last, number);
        region.FromCommandLine = region.FromCommandLine || isNew;
        if (LogText.TryAfter(added, "[0]:"u8, out ReadOnlySpan<byte> device) && LogText.TryTakeHex(ref device, out ulong bdf) && bdf <= ushort.MaxValue)
            region.Add(PciAddress.FromDevFn(0, (byte)(bdf >> 8), (byte)(bdf & 0xff)));
    }

    // Any line about pages other than "Adding" is a refusal of an rmrr= region: invalid, too large, not registered.
    private static void CommandLineComplaint(ReadOnlySpan<byte> line, ulong first, ulong last, int number, BootRecord boot)
    {
        XenLines.Complaint(line, number, boot);
        if (boot.FindRegion(first, last) is { FromCommandLine: true } region)
            region.Ignored = true;
    }

    private static void MarkIgnored(BootRecord boot, ulong first, ulong last)
    {
        if (boot.FindRegion(first, last) is { FromCommandLine: true } region)
            region.Ignored = true;
    }

    /// <summary>The bounds of a region of the table, in bytes, in any release's words.</summary>
    private static bool TryBounds(ReadOnlySpan<byte> text, out ulong first, out ulong last)
    {
        first = last = 0;
        if (!LogText.TryAfter(text, "RMRR"u8, out ReadOnlySpan<byte> rest))
            return false;
        if (LogText.TryAfter(rest, "base_addr "u8, out ReadOnlySpan<byte> pair))
            return LogText.TryTakePair(ref pair, pair.IndexOf("end_address"u8) >= 0 ? "end_address"u8 : "end_addr"u8, out first, out last);
        if (LogText.TryAfter(rest, "base = "u8, out pair))
            return LogText.TryTakePair(ref pair, "end ="u8, out first, out last);
        if (LogText.TryTake(ref rest, "address range"u8))
            return LogText.TryTakePair(ref rest, ".."u8, out first, out last);

        LogText.TryTake(ref rest, ":"u8);
        return (LogText.TryTake(ref rest, "("u8) || LogText.TryTake(ref rest, "["u8))
            && LogText.TryTakePair(ref rest, ","u8, out first, out last);
    }

    /// <summary>The bounds of <c>[first-last]</c>, page frames, as bytes; the last byte is inclusive.</summary>
    private static bool TryPageBounds(ReadOnlySpan<byte> text, out ulong first, out ulong last)
    {
        first = last = 0;
        for (ReadOnlySpan<byte> rest = text; LogText.TryAfter(rest, "["u8, out rest);)
        {
            ReadOnlySpan<byte> pair = rest;
            if (LogText.TryTakePair(ref pair, "-"u8, out ulong firstPage, out ulong lastPage)
                && Math.Max(firstPage, lastPage) <= ulong.MaxValue >> 12)
            {
                first = firstPage << 12;
                last = (lastPage << 12) | PageOffset;
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a line that gave no bounds was meant to.</summary>
    private static bool IsStatement(ReadOnlySpan<byte> text) =>
        LogText.TryAfter(text, "RMRR"u8, out ReadOnlySpan<byte> rest)
        && (LogText.TryTake(ref rest, "region"u8) || LogText.TryTake(ref rest, ":"u8) || LogText.TryTake(ref rest, "["u8)
            || LogText.TryTake(ref rest, "("u8) || LogText.TryTake(ref rest, "address range"u8));
}
