using System.Collections.Immutable;

namespace RdmPlanner.Acpi.Logs;

/// <summary>A reserved region (RMRR) as a boot log reports it.</summary>
/// <param name="BaseAddress">First byte.</param>
/// <param name="LimitAddress">Last byte, inclusive; below the base when the firmware says so, and then diagnosed.</param>
/// <param name="Devices">
/// The devices in its scope in the order logged, bridges, IOAPICs and HPETs included as Xen counts them; empty when the
/// log does not say, as Linux logs never do.
/// </param>
/// <param name="Line">The first line that names the region, counted from 1.</param>
/// <param name="IgnoredByXen">Whether Xen says that it does not use the region.</param>
/// <param name="FromCommandLine">Whether the region comes from Xen's <c>rmrr=</c> option instead of the firmware; the log gives it in whole pages, and only its first device.</param>
public sealed record LoggedRegion(
    Hpa BaseAddress, Hpa LimitAddress, ImmutableArray<PciAddress> Devices, int Line, bool IgnoredByXen, bool FromCommandLine);
