namespace RdmPlanner.Planner.Configuration;

internal sealed partial class GuestBinding
{
    private void Vga()
    {
        if (!IsHvm)
        {
            return;
        }

        if (_lookup.Text("vga") is { } word)
        {
            if (VgaOf(word.Value) is { } kind)
            {
                _config = _config with { Vga = new Configured<VgaKind>(kind, word.Origin) };
                return;
            }

            Stop(ConfigDiagnosticCode.UnknownWord, word.Origin,
                $"unknown vga '{word.Value}'; allowed are cirrus, stdvga, qxl, none", $"Unknown vga \"{word.Value}\" specified\n");
        }
        else if (_lookup.Number("stdvga") is { } standard)
        {
            _config = _config with
            {
                Vga = new Configured<VgaKind>(standard.Value != 0 ? VgaKind.Stdvga : VgaKind.Cirrus, standard.Origin),
            };
        }
    }

    private static VgaKind? VgaOf(string word) => word switch
    {
        "stdvga" => VgaKind.Stdvga,
        "cirrus" => VgaKind.Cirrus,
        "none" => VgaKind.None,
        "qxl" => VgaKind.Qxl,
        _ => null,
    };

    private void Firmware()
    {
        if (!IsHvm)
        {
            return;
        }

        if (_lookup.Text("bios") is { } bios)
        {
            // libxl_bios_type_from_string compares without case.
            string known = bios.Value.ToLowerInvariant();
            if (known is not ("rombios" or "seabios" or "ovmf" or "unknown"))
            {
                Stop(ConfigDiagnosticCode.UnknownWord, bios.Origin,
                    $"unknown bios '{bios.Value}'; allowed are rombios, seabios, ovmf",
                    $"ERROR: invalid value \"{bios.Value}\" for \"bios\"\n");
                return;
            }

            _config = _config with { Firmware = new Configured<string?>(known, bios.Origin) };
        }

        if (_lookup.Text("firmware") is { } firmware)
        {
            // "uefi" is OVMF; "bios" leaves the choice to libxl; anything that is no name is a path.
            _config = _config with
            {
                Firmware = new Configured<string?>(
                    firmware.Value switch { "uefi" => "ovmf", "bios" => _config.Firmware.Value, var name => name }, firmware.Origin),
            };
        }
    }

    private void Vifs()
    {
        if (_lookup.Strings("vif") is { } vifs)
        {
            _config = _config with { Vifs = [.. vifs.Select(v => v.Value)] };
        }
    }

    private void DeviceModel()
    {
        if (_lookup.Text("device_model_version") is { } version)
        {
            if (version.Value is not ("qemu-xen" or "qemu-xen-traditional"))
            {
                Stop(ConfigDiagnosticCode.UnknownWord, version.Origin,
                    $"unknown device_model_version '{version.Value}'; allowed are qemu-xen, qemu-xen-traditional",
                    $"Unknown device_model_version \"{version.Value}\" specified\n");
                return;
            }

            _config = _config with { DeviceModelVersion = new Configured<string?>(version.Value, version.Origin) };
        }

        IEnumerable<Configured<string>> arguments = _lookup.Strings("device_model_args") ?? [];
        IEnumerable<Configured<string>> forHvm = _lookup.Strings("device_model_args_hvm") ?? [];
        _config = _config with { DeviceModelArgs = [.. arguments.Concat(forHvm).Select(a => a.Value)] };
    }

    private void Vcpus()
    {
        if ((_lookup.Number("maxvcpus") ?? _lookup.Number("vcpus")) is { } most)
        {
            _config = _config with { MaxVcpus = most };
        }
    }

    private void Switches()
    {
        if (!IsHvm)
        {
            return;
        }

        if (_lookup.Number("xen_platform_pci") is { } platform)
        {
            _config = _config with { XenPlatformPci = new Configured<bool>(platform.Value != 0, platform.Origin) };
        }

        if (_lookup.Number("usb") is { } usb)
        {
            _config = _config with { Usb = new Configured<bool>(usb.Value != 0, usb.Origin) };
        }
    }
}
