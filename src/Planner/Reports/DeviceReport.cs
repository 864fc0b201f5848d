using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Reports;

/// <summary>What a report of a device survey shows.</summary>
/// <param name="Xen">Whether Xen's answers are shown.</param>
/// <param name="Linux">Whether those of Linux, VFIO and QEMU are shown.</param>
/// <param name="Kernel">The kernel to answer for; null for all ranges, the newest in tables.</param>
public sealed record DeviceReport(bool Xen, bool Linux, LinuxKernel? Kernel);
