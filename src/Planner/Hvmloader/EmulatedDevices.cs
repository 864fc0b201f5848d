using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>Builds the PCI bus that <c>xl</c> and qemu-xen give a guest.</summary>
/// <remarks>
/// The order of the device model: the fixed functions of devices 0 and 1, then platform device, graphics card and network
/// cards on the next free device numbers, then the additional arguments. Passed-through devices come later
/// (<see cref="FirstFreeDevice"/>).
/// </remarks>
public static class EmulatedDevices
{
    private const int DeviceCount = 32;

    /// <summary>vga_common_init() of the device model clamps to it, in MiB; libxl takes all that was asked for from the guest.</summary>
    private const uint MaxVideoRamMiB = 512;

    /// <summary>Lists the functions of a machine.</summary>
    /// <param name="machine">The configuration; video memory is rounded up to a power of two MiB, as the device model does.</param>
    /// <returns>The functions, and what could not be placed.</returns>
    public static EmulatedDeviceSet For(EmulatedMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var bus = new Bus();
        Put(bus, 0x00, EmulatedModels.HostBridge);
        Put(bus, 0x08, EmulatedModels.IsaBridge);
        Put(bus, 0x09, EmulatedModels.Ide);
        if (machine.HasUsb)
        {
            Put(bus, 0x0a, EmulatedModels.Usb);
        }

        Put(bus, 0x0b, EmulatedModels.PowerManagement);
        if (machine.HasPlatformDevice)
        {
            PutNext(bus, EmulatedModels.Platform);
        }

        if (VgaOf(machine) is { } vga)
        {
            PutNext(bus, vga);
        }

        var unknown = new List<string>();
        foreach (string name in machine.NetworkModels)
        {
            if (!EmulatedModels.ByName.TryGetValue(name, out EmulatedModel? model) || !PutNext(bus, model))
            {
                unknown.Add(name);
            }
        }

        PutArguments(bus, machine.DeviceModelArguments, unknown);
        return new EmulatedDeviceSet([.. bus.Functions.Values], [.. unknown]) { Memory = [.. bus.Memory] };
    }

    /// <summary>The lowest device number without a function, where the device model plugs a device that asks for none.</summary>
    /// <param name="functions">The functions on the bus.</param>
    /// <returns>The device number, 0 to 31; null when the bus is full.</returns>
    public static int? FirstFreeDevice(IEnumerable<GuestPciFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        uint taken = 0;
        foreach (GuestPciFunction function in functions)
        {
            taken |= 1u << (function.DevFn >> 3);
        }

        int free = BitOperations.TrailingZeroCount(~taken);
        return free < DeviceCount ? free : null;
    }

    private static EmulatedModel? VgaOf(EmulatedMachine machine) => machine.Vga switch
    {
        VgaKind.Stdvga => EmulatedModels.StandardVga(RoundedVideoRam(machine, 16)),
        VgaKind.Cirrus => EmulatedModels.Cirrus(RoundedVideoRam(machine, 8)),
        VgaKind.Qxl => EmulatedModels.Qxl(RoundedVideoRam(machine, 128)),
        _ => null,
    };

    private static uint RoundedVideoRam(EmulatedMachine machine, uint fallback) =>
        BitOperations.RoundUpToPowerOf2(Math.Clamp(machine.VideoRamMiB ?? fallback, 2, MaxVideoRamMiB));

    private static bool Put(Bus bus, byte devFn, EmulatedModel model)
    {
        if (!bus.Functions.TryAdd(devFn, model.At(devFn)))
        {
            return false;
        }

        bus.Memory.AddRange(model.Memory.Select(block => new DeviceModelMemory(devFn, block)));
        return true;
    }

    private static bool PutNext(Bus bus, EmulatedModel model) =>
        FirstFreeDevice(bus.Functions.Values) is { } device && Put(bus, (byte)(device << 3), model);

    private static void PutArguments(
        Bus bus, ImmutableArray<string> arguments, List<string> unknown)
    {
        for (int i = 0; i + 1 < arguments.Length; i++)
        {
            if (arguments[i] != "-device")
            {
                continue;
            }

            string device = arguments[++i];
            string[] parts = device.Split(',');
            byte? devFn = null;
            ulong? memory = 0;
            foreach (string part in parts.AsSpan(1))
            {
                devFn = part.StartsWith("addr=", StringComparison.Ordinal) ? DevFn(part[5..]) : devFn;
                memory = part.StartsWith("membar=", StringComparison.Ordinal) ? Size(part[7..]) : memory;
            }

            if (!TryModel(parts[0], memory, out EmulatedModel? model)
                || !(devFn is { } place ? Put(bus, place, model) : PutNext(bus, model)))
            {
                unknown.Add(device);
            }
        }
    }

    private static bool TryModel(
        string name, ulong? memory, [NotNullWhen(true)] out EmulatedModel? model)
    {
        if (name == "pci-testdev" && memory is { } size && (size == 0 || BitOperations.IsPow2(size)))
        {
            model = EmulatedModels.TestDevice(size);
            return true;
        }

        return EmulatedModels.ByName.TryGetValue(name, out model);
    }

    /// <summary>Reads <c>6</c>, <c>06.1</c> or <c>0x6</c>: device and function in hex.</summary>
    private static byte? DevFn(string text)
    {
        string[] parts = text.Split('.');
        string device = parts[0].StartsWith("0x", StringComparison.Ordinal) ? parts[0][2..] : parts[0];
        byte function = 0;
        bool isGood = parts.Length <= 2
            && (parts.Length == 1 || byte.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out function))
            && function < 8;
        return isGood && byte.TryParse(device, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte number)
            && number < DeviceCount
                ? (byte)((number << 3) | function)
                : null;
    }

    /// <summary>Reads <c>512M</c>, <c>4G</c>, <c>64K</c> or bytes.</summary>
    private static ulong? Size(string text)
    {
        int shift = text.Length == 0 ? 0 : text[^1] switch { 'K' or 'k' => 10, 'M' or 'm' => 20, 'G' or 'g' => 30, 'T' or 't' => 40, _ => 0 };
        ReadOnlySpan<char> digits = shift == 0 ? text : text.AsSpan(0, text.Length - 1);
        return ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number <= ulong.MaxValue >> shift
            ? number << shift
            : null;
    }

    /// <summary>The bus while it is filled: functions by place, memory by the order in which the device model creates them.</summary>
    private sealed class Bus
    {
        public SortedDictionary<byte, GuestPciFunction> Functions { get; } = [];

        public List<DeviceModelMemory> Memory { get; } = [];
    }
}
