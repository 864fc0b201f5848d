using RdmPlanner.Acpi;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;
using Xunit;

namespace RdmPlanner.Planner.Tests.Devices;

/// <summary>Classes, kernels and the rules of Linux.</summary>
public sealed class DeviceRulesTests
{
    [Theory]
    [InlineData("00:02.0", RmrrDeviceKind.Graphics)]
    [InlineData("00:14.0", RmrrDeviceKind.Usb)]
    [InlineData("00:1a.7", RmrrDeviceKind.Usb)]
    [InlineData("00:1d.0", RmrrDeviceKind.Usb)]
    [InlineData("00:14.3", RmrrDeviceKind.Unknown)]
    [InlineData("00:02.1", RmrrDeviceKind.Unknown)]
    [InlineData("00:16.7", RmrrDeviceKind.Unknown)]
    [InlineData("01:14.0", RmrrDeviceKind.Unknown)]
    [InlineData("0001:00:02.0", RmrrDeviceKind.Unknown)]
    public void Without_a_listing_the_usual_place_is_assumed(string text, RmrrDeviceKind expected)
    {
        Assert.True(PciAddress.TryParse(text, out PciAddress address, out _));
        DeviceClass kind = DeviceClass.Of(address, null);
        Assert.Equal(expected, kind.Kind);
        Assert.Equal(expected == RmrrDeviceKind.Unknown ? DeviceClassSource.None : DeviceClassSource.UsualPlace, kind.Source);
    }

    [Theory]
    [InlineData(0x0c03, RmrrDeviceKind.Usb)]
    [InlineData(0x0300, RmrrDeviceKind.Graphics)]
    [InlineData(0x0302, RmrrDeviceKind.Graphics)]
    [InlineData(0x0380, RmrrDeviceKind.Graphics)]
    [InlineData(0x0c05, RmrrDeviceKind.Other)]
    [InlineData(0x0107, RmrrDeviceKind.Other)]
    public void A_listing_overrules_the_place(ushort code, RmrrDeviceKind expected)
    {
        PciAddress address = new(0, 0, 2, 0);
        DeviceClass kind = DeviceClass.Of(address, new HostPciFunction(address) { ClassCode = code });
        Assert.Equal((expected, DeviceClassSource.Listing), (kind.Kind, kind.Source));
    }

    [Theory]
    [InlineData("6.8", 6, 8, false)]
    [InlineData("5.15.0-91-generic", 5, 15, false)]
    [InlineData("6.8.12-4-pve", 6, 8, true)]
    [InlineData("v6.6-rc1", 6, 6, false)]
    [InlineData("6.1+deb12", 6, 1, false)]
    public void Kernels_are_read_as_uname_prints_them(string text, int major, int minor, bool isProxmox)
    {
        Assert.True(LinuxKernel.TryParse(text, out LinuxKernel kernel));
        Assert.Equal(new LinuxKernel(major, minor, isProxmox), kernel);
    }

    [Theory]
    [InlineData("")]
    [InlineData("6")]
    [InlineData("six.two")]
    [InlineData("6-8")]
    [InlineData("6.x")]
    [InlineData("-6.8")]
    public void What_is_no_version_is_refused(string text) => Assert.False(LinuxKernel.TryParse(text, out _));

    [Theory]
    [InlineData(RmrrDeviceKind.Other, 6, 5, LinuxOutcome.Blocked, LinuxRules.IneligibleMessage)]
    [InlineData(RmrrDeviceKind.Other, 6, 6, LinuxOutcome.Blocked, LinuxRules.RequireDirectMessage)]
    [InlineData(RmrrDeviceKind.Other, 3, 17, LinuxOutcome.Blocked, LinuxRules.IneligibleMessage)]
    [InlineData(RmrrDeviceKind.Usb, 3, 17, LinuxOutcome.Relaxable, "")]
    [InlineData(RmrrDeviceKind.Usb, 6, 12, LinuxOutcome.Relaxable, "")]
    [InlineData(RmrrDeviceKind.Graphics, 4, 0, LinuxOutcome.Blocked, LinuxRules.IneligibleMessage)]
    [InlineData(RmrrDeviceKind.Graphics, 4, 1, LinuxOutcome.Relaxable, "")]
    [InlineData(RmrrDeviceKind.Graphics, 7, 0, LinuxOutcome.Relaxable, "")]
    [InlineData(RmrrDeviceKind.Unknown, 6, 6, LinuxOutcome.Unknown, "")]
    public void Linux_refuses_by_version_and_class(RmrrDeviceKind kind, int major, int minor, LinuxOutcome outcome, string message)
    {
        LinuxVerdict verdict = LinuxRules.For(LinuxRules.Of(kind, hasRegion: true), new LinuxKernel(major, minor))!;
        Assert.Equal((outcome, message), (verdict.Outcome, verdict.Message));
    }

    /// <summary>For each class and version from 3.17 on there is exactly one rule.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rules_leave_no_gap_and_do_not_overlap(bool hasRegion) => Assert.All(Enum.GetValues<RmrrDeviceKind>(), kind =>
    {
        foreach (LinuxKernel kernel in Versions())
        {
            Assert.Single(LinuxRules.Of(kind, hasRegion), v => v.Covers(kernel));
        }

        Assert.Null(LinuxRules.For(LinuxRules.Of(kind, hasRegion), new LinuxKernel(3, 16)));
    });

    [Theory]
    [InlineData("6.2.16-3-pve", true)]
    [InlineData("6.1.10-1-pve", false)]
    [InlineData("6.8.0", false)]
    public void Proxmox_kernels_know_relax_rmrr_from_6_2_on(string text, bool expected)
    {
        Assert.True(LinuxKernel.TryParse(text, out LinuxKernel kernel));
        Assert.Equal(expected, kernel.HasRelaxRmrr);
    }

    private static IEnumerable<LinuxKernel> Versions() =>
        new[] { (3, 17, 19), (4, 0, 20), (5, 0, 19), (6, 0, 19), (7, 0, 3) }
            .SelectMany(v => Enumerable.Range(v.Item2, v.Item3 - v.Item2 + 1).Select(minor => new LinuxKernel(v.Item1, minor)));
}
