using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>One region of the <c>rmrr=</c> option.</summary>
/// <param name="BasePfn">First page frame.</param>
/// <param name="EndPfn">Last page frame, inclusive.</param>
/// <param name="Devices">Its devices, 1 to 20, each with the segment it was written with.</param>
public sealed record OptionRegion(ulong BasePfn, ulong EndPfn, ImmutableArray<PciAddress> Devices);

/// <summary>The hypervisor's option <c>rmrr=start[-end]=[seg:]bus:dev.fn[,...][;...]</c>.</summary>
/// <param name="Rc">Result of the parser. An error does not undo the regions before it.</param>
/// <param name="Regions">Regions remembered, at most 10.</param>
public sealed record RmrrOption(int Rc, ImmutableArray<OptionRegion> Regions)
{
    /// <summary>MAX_USER_RMRR: regions at most.</summary>
    public const int MaxRegions = 10;

    /// <summary>MAX_USER_RMRR_DEV: devices of a region at most.</summary>
    public const int MaxDevices = 20;

    /// <summary>MAX_USER_RMRR_PAGES: pages of a region at most.</summary>
    public const ulong MaxPages = 16;

    /// <summary>Characters of the whole option, name included, that fit the command line's buffer of 128 with its terminator.</summary>
    private const int BufferCharacters = 127;

    /// <summary>Cuts the option's text as the command line's reader does before its parser sees it.</summary>
    /// <remarks>Mirrors the buffer opt[128] of cmdline_parse() in xen/common/kernel.c, which holds name, sign and value.</remarks>
    /// <param name="value">What follows <c>rmrr=</c> on the command line.</param>
    /// <returns>At most 122 characters of it, ending at the first space.</returns>
    public static string FromCommandLine(string value)
    {
        int space = value.IndexOf(' ', StringComparison.Ordinal);
        string word = space < 0 ? value : value[..space];
        int room = BufferCharacters - "rmrr=".Length;
        return word.Length <= room ? word : word[..room];
    }

    /// <summary>Reads the option's text. Total: any text gives a result.</summary>
    /// <remarks>
    /// Mirrors parse_rmrr_param() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73). Surprises kept: a region without
    /// <c>=</c> is skipped in silence; what goes wrong behind a region leaves it remembered; the 21st device is left over
    /// and makes the text invalid.
    /// </remarks>
    /// <param name="text">What follows <c>rmrr=</c>; any content, a NUL ends it.</param>
    /// <returns>The result and the regions.</returns>
    public static RmrrOption Parse(string text) => Parse(text, new XenLog(debugBuild: false));

    /// <summary>Reads the option's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="log">Takes the message about a range that is too long.</param>
    /// <returns>The result and the regions.</returns>
    internal static RmrrOption Parse(string text, XenLog log)
    {
        var regions = ImmutableArray.CreateBuilder<OptionRegion>();
        var cursor = new CText(text);
        do
        {
            int rc = regions.Count >= MaxRegions ? ErrorNumber.TooBig : ParseRegion(ref cursor, regions, log);
            if (rc != ErrorNumber.None)
            {
                return new RmrrOption(rc, regions.ToImmutable());
            }
        }
        while (Accept(ref cursor, ';'));

        return new RmrrOption(cursor.Current == '\0' ? ErrorNumber.None : ErrorNumber.Invalid, regions.ToImmutable());
    }

    private static int ParseRegion(ref CText cursor, ImmutableArray<OptionRegion>.Builder regions, XenLog log)
    {
        if (!HexNumber(ref cursor, out ulong start))
        {
            return ErrorNumber.Invalid;
        }

        ulong end = start;
        if (Accept(ref cursor, '-') && !HexNumber(ref cursor, out end))
        {
            return ErrorNumber.Invalid;
        }

        // C: unsigned, so that an end below the start is too long as well.
        if (unchecked(end - start) >= MaxPages)
        {
            log.Vtd(XenLogLevel.Error, $"RMRR range [{XenText.Hex(start)}-{XenText.Hex(end)}] exceeds {MaxPages} pages");
            return ErrorNumber.TooBig;
        }

        if (cursor.Current != '=')
        {
            return ErrorNumber.None;
        }

        var devices = ImmutableArray.CreateBuilder<PciAddress>();
        do
        {
            cursor.Skip();
            if (!ParseDevice(ref cursor, devices.Count > 0 ? devices[0].Segment : (ushort)0, out PciAddress device))
            {
                return ErrorNumber.Invalid;
            }

            devices.Add(device);
        }
        while (cursor.Current == ',' && devices.Count < MaxDevices);

        regions.Add(new OptionRegion(start, end, devices.ToImmutable()));
        return ErrorNumber.None;
    }

    /// <summary>Reads one device.</summary>
    /// <remarks>
    /// Mirrors parse_pci_seg() in xen/drivers/pci/pci.c (Xen c447b73). Empty parts read as 0; only the function follows
    /// C's prefixes, so 010 is octal.
    /// </remarks>
    internal static bool ParseDevice(ref CText cursor, ushort defaultSegment, out PciAddress device)
    {
        device = default;
        ulong segment = cursor.Number(16);
        if (!Accept(ref cursor, ':'))
        {
            return false;
        }

        ulong bus = cursor.Number(16);
        ulong slot;
        if (Accept(ref cursor, ':'))
        {
            slot = cursor.Number(16);
        }
        else
        {
            (slot, bus, segment) = (bus, segment, defaultSegment);
        }

        if (!Accept(ref cursor, '.'))
        {
            return false;
        }

        ulong function = cursor.Number(0);
        if (segment > 0xffff || bus > 0xff || slot > 0x1f || function > 7)
        {
            return false;
        }

        device = new PciAddress((ushort)segment, (byte)bus, (byte)slot, (byte)function);
        return true;
    }

    private static bool HexNumber(ref CText cursor, out ulong value)
    {
        int before = cursor.Position;
        value = cursor.Number(16);
        return cursor.Position != before;
    }

    private static bool Accept(ref CText cursor, char expected)
    {
        if (cursor.Current != expected)
        {
            return false;
        }

        cursor.Skip();
        return true;
    }
}
