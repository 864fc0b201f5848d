using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Reports;

/// <summary>The words of a device survey: the same in every form of output.</summary>
internal static class DeviceWords
{
    /// <summary>Xen's answer.</summary>
    internal static string Of(XenOutcome outcome) => outcome switch
    {
        XenOutcome.Assigned => "ok",
        XenOutcome.Risky => "risky",
        XenOutcome.Shared => "shared",
        XenOutcome.NoVtd => "no-vtd",
        XenOutcome.Absent => "absent",
        XenOutcome.Unresolved => "unresolved",
        XenOutcome.Failed => "fails",
        _ => throw new System.Diagnostics.UnreachableException($"outcome {outcome}"),
    };

    /// <summary>Xen's answer of a device; a question mark where nothing says that there is such a device.</summary>
    internal static string Xen(HostDevice device, int policy)
    {
        string word = Of(device.Xen[policy].Outcome);
        return device.IsAssumed && device.Xen[policy].Outcome == XenOutcome.Assigned ? word + "?" : word;
    }

    /// <summary>Xen's answer in a sentence.</summary>
    internal static string Sentence(XenOutcome outcome) => outcome switch
    {
        XenOutcome.Assigned => "assigned",
        XenOutcome.Risky => "assigned, with Xen's warning that it shares a region: the other devices can write what the guest reads",
        XenOutcome.Shared => "refused (EPERM): it shares a region with other devices of its scope",
        XenOutcome.NoVtd => "refused (ENODEV): VT-d is off on this host",
        XenOutcome.Absent => "not on the host's bus: xl refuses a device that is not there",
        XenOutcome.Unresolved => "not known: it lies behind bridges, and only a PCI listing (--lspci, --sysfs) says on which bus",
        XenOutcome.Failed => "refused",
        _ => throw new System.Diagnostics.UnreachableException($"outcome {outcome}"),
    };

    /// <summary>Linux' answer; nothing is refused before 3.17.</summary>
    internal static string Of(LinuxOutcome outcome) => outcome switch
    {
        LinuxOutcome.Free => "free",
        LinuxOutcome.Relaxable => "relaxable",
        LinuxOutcome.Blocked => "blocked",
        LinuxOutcome.Unknown => "unknown",
        _ => throw new System.Diagnostics.UnreachableException($"outcome {outcome}"),
    };

    /// <summary>What becomes of a guest.</summary>
    internal static string Of(GuestOutcome outcome) => outcome switch
    {
        GuestOutcome.Clear => "clear",
        GuestOutcome.Moved => "moved",
        GuestOutcome.Masked => "masked",
        GuestOutcome.Conflict => "conflict",
        GuestOutcome.Refused => "refused",
        GuestOutcome.Crashed => "crash",
        _ => throw new System.Diagnostics.UnreachableException($"outcome {outcome}"),
    };

    /// <summary>Whether a device answers.</summary>
    internal static string Of(DevicePresence presence) => presence switch
    {
        DevicePresence.Unknown => "unknown",
        DevicePresence.Present => "present",
        DevicePresence.Absent => "absent",
        _ => throw new System.Diagnostics.UnreachableException($"presence {presence}"),
    };

    /// <summary>How a class is known.</summary>
    internal static string Of(DeviceClassSource source) => source switch
    {
        DeviceClassSource.None => "unknown",
        DeviceClassSource.Listing => "listing",
        DeviceClassSource.UsualPlace => "usual-place",
        _ => throw new System.Diagnostics.UnreachableException($"source {source}"),
    };

    /// <summary>The kind that decides for Linux.</summary>
    internal static string Of(RmrrDeviceKind kind) => kind switch
    {
        RmrrDeviceKind.Unknown => "unknown",
        RmrrDeviceKind.Usb => "usb",
        RmrrDeviceKind.Graphics => "graphics",
        RmrrDeviceKind.Other => "other",
        _ => throw new System.Diagnostics.UnreachableException($"kind {kind}"),
    };

    /// <summary>Linux' answer for a kernel, or that there is no such device; a question mark marks a class or a device that is only assumed.</summary>
    internal static string Linux(HostDevice device, LinuxKernel? kernel)
    {
        if (device.Presence == DevicePresence.Absent)
        {
            return Of(DevicePresence.Absent);
        }

        LinuxVerdict? verdict = LinuxRules.For(device.Linux, kernel);
        string word = verdict is null ? "free" : Of(verdict.Outcome);
        bool isGuess = device.Class.Source == DeviceClassSource.UsualPlace && verdict?.Outcome is LinuxOutcome.Relaxable or LinuxOutcome.Blocked;
        return isGuess || device.IsAssumed ? word + "?" : word;
    }
}
