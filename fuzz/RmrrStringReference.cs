using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Fuzz;

/// <summary>parse_rmrr_param once more, with the pointers of the C, independent of the parser under test.</summary>
/// <remarks>xen/drivers/passthrough/vtd/dmar.c, with parse_pci_seg and simple_strtoull. Ugly on purpose.</remarks>
internal static class RmrrStringReference
{
    private const int Einval = -22;
    private const int E2big = -7;

    /// <summary>Reads what follows <c>rmrr=</c>.</summary>
    /// <returns>The result, and a line for each region remembered.</returns>
    internal static (int Rc, List<string> Regions) Parse(string text)
    {
        string c = text + "\0\0\0";
        List<string> regions = [];
        int s = 0;
        do
        {
            if (regions.Count >= 10)
                return (E2big, regions);
            int cur = s;
            ulong start = Strtoul(c, cur, out s, 16);
            if (cur == s)
                return (Einval, regions);
            ulong end = start;
            if (c[s] == '-')
            {
                cur = s + 1;
                end = Strtoul(c, cur, out s, 16);
                if (cur == s)
                    return (Einval, regions);
            }

            if (unchecked(end - start) >= 16)
                return (E2big, regions);
            if (c[s] != '=')
                continue;
            List<string> devices = [];
            do
            {
                if (Device(c, s + 1, devices.Count == 0 ? "0000" : devices[0][..4], out s) is not { } device)
                    return (Einval, regions);
                devices.Add(device);
            }
            while (c[s] == ',' && devices.Count < 20);
            regions.Add($"{start:x}-{end:x}={string.Join(',', devices)}");
        }
        while (c[s++] == ';');
        return (c[s - 1] != '\0' ? Einval : 0, regions);
    }

    /// <summary>What the parser under test gives, in the same words.</summary>
    internal static (int Rc, List<string> Regions) Of(RmrrOption option) => (option.Rc,
        [.. option.Regions.Select(r => $"{r.BasePfn:x}-{r.EndPfn:x}={string.Join(',', r.Devices.Select(Text))}")]);

    private static string Text(PciAddress d) => $"{d.Segment:x4}:{d.Bus:x2}:{d.Device:x2}.{d.Function:x}";

    private static string? Device(string c, int at, string defaultSegment, out int s)
    {
        ulong segment = Strtoul(c, at, out s, 16);
        if (c[s] != ':')
            return null;
        ulong bus = Strtoul(c, s + 1, out s, 16);
        string shown;
        ulong device;
        if (c[s] == ':')
        {
            device = Strtoul(c, s + 1, out s, 16);
            shown = $"{segment:x4}";
        }
        else
        {
            (device, bus, segment) = (bus, segment, 0);
            shown = defaultSegment;
        }

        if (c[s] != '.')
            return null;
        ulong function = Strtoul(c, s + 1, out s, 0);
        return segment > 0xffff || bus > 0xff || device > 0x1f || function > 7
            ? null
            : $"{shown}:{bus:x2}:{device:x2}.{function:x}";
    }

    private static ulong Strtoul(string c, int at, out int end, uint radix)
    {
        if (radix == 0)
        {
            radix = 10;
            if (c[at] == '0')
            {
                radix = 8;
                at++;
                if (c[at] is 'x' or 'X' && char.IsAsciiHexDigit(c[at + 1]))
                {
                    at++;
                    radix = 16;
                }
            }
        }
        else if (c[at] == '0' && c[at + 1] is 'x' or 'X')
        {
            at += 2;
        }

        ulong value = 0;
        while (char.IsAsciiHexDigit(c[at]) && Convert.ToUInt32(c[at].ToString(), 16) is var digit && digit < radix)
        {
            value = unchecked((value * radix) + digit);
            at++;
        }

        end = at;
        return value;
    }
}
