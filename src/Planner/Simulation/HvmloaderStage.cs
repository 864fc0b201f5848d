using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Simulation;

/// <summary>hvmloader's run on the guest.</summary>
/// <param name="Input">What it saw.</param>
/// <param name="Result">What it left.</param>
/// <param name="Bus">The functions with their hosts, for names.</param>
/// <param name="Console">Its console lines, in its own wording.</param>
public sealed record HvmloaderStage(HvmloaderInput Input, HvmloaderResult Result, GuestBus Bus, ImmutableArray<string> Console)
{
    /// <summary>The table of the chosen firmware, or its crash; null when hvmloader did not come so far.</summary>
    public GuestE820? E820 => Result.E820?.For(Input.Bios);

    /// <summary>The message of the crash, with its phase; null when hvmloader got to the end.</summary>
    public string? CrashText => Result.Crash is { } crash ? $"{crash.Phase}: {crash.Text}"
        : E820?.CrashText is { } text ? $"build_e820_table: {text}"
        : null;

    /// <summary>Runs hvmloader after the toolstack.</summary>
    /// <param name="request">Firmware, address bits and whether RAM may move.</param>
    /// <param name="toolstack">A guest that was built.</param>
    /// <param name="bus">The guest's PCI bus.</param>
    /// <returns>The run; a crash is a result.</returns>
    internal static HvmloaderStage Run(SimulationRequest request, ToolstackResult toolstack, GuestBus bus)
    {
        HvmInfo info = HvmInfo.Of(toolstack.Rdm.Layout);
        HvmloaderInput input = new()
        {
            LowMemPgEnd = info.LowMemPgEnd,
            HighMemPgEnd = info.HighMemPgEnd,
            MemoryMap = toolstack.MemoryMap ?? [],
            Devices = [.. bus.Functions.Select(f => f.Function)],
            Xenstore = Xenstore(request, toolstack),
            PhysBits = request.PhysBits,
            Vcpus = (uint)Math.Clamp(request.Plan.Guest.MaxVcpus.Value, 1, uint.MaxValue),
            Bios = FirmwareOf(request),
            PopulateLimit = request.PopulateLimit,
            Profile = request.Plan.Profile,
        };
        HvmloaderResult result = HvmloaderSimulator.Run(input);
        string version = request.Plan.Profile.IsDesign ? Profiles.XenProfile.Newest.Name : request.Plan.Profile.Name;
        return new HvmloaderStage(
            input, result, bus, HvmloaderConsole.Lines(input, result, new HvmloaderEnvironment { XenVersion = version }));
    }

    /// <summary>The firmware in force: the one asked for, else that of the configuration, else that of the device model.</summary>
    /// <param name="request">The question.</param>
    /// <returns>The firmware; SeaBIOS for a path, whose content is not known.</returns>
    internal static GuestBios FirmwareOf(SimulationRequest request) => request.Firmware ?? request.Plan.Guest.Firmware.Value switch
    {
        "ovmf" => GuestBios.Ovmf,
        "rombios" => GuestBios.RomBios,
        null when IsTraditional(request.Plan.Guest) => GuestBios.RomBios,
        _ => GuestBios.SeaBios,
    };

    private static bool IsTraditional(GuestConfig guest) => guest.DeviceModelVersion.Value == "qemu-xen-traditional";

    /// <summary>What libxl writes: RAM may move under the old device model only, because qemu-xen does not learn of it.</summary>
    private static ImmutableDictionary<string, string> Xenstore(SimulationRequest request, ToolstackResult toolstack)
    {
        bool mayMove = request.ForceRelocate || IsTraditional(request.Plan.Guest);
        ImmutableDictionary<string, string> keys = ImmutableDictionary<string, string>.Empty
            .Add("hvmloader/allow-memory-relocate", mayMove ? "1" : "0");
        return toolstack.MmioHoleSizeInBytes is { } hole
            ? keys.Add("platform/mmio_hole_size", hole.ToString(CultureInfo.InvariantCulture))
            : keys;
    }
}
