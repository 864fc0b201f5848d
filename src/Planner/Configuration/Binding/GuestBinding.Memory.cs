using System.Globalization;

namespace RdmPlanner.Planner.Configuration;

internal sealed partial class GuestBinding
{
    // HVM_BELOW_4G_MMIO_LENGTH and HVM_BELOW_4G_MMIO_START (public/hvm/hvm_info_table.h), both legal.
    private const ulong SmallestHoleInBytes = 0x1000_0000;
    private const ulong LargestHoleInBytes = 0xf000_0000;

    private void MmioHole()
    {
        if (!IsHvm || _lookup.Number("mmio_hole") is not { } hole)
        {
            return;
        }

        // xl_parse.c multiplies in 64 bits without a check: a wrapped size can be in the range.
        ulong bytes = unchecked((ulong)hole.Value * 1024 * 1024);
        if (bytes is < SmallestHoleInBytes or > LargestHoleInBytes)
        {
            Stop(ConfigDiagnosticCode.OutOfRange, hole.Origin, string.Create(CultureInfo.InvariantCulture,
                    $"mmio_hole is 256 to 3840 MiB, not {hole.Value}"),
                string.Create(CultureInfo.InvariantCulture, $"ERROR: invalid value {hole.Value} for \"mmio_hole\"\n"));
            return;
        }

        _config = _config with { MmioHoleMiB = new Configured<long?>(hole.Value, hole.Origin) };
    }

    private void Boundary()
    {
        if (!IsHvm || _lookup.Number("rdm_mem_boundary") is not { } boundary)
        {
            return;
        }

        if (_profile.IsDesign && boundary.Value is < 0 or > MaxMemoryMiB)
        {
            _log.Add(ConfigDiagnosticCode.OutOfRange, boundary.Origin, string.Create(CultureInfo.InvariantCulture,
                $"rdm_mem_boundary is 0 to {MaxMemoryMiB} MiB, not {boundary.Value}"));
            return;
        }

        _config = _config with { RdmMemBoundaryMiB = boundary };
    }

    private void VideoRam()
    {
        if (_lookup.Number("videoram") is not { } video)
        {
            return;
        }

        if (video.Value is < 0 or > MaxMemoryMiB)
        {
            _log.Add(ConfigDiagnosticCode.OutOfRange, video.Origin, string.Create(CultureInfo.InvariantCulture,
                $"videoram is 0 to {MaxMemoryMiB} MiB, not {video.Value}"));
            return;
        }

        _config = _config with { VideoRamMiB = video };
    }

    // libxl__domain_build_info_setdefault (libxl_create.c); the messages are libxl's.
    private void VideoDefault()
    {
        (long least, long? preset, string message) = (_config.Vga.Value, IsTraditional) switch
        {
            (VgaKind.None, _) => (0L, 0L, ""),
            (VgaKind.Stdvga, false) => (16, 16, "videoram must be at least 16 MB for STDVGA on QEMU_XEN"),
            (VgaKind.Stdvga, true) => (8, 8, "videoram must be at least 8 MB for STDVGA on QEMU_XEN_TRADITIONAL"),
            (VgaKind.Qxl, false) => (128, 128, "128 Mib videoram is the minimum for qxl default"),
            (VgaKind.Qxl, true) => (long.MaxValue, (long?)null, "qemu upstream required for qxl vga"),
            (_, true) => (0, 4, ""),
            (_, false) => (8, 8, "videoram must be at least 8 MB for CIRRUS on QEMU_XEN"),
        };
        if (!IsHvm)
        {
            _config = _config.VideoRamMiB.IsDefault ? _config with { VideoRamMiB = new(0, Origins.Default) } : _config;
            return;
        }

        if (_config.VideoRamMiB.IsDefault && preset is { } value)
        {
            _config = _config with { VideoRamMiB = new Configured<long>(value, Origins.Default) };
        }
        else if (_config.VideoRamMiB.Value < least)
        {
            string origin = _config.VideoRamMiB.IsDefault ? _config.Vga.Origin : _config.VideoRamMiB.Origin;
            _log.Add(ConfigDiagnosticCode.VideoRamTooSmall, origin, message);
        }
    }

    private bool IsTraditional => _config.DeviceModelVersion.Value == "qemu-xen-traditional";
}
