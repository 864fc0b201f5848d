using System.Collections.Immutable;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Devices;

/// <summary>What VFIO makes of a device.</summary>
public enum LinuxOutcome
{
    /// <summary>Assignable: no region names it.</summary>
    Free = 0,

    /// <summary>Assignable; its regions are given up while a guest has it.</summary>
    Relaxable,

    /// <summary>Refused because of a region.</summary>
    Blocked,

    /// <summary>Its class decides, and that is not known.</summary>
    Unknown,
}

/// <summary>A rule of a range of kernels.</summary>
/// <param name="From">First version it holds for.</param>
/// <param name="To">Last version; null when it holds still.</param>
/// <param name="Outcome">What becomes of the device.</param>
/// <param name="Message">The kernel's message when it refuses; empty otherwise.</param>
/// <param name="Why">Reason in one clause.</param>
public sealed record LinuxVerdict(LinuxKernel From, LinuxKernel? To, LinuxOutcome Outcome, string Message, string Why)
{
    /// <summary>The range in words: <c>3.17 to 6.5</c>, <c>6.6 and later</c>.</summary>
    public string Range => To is { } last ? $"{From} to {last}" : $"{From} and later";

    /// <summary>Whether the rule holds for a version.</summary>
    public bool Covers(LinuxKernel kernel) => kernel.IsAtLeast(From) && (To is not { } last || last.IsAtLeast(kernel));
}

/// <summary>Whether Linux lets VFIO have a device that an RMRR names, by kernel version.</summary>
/// <remarks>
/// Sources: device_is_rmrr_locked() and device_rmrr_is_relaxable() in drivers/iommu/intel/iommu.c (refusal: c875d2c1b808,
/// 3.17; display devices exempted: 18436afdc11a, 4.1; IOMMU_RESV_DIRECT_RELAXABLE: adfd37382090, 1c5c59fbad20, 5.3);
/// require_direct in drivers/iommu/iommu.c (a48ce36e2786, 6.6); vfio_iommu_resv_exclude() in
/// drivers/vfio/vfio_iommu_type1.c (af029169b8fd, 5.4). Distributions' kernels may have any of them earlier.
/// </remarks>
public static class LinuxRules
{
    /// <summary>The refusal up to 6.5.</summary>
    public const string IneligibleMessage =
        "Device is ineligible for IOMMU domain attach due to platform RMRR requirement.  Contact your platform vendor.";

    /// <summary>The refusal from 6.6 on.</summary>
    public const string RequireDirectMessage =
        "Firmware has requested this device have a 1:1 IOMMU mapping, rejecting configuring the device without a 1:1 mapping. Contact your platform vendor.";

    private static readonly ImmutableArray<LinuxVerdict> Free =
        [new(new(3, 17), null, LinuxOutcome.Free, "", "no RMRR names the device")];

    private static readonly ImmutableArray<LinuxVerdict> Usb =
    [
        new(new(3, 17), new(5, 2), LinuxOutcome.Relaxable, "", "USB controllers are exempt from the refusal"),
        new(new(5, 3), null, LinuxOutcome.Relaxable, "", RelaxableWhy),
    ];

    private static readonly ImmutableArray<LinuxVerdict> Graphics =
    [
        new(new(3, 17), new(4, 0), LinuxOutcome.Blocked, IneligibleMessage, "only USB controllers are exempt (EPERM)"),
        new(new(4, 1), new(5, 2), LinuxOutcome.Relaxable, "", "display devices are exempt from the refusal"),
        new(new(5, 3), null, LinuxOutcome.Relaxable, "", RelaxableWhy),
    ];

    private static readonly ImmutableArray<LinuxVerdict> Other =
    [
        new(new(3, 17), new(6, 5), LinuxOutcome.Blocked, IneligibleMessage, "neither USB nor display (EPERM)"),
        new(new(6, 6), null, LinuxOutcome.Blocked, RequireDirectMessage, "its region is of type direct, neither USB nor display (EINVAL)"),
    ];

    private static readonly ImmutableArray<LinuxVerdict> Unknown =
    [
        new(new(3, 17), null, LinuxOutcome.Unknown, "", "relaxable if it is a USB or display device, otherwise refused; --lspci tells"),
    ];

    private const string RelaxableWhy =
        "the region is direct-relaxable: VFIO drops its mapping and does not keep the guest's RAM off it";

    private static readonly LinuxKernel Bridges = new(5, 3);

    /// <summary>The rules for a device, oldest first. Before 3.17 nothing was refused.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="hasRegion">Whether an RMRR names it.</param>
    /// <param name="isBehindBridge">Whether an RMRR names a bridge above it, which counts from 5.3 on (is_downstream_to_pci_bridge()).</param>
    /// <returns>At least one; together they cover 3.17 and everything later.</returns>
    public static ImmutableArray<LinuxVerdict> Of(RmrrDeviceKind kind, bool hasRegion, bool isBehindBridge = false) =>
        hasRegion || !isBehindBridge ? OfNamed(kind, hasRegion)
        :
        [
            new LinuxVerdict(new LinuxKernel(3, 17), new LinuxKernel(5, 2), LinuxOutcome.Free, "", "an RMRR names a bridge above it, which counts from 5.3 on"),
            .. OfNamed(kind, true).Where(v => v.To is not { } last || last.IsAtLeast(Bridges)).Select(v => v.From.IsAtLeast(Bridges) ? v : v with { From = Bridges }),
        ];

    private static ImmutableArray<LinuxVerdict> OfNamed(RmrrDeviceKind kind, bool hasRegion) => !hasRegion ? Free : kind switch
    {
        RmrrDeviceKind.Usb => Usb,
        RmrrDeviceKind.Graphics => Graphics,
        RmrrDeviceKind.Other => Other,
        RmrrDeviceKind.Unknown => Unknown,
        _ => throw new System.Diagnostics.UnreachableException($"kind {kind}"),
    };

    /// <summary>The rule for one kernel.</summary>
    /// <param name="verdicts">Rules of a device.</param>
    /// <param name="kernel">The version; null for the newest.</param>
    /// <returns>The rule; null for kernels before 3.17, which refuse nothing.</returns>
    public static LinuxVerdict? For(ImmutableArray<LinuxVerdict> verdicts, LinuxKernel? kernel) =>
        kernel is not { } version ? verdicts[^1] : verdicts.FirstOrDefault(v => v.Covers(version));
}
