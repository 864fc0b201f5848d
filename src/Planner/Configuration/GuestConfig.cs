using System.Collections.Immutable;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Everything in a guest's configuration that its memory map depends on, each part with its origin.</summary>
/// <remarks>Sizes are in MiB as xl.cfg(5) gives them. Defaults are those of xl and libxl for an HVM guest.</remarks>
public sealed record GuestConfig
{
    /// <summary>The guest of an empty configuration: HVM, 32 MiB, cirrus with 8 MiB of video memory.</summary>
    public static GuestConfig Default { get; } = new();

    /// <summary>Name of the guest (<c>name</c>); null when not given.</summary>
    public Configured<string?> Name { get; init; } = new(null, Origins.Default);

    /// <summary>Kind of guest.</summary>
    public Configured<GuestType> Type { get; init; } = new(GuestType.Hvm, Origins.Default);

    /// <summary>Memory at start in MiB (<c>memory</c>), including video memory.</summary>
    public Configured<long> MemoryMiB { get; init; } = new(32, Origins.Default);

    /// <summary>Largest memory in MiB (<c>maxmem</c>), including video memory; the layout is made for it.</summary>
    public Configured<long> MaxMemMiB { get; init; } = new(32, Origins.Default);

    /// <summary>Video memory in MiB (<c>videoram</c>), taken from <see cref="MaxMemMiB"/>.</summary>
    public Configured<long> VideoRamMiB { get; init; } = new(8, Origins.Default);

    /// <summary>Emulated graphics card (<c>vga</c>, <c>stdvga</c>).</summary>
    public Configured<VgaKind> Vga { get; init; } = new(VgaKind.Cirrus, Origins.Default);

    /// <summary>Size wanted for the hole below 4 GiB in MiB (<c>mmio_hole</c>), 256 to 3840; null leaves it to libxl (256).</summary>
    public Configured<long?> MmioHoleMiB { get; init; } = new(null, Origins.Default);

    /// <summary>Hardware assisted paging (<c>hap</c>); libxl's default is yes.</summary>
    public Configured<bool> Hap { get; init; } = new(true, Origins.Default);

    /// <summary>The <c>rdm</c> string as given; null when not given.</summary>
    public Configured<string?> RdmText { get; init; } = new(null, Origins.Default);

    /// <summary>Strategy as the profile's parser understood the string.</summary>
    public Configured<RdmStrategy> RdmStrategy { get; init; } = new(Configuration.RdmStrategy.Ignore, Origins.Default);

    /// <summary>
    /// Global policy as the profile's parser understood the string; null is "not set" (libxl's "invalid"), which becomes
    /// relaxed. An undefined number is an uninitialised read of the release.
    /// </summary>
    public Configured<RdmPolicy?> RdmPolicy { get; init; } = new(null, Origins.Default);

    /// <summary>Boundary in MiB above which low memory may be moved (<c>rdm_mem_boundary</c>); libxl's default is 2048. 0 is a real value.</summary>
    public Configured<long> RdmMemBoundaryMiB { get; init; } = new(2048, Origins.Default);

    /// <summary>Assigned devices in the order of the file (<c>pci</c>).</summary>
    public ImmutableArray<PassthroughDevice> Devices { get; init; } = [];

    /// <summary>Firmware name or path (<c>bios</c>, <c>firmware</c>); null when not given (SeaBIOS with qemu-xen).</summary>
    public Configured<string?> Firmware { get; init; } = new(null, Origins.Default);

    /// <summary>Device model (<c>device_model_version</c>); null is qemu-xen.</summary>
    public Configured<string?> DeviceModelVersion { get; init; } = new(null, Origins.Default);

    /// <summary>Extra arguments of the device model (<c>device_model_args</c>, then <c>device_model_args_hvm</c>), in order.</summary>
    public ImmutableArray<string> DeviceModelArgs { get; init; } = [];

    /// <summary>Most virtual CPUs the guest can have (<c>maxvcpus</c>, else <c>vcpus</c>); default 1.</summary>
    public Configured<long> MaxVcpus { get; init; } = new(1, Origins.Default);

    /// <summary>Network interfaces (<c>vif</c>) as given, in order.</summary>
    public ImmutableArray<string> Vifs { get; init; } = [];

    /// <summary>Whether the guest has the Xen platform device (<c>xen_platform_pci</c>); default yes.</summary>
    public Configured<bool> XenPlatformPci { get; init; } = new(true, Origins.Default);

    /// <summary>Whether the guest has an emulated USB controller (<c>usb</c>); default no.</summary>
    public Configured<bool> Usb { get; init; } = new(false, Origins.Default);
}
