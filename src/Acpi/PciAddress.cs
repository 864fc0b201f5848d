using System.Globalization;

namespace RdmPlanner.Acpi;

/// <summary>The address of a PCI function: segment, bus, device and function (Xen's and Linux's SBDF).</summary>
/// <remarks>
/// Every value is legal by construction: device at most 31, function at most 7. <c>default</c> is <c>0000:00:00.0</c>.
/// Ordered by segment, bus, device, function.
/// </remarks>
public readonly record struct PciAddress : IComparable<PciAddress>
{
    /// <summary>Makes an address from its four parts.</summary>
    /// <param name="segment">PCI segment (domain), any 16-bit value.</param>
    /// <param name="bus">Bus, any 8-bit value.</param>
    /// <param name="device">Device, 0 to 31.</param>
    /// <param name="function">Function, 0 to 7.</param>
    /// <exception cref="ArgumentOutOfRangeException">Device or function is too large.</exception>
    public PciAddress(ushort segment, byte bus, byte device, byte function)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(device, 31);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(function, 7);
        Segment = segment;
        Bus = bus;
        DevFn = (byte)((device << 3) | function);
    }

    /// <summary>PCI segment (domain).</summary>
    public ushort Segment { get; }

    /// <summary>Bus number.</summary>
    public byte Bus { get; }

    /// <summary>Device and function in one byte: device * 8 + function.</summary>
    public byte DevFn { get; }

    /// <summary>Device, 0 to 31.</summary>
    public byte Device => (byte)(DevFn >> 3);

    /// <summary>Function, 0 to 7.</summary>
    public byte Function => (byte)(DevFn & 7);

    /// <summary>Makes an address from segment, bus and the combined device-function byte.</summary>
    /// <param name="segment">PCI segment (domain).</param>
    /// <param name="bus">Bus.</param>
    /// <param name="devFn">Device * 8 + function; every byte is legal.</param>
    /// <returns>The address.</returns>
    public static PciAddress FromDevFn(ushort segment, byte bus, byte devFn) =>
        new(segment, bus, (byte)(devFn >> 3), (byte)(devFn & 7));

    /// <summary>Orders by segment, bus, device and function.</summary>
    /// <param name="other">The address to compare with.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTo(PciAddress other) => Key.CompareTo(other.Key);

    private uint Key => ((uint)Segment << 16) | ((uint)Bus << 8) | DevFn;

    /// <summary>Whether <paramref name="left"/> sorts before <paramref name="right"/>.</summary>
    public static bool operator <(PciAddress left, PciAddress right) => left.Key < right.Key;

    /// <summary>Whether <paramref name="left"/> sorts after <paramref name="right"/>.</summary>
    public static bool operator >(PciAddress left, PciAddress right) => left.Key > right.Key;

    /// <summary>Whether <paramref name="left"/> does not sort after <paramref name="right"/>.</summary>
    public static bool operator <=(PciAddress left, PciAddress right) => left.Key <= right.Key;

    /// <summary>Whether <paramref name="left"/> does not sort before <paramref name="right"/>.</summary>
    public static bool operator >=(PciAddress left, PciAddress right) => left.Key >= right.Key;

    /// <summary>Reads <c>SSSS:BB:DD.F</c> or <c>BB:DD.F</c> (segment 0), all parts hexadecimal.</summary>
    /// <param name="text">The text; no surrounding space.</param>
    /// <param name="address">The address, or <c>default</c>.</param>
    /// <param name="problem">When the result is false, one clause that names the part at fault; otherwise null.</param>
    /// <returns>True when the text is an address.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out PciAddress address, out string? problem)
    {
        address = default;
        int dot = text.LastIndexOf('.');
        int colon = dot < 0 ? -1 : text[..dot].LastIndexOf(':');
        if (colon < 0)
        {
            problem = $"'{text}' is not of the form [SSSS:]BB:DD.F";
            return false;
        }

        ReadOnlySpan<char> front = text[..colon];
        int front2 = front.IndexOf(':');
        ReadOnlySpan<char> segmentText = front2 < 0 ? "0" : front[..front2];
        problem = Part(segmentText, "segment", 0xffff, out uint segment)
            ?? Part(front[(front2 + 1)..], "bus", 0xff, out uint bus)
            ?? Part(text[(colon + 1)..dot], "device", 0x1f, out uint device)
            ?? Part(text[(dot + 1)..], "function", 7, out uint function)
            ?? Store(segment, bus, device, function, out address);
        return problem is null;
    }

    private static string? Store(uint segment, uint bus, uint device, uint function, out PciAddress address)
    {
        address = new PciAddress((ushort)segment, (byte)bus, (byte)device, (byte)function);
        return null;
    }

    private static string? Part(ReadOnlySpan<char> text, string name, uint largest, out uint value)
    {
        if (!uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
        {
            return $"{name} '{text}' is not a hexadecimal number";
        }

        return value > largest ? $"{name} '{text}' is larger than {largest:x}" : null;
    }

    /// <summary>Lower-case hex, as <c>lspci -D</c> prints it: <c>0000:00:14.0</c>.</summary>
    /// <returns>The address as text.</returns>
    public override string ToString() => $"{Segment:x4}:{Bus:x2}:{Device:x2}.{Function:x}";
}
