using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Generate;

/// <summary>One unity mapping that the option <c>ivmd=</c> asks for.</summary>
/// <param name="FirstFrame">First page frame.</param>
/// <param name="LastFrame">Last page frame, inclusive.</param>
/// <param name="FirstDevice">First device; null for all devices.</param>
/// <param name="LastDevice">Last device of the range, the first itself for one device; null for all.</param>
public readonly record struct IvmdEntry(ulong FirstFrame, ulong LastFrame, PciAddress? FirstDevice, PciAddress? LastDevice);

/// <summary>Xen's option <c>ivmd=</c>, parsed: unity maps for AMD hosts as of IVMD blocks.</summary>
/// <param name="Rc">0, or a negative error; the entries before the error count all the same.</param>
/// <param name="Entries">What the parser remembered.</param>
public sealed record IvmdOption(int Rc, ImmutableArray<IvmdEntry> Entries)
{
    /// <summary>How many entries the hypervisor has room for: user_ivmds[8]. A range with several devices takes one each.</summary>
    public const int MaxEntries = 8;

    /// <summary>Reads the text of the option.</summary>
    /// <remarks>
    /// Mirrors parse_ivmd_param() in xen/drivers/passthrough/amd/iommu_acpi.c (Xen 4.16 on), format
    /// <c>&lt;start&gt;[-&lt;end&gt;][=&lt;bdf1&gt;[-&lt;bdf1'&gt;][,&lt;bdf2&gt;...]][;&lt;start&gt;...]</c>: page frames in hex, both ends
    /// inclusive; without devices the range is for all of them.
    /// </remarks>
    /// <param name="text">What follows <c>ivmd=</c>; any content.</param>
    /// <param name="alreadyRead">Entries of the option's earlier occurrences, which count for the limit.</param>
    /// <returns>The result and the entries, the earlier ones first.</returns>
    public static IvmdOption Parse(string text, ImmutableArray<IvmdEntry> alreadyRead = default)
    {
        ImmutableArray<IvmdEntry>.Builder entries = ImmutableArray.CreateBuilder<IvmdEntry>();
        entries.AddRange(alreadyRead.IsDefault ? [] : alreadyRead);
        var cursor = new CText(text);
        while (true)
        {
            int rc = ParseRange(ref cursor, entries);
            if (rc != ErrorNumber.None)
            {
                return new IvmdOption(rc, entries.ToImmutable());
            }

            if (cursor.Current != ';')
            {
                break;
            }

            cursor.Skip();
        }

        return new IvmdOption(cursor.Current == '\0' ? ErrorNumber.None : ErrorNumber.Invalid, entries.ToImmutable());
    }

    private static int ParseRange(ref CText cursor, ImmutableArray<IvmdEntry>.Builder entries)
    {
        if (entries.Count >= MaxEntries)
        {
            return ErrorNumber.TooBig;
        }

        int before = cursor.Position;
        ulong start = cursor.Number(16);
        if (cursor.Position == before)
        {
            return ErrorNumber.Invalid;
        }

        ulong end = start;
        if (cursor.Current == '-')
        {
            cursor.Skip();
            before = cursor.Position;
            end = cursor.Number(16);
            if (cursor.Position == before || end < start)
            {
                return ErrorNumber.Invalid;
            }
        }

        if (cursor.Current != '=')
        {
            entries.Add(new IvmdEntry(start, end, null, null));
            return ErrorNumber.None;
        }

        do
        {
            if (entries.Count >= MaxEntries)
            {
                return ErrorNumber.TooBig;
            }

            cursor.Skip();
            if (!ParseDevices(ref cursor, out PciAddress first, out PciAddress last))
            {
                return ErrorNumber.Invalid;
            }

            entries.Add(new IvmdEntry(start, end, first, last));
        }
        while (cursor.Current == ',');

        return ErrorNumber.None;
    }

    private static bool ParseDevices(ref CText cursor, out PciAddress first, out PciAddress last)
    {
        last = default;
        if (!RmrrOption.ParseDevice(ref cursor, 0, out first) || first.Segment != 0)
        {
            return false;
        }

        last = first;
        if (cursor.Current != '-')
        {
            return true;
        }

        cursor.Skip();
        return RmrrOption.ParseDevice(ref cursor, 0, out last) && last.Segment == 0 && last >= first;
    }
}
