using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Reads the files of Linux' <c>/sys/bus/pci/devices/*/</c>, handed over as pairs of path and content.</summary>
/// <remarks>
/// The folder's name is the function's address; files used: class, vendor, device, resource, secondary_bus_number,
/// subordinate_bus_number. Others are passed over. Total: bad content is noted, by file instead of line.
/// </remarks>
public static class SysfsTopology
{
    // include/linux/ioport.h.
    private const ulong FlagIo = 0x100;
    private const ulong FlagMemory = 0x200;
    private const ulong FlagPrefetch = 0x2000;
    private const ulong FlagMemory64 = 0x100000;

    /// <summary>Reads the files.</summary>
    /// <param name="files">Paths with <c>/</c> between folders, and contents.</param>
    /// <returns>The hierarchy, ordered by address.</returns>
    public static HostTopology Read(IEnumerable<(string Path, string Content)> files)
    {
        var functions = new SortedDictionary<PciAddress, HostPciFunction>();
        var notes = ImmutableArray.CreateBuilder<TopologyNote>();
        foreach ((string path, string content) in files)
        {
            string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2 || !PciAddress.TryParse(parts[^2], out PciAddress address, out _))
            {
                continue;
            }

            if (!functions.TryGetValue(address, out HostPciFunction? function))
            {
                function = new HostPciFunction(address);
            }

            functions[address] = Take(function, parts[^1], content.Trim(), path, notes);
        }

        return new HostTopology([.. functions.Values], notes.ToImmutable());
    }

    private static HostPciFunction Take(
        HostPciFunction function, string file, string content, string path, ImmutableArray<TopologyNote>.Builder notes)
    {
        HostPciFunction? changed = file switch
        {
            // 24 bits: base class, sub-class, programming interface.
            "class" => Hex(content, 0xffffff) is ulong code ? function with { ClassCode = (ushort)(code >> 8) } : null,
            "vendor" => Hex(content, ushort.MaxValue) is ulong vendor ? function with { VendorId = (ushort)vendor } : null,
            "device" => Hex(content, ushort.MaxValue) is ulong device ? function with { DeviceId = (ushort)device } : null,
            "secondary_bus_number" => Bus(content) is byte bus
                ? function with { Buses = new BusNumbers(bus, function.Buses?.Subordinate ?? bus) }
                : null,
            "subordinate_bus_number" => Bus(content) is byte bus
                ? function with { Buses = new BusNumbers(function.Buses?.Secondary ?? bus, bus) }
                : null,
            "resource" => function with { Bars = Bars(content, path, notes) },
            _ => function,
        };
        if (changed is null)
        {
            notes.Add(new TopologyNote(0, $"Not read: {path} has \"{content}\"."));
        }

        return changed ?? function;
    }

    /// <summary>Lines of start, last byte and flags: 0 to 5 are the BARs, 6 the ROM, further ones a bridge's windows.</summary>
    private static ImmutableArray<HostBar> Bars(string content, string path, ImmutableArray<TopologyNote>.Builder notes)
    {
        var bars = ImmutableArray.CreateBuilder<HostBar>();
        string[] lines = content.Split('\n');
        for (int index = 0; index < Math.Min(lines.Length, PciBar.RomIndex + 1); index++)
        {
            string[] fields = lines[index].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (fields.Length != 3 || Hex(fields[0], ulong.MaxValue) is not ulong start
                || Hex(fields[1], ulong.MaxValue) is not ulong last || Hex(fields[2], ulong.MaxValue) is not ulong flags)
            {
                notes.Add(new TopologyNote(index + 1, $"Not read: {path} has \"{lines[index]}\"."));
                continue;
            }

            ulong size = unchecked(last - start + 1);
            if ((flags & (FlagIo | FlagMemory)) != 0 && last >= start && ulong.IsPow2(size))
            {
                bars.Add(new HostBar(new PciBar(index, KindOf(index, flags), size, (flags & FlagPrefetch) != 0), start == 0 ? null : start));
            }
        }

        return bars.ToImmutable();
    }

    private static PciBarKind KindOf(int index, ulong flags) => index == PciBar.RomIndex ? PciBarKind.Rom
        : (flags & FlagIo) != 0 ? PciBarKind.Io
        : (flags & FlagMemory64) != 0 ? PciBarKind.Mem64
        : PciBarKind.Mem32;

    private static ulong? Hex(string text, ulong max) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) && value <= max
            ? value
            : null;

    private static byte? Bus(string text) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte value) ? value : null;
}
