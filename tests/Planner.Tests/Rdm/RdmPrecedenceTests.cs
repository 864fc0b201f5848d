using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using Xunit;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Rdm;

/// <summary>Which policy a region gets, and from whom (BEHAVIOUR.md section 0; section 2, step 3).</summary>
public sealed class RdmPrecedenceTests
{
    private const RdmPolicy Strict = RdmPolicy.Strict;
    private const RdmPolicy Relaxed = RdmPolicy.Relaxed;

    private static readonly HostRegion Shared = Region(0x7c00_0000, 0x7c00_ffff, Usb, Gpu);

    [Fact]
    public void Collect_NothingGiven_GlobalIsRelaxedAndDeviceIsStrict()
    {
        Assert.Equal((Relaxed, "default"), Policy(new RdmRequest { Strategy = RdmStrategy.Host }));
        Assert.Equal((Strict, "default of 0000:00:14.0"), Policy(new RdmRequest { Devices = [Device(Usb)] }));
    }

    [Fact]
    public void Collect_DesignGlobalStrict_OverridesARelaxedDevice() =>
        Assert.Equal((Strict, "global (guest.cfg:3:1)"), Policy(Host(Strict, Device(Usb, Relaxed))));

    [Fact]
    public void Collect_DesignGlobalStrictUnderIgnore_OverridesARelaxedDevice() =>
        Assert.Equal((Strict, "global of 0000:00:14.0 (guest.cfg:3:1)"), Policy(Host(Strict, Device(Usb, Relaxed)) with { Strategy = RdmStrategy.Ignore }));

    [Fact]
    public void Collect_DesignStrictDevice_OverridesARelaxedGlobal() =>
        Assert.Equal((Strict, "device 0000:00:14.0"), Policy(Host(Relaxed, Device(Usb, Strict))));

    [Fact]
    public void Collect_DesignDeviceWithoutPolicy_TakesARelaxedGlobal() =>
        Assert.Equal((Relaxed, "global (guest.cfg:3:1)"), Policy(Host(Relaxed, Device(Usb))));

    [Theory]
    [InlineData(Strict, Relaxed)]
    [InlineData(Relaxed, Strict)]
    public void Collect_DesignTwoDevicesOfOneRegion_StrictWinsInAnyOrder(RdmPolicy first, RdmPolicy second) =>
        Assert.Equal(Strict, Policy(new RdmRequest { Devices = [Device(Usb, first), Device(Gpu, second)] }).Policy);

    [Theory]
    [InlineData(Strict, Relaxed)]
    [InlineData(Relaxed, Strict)]
    public void Collect_ReleaseTwoDevicesOfOneRegion_TheLastWinsInEitherDirection(RdmPolicy first, RdmPolicy second) =>
        Assert.Equal(second, Policy(Released(new RdmRequest { Devices = [Device(Usb, first), Device(Gpu, second)] })).Policy);

    [Theory]
    [InlineData(Strict, Relaxed)]
    [InlineData(Relaxed, Strict)]
    public void Collect_ReleaseDevice_ReplacesTheGlobalPolicy(RdmPolicy global, RdmPolicy device) =>
        Assert.Equal((device, "device 0000:00:14.0"), Policy(Released(Host(global, Device(Usb, device)))));

    [Fact]
    public void Collect_ReleaseDeviceWithoutPolicy_BecomesStrictOnceItHasARegion()
    {
        RdmRequest request = Released(Host(Relaxed, Device(Usb), Device(Nic)));
        CollectedRdm collected = RdmCollector.Collect(request with { HostRegions = [Shared] });
        Assert.Equal([Strict, null], collected.Devices.Select(d => d.Policy));
        Assert.Equal(Strict, collected.Entries[0].Policy);
    }

    [Fact]
    public void Collect_UninitialisedDevicePolicy_IsKeptAndIsNotStrict() =>
        Assert.Equal((RdmPolicy)5, Policy(Released(Host(Strict, Device(Usb, (RdmPolicy)5)))).Policy);

    [Fact]
    public void Collect_RegionsOwnPolicy_ReplacesADefault()
    {
        HostRegion stated = Shared with { Policy = Relaxed };
        Assert.Equal((Relaxed, "region (region at 0x7c000000)"), Policy(new RdmRequest { Devices = [Device(Usb)] }, stated));
        Assert.Equal(Strict, Policy(new RdmRequest { Strategy = RdmStrategy.Host }, Shared with { Policy = Strict }).Policy);
    }

    [Fact]
    public void Collect_RegionsOwnPolicyUnderHost_StandsBeforeADevicesDefault() =>
        Assert.Equal(Relaxed, Policy(
            new RdmRequest { Strategy = RdmStrategy.Host, Devices = [Device(Usb)] }, Shared with { Policy = Relaxed }).Policy);

    [Fact]
    public void Collect_DesignRegionsOwnPolicy_MeetsTheGlobalOne()
    {
        Assert.Equal(Strict, Policy(Host(Strict), Shared with { Policy = Relaxed }).Policy);
        Assert.Equal(Strict, Policy(Host(Relaxed), Shared with { Policy = Strict }).Policy);
    }

    private static RdmRequest Host(RdmPolicy global, params AssignedDevice[] devices) => new()
    {
        Strategy = RdmStrategy.Host, GlobalPolicy = global, GlobalLocation = "guest.cfg:3:1", Devices = [.. devices],
    };

    private static RdmRequest Released(RdmRequest request) => request with { DevicePolicyOverridesGlobal = true };

    private static (RdmPolicy Policy, string Origin) Policy(RdmRequest request, HostRegion? region = null)
    {
        RdmRequest asked = request with { HostRegions = [region ?? Shared] };
        RdmEntry entry = Assert.Single(RdmCollector.Collect(asked).Entries);
        return (entry.Policy, asked.OriginOf(entry).ToString());
    }
}
