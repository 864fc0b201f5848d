using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Devices;

/// <summary>The kinds of device that Linux tells apart where reserved memory is concerned.</summary>
public enum RmrrDeviceKind
{
    /// <summary>Not known: no listing, and not in a usual place.</summary>
    Unknown = 0,

    /// <summary>A USB controller: class 0x0c03.</summary>
    Usb,

    /// <summary>A display device: base class 0x03.</summary>
    Graphics,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>How the kind of a device is known.</summary>
public enum DeviceClassSource
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>From a PCI listing.</summary>
    Listing,

    /// <summary>Assumed from its address: where Intel's platforms have such a device.</summary>
    UsualPlace,
}

/// <summary>What kind of device an address is.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The listing's name of the class, or ours.</param>
/// <param name="Source">How it is known.</param>
public sealed record DeviceClass(RmrrDeviceKind Kind, string Name, DeviceClassSource Source)
{
    private static readonly DeviceClass Unknown = new(RmrrDeviceKind.Unknown, "unknown", DeviceClassSource.None);

    /// <summary>Whether Linux lets the device go without its regions: USB or display.</summary>
    /// <remarks>Mirrors device_rmrr_is_relaxable() in drivers/iommu/intel/iommu.c (Linux 5.3 on).</remarks>
    public bool IsRelaxable => Kind is RmrrDeviceKind.Usb or RmrrDeviceKind.Graphics;

    /// <summary>The class of a device.</summary>
    /// <param name="address">Its address; null when it lies behind bridges that are not known.</param>
    /// <param name="listed">Its entry in a listing; null without one.</param>
    /// <returns>The class.</returns>
    public static DeviceClass Of(PciAddress? address, HostPciFunction? listed)
    {
        if (listed?.ClassCode is { } code)
        {
            RmrrDeviceKind kind = code == 0x0c03 ? RmrrDeviceKind.Usb
                : code >> 8 == 0x03 ? RmrrDeviceKind.Graphics
                : RmrrDeviceKind.Other;
            string name = listed.ClassName.Length > 0 ? listed.ClassName : $"class {code:x4}";
            return new DeviceClass(kind, name, DeviceClassSource.Listing);
        }

        if (listed is { ClassName.Length: > 0 })
        {
            // A name that is in no list of ours: neither "USB controller" nor one of the display classes.
            return new DeviceClass(RmrrDeviceKind.Other, listed.ClassName, DeviceClassSource.Listing);
        }

        return address is not { Segment: 0, Bus: 0 } device ? Unknown
            : device is { Device: 0x02, Function: 0 } ? new(RmrrDeviceKind.Graphics, "display", DeviceClassSource.UsualPlace)
            : device.Device is 0x1a or 0x1d || device is { Device: 0x14, Function: 0 }
                ? new(RmrrDeviceKind.Usb, "USB", DeviceClassSource.UsualPlace)
            : Unknown;
    }
}
