using System.Globalization;
using System.Numerics;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Reads <c>--bar</c>: <c>DEVICE:INDEX=SIZE[,64|io][,prefetch]</c>.</summary>
/// <remarks>
/// DEVICE is an assigned device (<c>01:00.0</c>, <c>0000:01:00.0</c>) or a place on the guest's bus (<c>05.0</c>, or the function
/// number in hex, <c>0x28</c>). INDEX is 0 to 5 or <c>rom</c>. SIZE is a power of two: <c>16G</c>, <c>64K</c>, <c>0x1000</c>.
/// </remarks>
public static class BarOption
{
    /// <summary>The largest register of 32 bits, 2 GiB.</summary>
    private const ulong Largest32 = 1UL << 31;

    /// <summary>Reads the option.</summary>
    /// <param name="text">The option's text.</param>
    /// <param name="bar">The register; null when the text is not understood.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    /// <returns>True when it is understood.</returns>
    public static bool TryParse(string text, out BarOverride? bar, out string? problem)
    {
        bar = null;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int colon = equals < 0 ? -1 : text.LastIndexOf(':', equals);
        if (colon <= 0)
        {
            problem = "the form is DEVICE:INDEX=SIZE[,64|io][,prefetch], as 01:00.0:0=16G,64,prefetch";
            return false;
        }

        if (!TryDevice(text[..colon], out PciAddress? host, out byte devFn))
        {
            problem = $"'{text[..colon]}' is neither a device (01:00.0) nor a place on the guest's bus (05.0 or 0x28)";
            return false;
        }

        problem = Register(text[(colon + 1)..equals], text[(equals + 1)..].Split(','), out PciBar register);
        bar = problem is null ? new BarOverride(host, devFn, register, text) : null;
        return problem is null;
    }

    private static bool TryDevice(string text, out PciAddress? host, out byte devFn)
    {
        host = null;
        devFn = 0;
        if (PciAddress.TryParse(text, out PciAddress address, out _))
        {
            host = address;
            return true;
        }

        string[] parts = text.Split('.');
        if (parts.Length == 2 && Hex(parts[0], 31) is { } device && Hex(parts[1], 7) is { } function)
        {
            devFn = (byte)((device << 3) | function);
            return true;
        }

        byte? number = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? Hex(text[2..], byte.MaxValue) : null;
        devFn = number ?? 0;
        return number is not null;
    }

    private static string? Register(string index, string[] words, out PciBar register)
    {
        register = default;
        bool isRom = index == "rom";
        if (!isRom && (index.Length != 1 || index[0] is < '0' or > '5'))
        {
            return $"'{index}' is not a register: 0 to 5, or rom";
        }

        PciBarKind kind = isRom ? PciBarKind.Rom : PciBarKind.Mem32;
        bool prefetch = false;
        foreach (string word in words.AsSpan(1))
        {
            switch (word)
            {
                case "64" when !isRom:
                    kind = PciBarKind.Mem64;
                    break;
                case "io" when !isRom:
                    kind = PciBarKind.Io;
                    break;
                case "32" when !isRom:
                    break;
                case "prefetch" when !isRom:
                    prefetch = true;
                    break;
                default:
                    return $"'{word}' is not known here; use 64 or io, and prefetch";
            }
        }

        int number = isRom ? PciBar.RomIndex : index[0] - '0';
        if (kind == PciBarKind.Mem64 && number == PciBar.RomIndex - 1)
        {
            return "a 64-bit register at 5 has no room for its upper half";
        }

        ulong least = kind switch { PciBarKind.Io => 4, PciBarKind.Rom => 2048, _ => 16 };
        ulong most = kind switch { PciBarKind.Io => 1UL << 16, PciBarKind.Mem64 => 1UL << 63, _ => Largest32 };
        if (!AddressText.TrySize(words[0], out ulong size) || !BitOperations.IsPow2(size) || size < least || size > most)
        {
            return $"'{words[0]}' is not a size the register can have: a power of two such as 0x1000, 64K or 16G";
        }

        register = new PciBar(number, kind, size, prefetch);
        return null;
    }

    private static byte? Hex(string text, byte most) =>
        byte.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value) && value <= most ? value : null;
}
