using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Advice;

/// <summary>What can be done about a region outside of the guest's configuration.</summary>
internal static class FirmwareWords
{
    /// <summary>Who uses the region: whoever is in its scope shares it.</summary>
    internal static string UsedBy(HostRegion region) => region.Devices.Length switch
    {
        0 => $"who else uses the region of {region.Source}: its devices are not known from this input",
        1 => $"who else uses the region of {region.Source}: nobody, it is {region.Devices[0]}'s alone",
        _ => $"who else uses the region of {region.Source}: it is shared by {RegionText.Devices(region)}, which only go together",
    };

    /// <summary>Firmware settings that move or remove such a region.</summary>
    internal static IEnumerable<string> Of(HostRegion region)
    {
        ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
        if (region.Devices.Any(IsUsb))
        {
            words.Add("in the firmware's setup: legacy USB support (keyboard and mouse emulation) off usually removes the region of a USB controller");
        }

        if (region.Devices.Contains(new PciAddress(0, 0, 2, 0)))
        {
            words.Add("in the firmware's setup: the region of the integrated graphics is its stolen memory; a smaller one moves, the adapter off removes it");
        }

        if (words.Count == 0)
        {
            words.Add("in the firmware's setup: an option of the device that owns the region (management controller, RAID or legacy emulation)");
        }

        words.Add("a firmware update: the region is placed by it; compare 'rdmplan decode' before and after");
        return words.DrainToImmutable();
    }

    /// <summary>The places of USB controllers on Intel's boards: 00:14.0 (xHCI), 00:1a.x and 00:1d.x (UHCI, EHCI).</summary>
    private static bool IsUsb(PciAddress device) =>
        device is { Segment: 0, Bus: 0 } && (device is { Device: 0x14, Function: 0 } || device.Device is 0x1a or 0x1d);
}
