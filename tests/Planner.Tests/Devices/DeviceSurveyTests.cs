using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Qemu;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Tests.Rdm;
using Xunit;

namespace RdmPlanner.Planner.Tests.Devices;

/// <summary>What is said of devices, by example.</summary>
public sealed class DeviceSurveyTests
{
    private const string ServerListing =
        """
        00:1c.4 PCI bridge [0604]: Example Root Port [8086:8c18]
        	Bus: primary=00, secondary=01, subordinate=01, sec-latency=0
        00:1d.0 USB controller [0c03]: Example UHCI [8086:2934]
        00:1d.1 USB controller [0c03]: Example UHCI [8086:2935]
        01:00.0 System peripheral [0880]: Example iLO [103c:3306]
        01:00.2 System peripheral [0880]: Example iLO [103c:3307]
        03:00.0 RAID bus controller [0104]: Example RAID [103c:3239]
        """;

    [Fact]
    public void A_server_without_listing_has_unresolved_devices_and_one_group()
    {
        DeviceSurvey survey = Survey("sample:server");

        Assert.Equal(["0000:00:1c.4/00.0", "0000:00:1c.4/00.2"], survey.Devices.Where(d => d.Address is null).Select(d => d.Name));
        Assert.All(survey.Devices.Where(d => d.Address is null), d => Assert.Equal(XenOutcome.Unresolved, d.Xen[0].Outcome));
        Assert.Equal(7, Assert.Single(survey.Groups).Length);
        HostDevice raid = survey.Devices.Single(d => d.Name == "0000:03:00.0");
        Assert.Equal((0, RmrrDeviceKind.Unknown, LinuxOutcome.Unknown), (raid.Group, raid.Class.Kind, raid.Linux[^1].Outcome));
    }

    [Fact]
    public void A_listing_resolves_paths_and_classes_and_tells_who_is_absent()
    {
        DeviceSurvey survey = Survey("sample:server", LspciReader.Read(ServerListing));

        HostDevice ilo = survey.Devices.Single(d => d.Name == "0000:01:00.0");
        Assert.Equal([1, 2], ilo.Regions.Select(r => r.Number));
        Assert.Equal((XenOutcome.Shared, XenOutcome.Risky), (ilo.Xen[0].Outcome, ilo.Xen[1].Outcome));
        Assert.Equal(LinuxOutcome.Blocked, ilo.Linux[^1].Outcome);
        Assert.Equal(XenOutcome.Absent, survey.Devices.Single(d => d.Name == "0000:00:1d.7").Xen[1].Outcome);
        HostDevice bridge = survey.Devices.Single(d => d.Name == "0000:00:1c.4");
        Assert.Equal((0, LinuxOutcome.Free), (bridge.Regions.Length, bridge.Linux[^1].Outcome));
        Assert.DoesNotContain(survey.Devices, d => d.Address is null);
    }

    [Fact]
    public void Xen_prints_its_refusal_of_a_shared_region()
    {
        DeviceSurvey survey = Survey("sample:server");
        XenVerdict strict = survey.Devices.Single(d => d.Name == "0000:00:1d.0").Xen[0];
        Assert.Equal("[VT-D] It's disallowed to assign 0000:00:1d.0 with shared RMRR at df7fe000 for d1.", strict.Lines[0]);
    }

    [Theory]
    [InlineData(1024, GuestOutcome.Clear, GuestOutcome.Clear)]
    [InlineData(4096, GuestOutcome.Conflict, GuestOutcome.Masked)]
    public void A_guest_suffers_by_its_size(int memoryMiB, GuestOutcome strict, GuestOutcome relaxed)
    {
        DeviceSurvey survey = Survey("sample:straddles-2g", guest: Given.Guest(memoryMiB));
        HostDevice gpu = Assert.Single(survey.Devices);
        Assert.Equal((strict, relaxed), (gpu.Guest[0].Outcome, gpu.Guest[1].Outcome));
    }

    [Fact]
    public void A_region_above_the_boundary_moves_ram()
    {
        HostDevice gpu = Survey("sample:laptop", guest: Given.Guest(4096)).Devices.Single(d => d.Name == "0000:00:02.0");
        Assert.Equal(GuestOutcome.Moved, gpu.Guest[0].Outcome);
        Assert.Equal("starts; low RAM ends at 0x8d800000 instead of 0xf0000000: 1576 MiB moved above 4 GiB", gpu.Guest[0].Text);
    }

    [Fact]
    public void The_guests_own_devices_and_strategy_do_not_disturb_the_answer()
    {
        GuestConfig guest = Given.Guest(1024, RdmStrategy.Host, RdmPolicy.Strict) with { Devices = [Given.Pci(Given.Nic, RdmPolicy.Strict)] };
        Assert.Equal(GuestOutcome.Clear, Survey("sample:straddles-2g", guest: guest).Devices[0].Guest[0].Outcome);
    }

    [Fact]
    public void A_host_that_xen_turns_vt_d_off_on_assigns_nothing()
    {
        HostDescription host = Host(Given.Region(0x7000_0000, 0x7000_ffff, Given.Gpu), Given.Region(0x7000_8000, 0x7001_ffff, Given.Usb));

        DeviceSurvey survey = DeviceSurvey.Run(new SurveyRequest { Host = host, Guest = Given.Guest(2048) });

        Assert.Equal([XenOutcome.NoVtd, XenOutcome.NoVtd], survey.Devices.Select(d => d.Xen[1].Outcome));
        Assert.All(survey.Devices, d => Assert.Empty(d.Guest));
        Assert.All(survey.Regions, r => Assert.False(r.IsKept));
        Assert.Equal("it overlaps a region before it", survey.Regions[1].Fate);
        Assert.Contains(survey.Findings, f => f.Code == "XEN7002");
    }

    [Fact]
    public void A_one_byte_region_is_kept_and_invisible()
    {
        DeviceSurvey survey = DeviceSurvey.Run(new SurveyRequest { Host = Host(Given.Region(0, 0, Given.Usb)) });
        DeviceRegion region = Assert.Single(survey.Regions);
        Assert.Equal((true, false, true), (region.IsKept, region.IsVisible, region.IsBelow1MiB));
    }

    [Fact]
    public void A_device_00_00_0_in_front_hides_a_region()
    {
        DeviceSurvey survey = DeviceSurvey.Run(new SurveyRequest { Host = Host(Given.Region(0x7000_0000, 0x7000_0fff, default, Given.Usb)) });
        Assert.False(Assert.Single(survey.Regions).IsVisible);
        Assert.All(survey.Devices, d => Assert.Equal(XenOutcome.Assigned, d.Xen[0].Outcome));
    }

    [Fact]
    public void Groups_are_transitive()
    {
        PciAddress[] d = [.. Enumerable.Range(0, 6).Select(i => new PciAddress(0, 5, (byte)i, 0))];
        DeviceSurvey survey = DeviceSurvey.Run(new SurveyRequest
        {
            Host = Host(
                Given.Region(0x7000_0000, 0x7000_0fff, d[0], d[1]),
                Given.Region(0x7000_1000, 0x7000_1fff, d[3], d[4]),
                Given.Region(0x7000_2000, 0x7000_2fff, d[1], d[2]),
                Given.Region(0x7000_3000, 0x7000_3fff, d[5], d[5])),
        });
        Assert.Equal([1, 1, 1, 2, 2, 0], survey.Devices.Select(x => x.Group));
    }

    [Fact]
    public void Ram_above_the_address_width_is_told_apart_from_regions()
    {
        SurveyRequest request = new() { Host = SampleHosts.Find("sample:laptop")!, Qemu = QemuRamLayout.Of(QemuMachine.Q35, 1UL << 40) };
        AddressWidth width = DeviceSurvey.Run(request).Width!;
        Assert.Equal(39, width.Bits);
        Assert.StartsWith("RAM of the QEMU guest ends at 0x10080000000", Assert.Single(width.Remarks), StringComparison.Ordinal);
        Assert.Empty(DeviceSurvey.Run(request with { Qemu = QemuRamLayout.Of(QemuMachine.Q35, 1UL << 38) }).Width!.Remarks);
    }

    [Fact]
    public void Only_devices_asked_for_are_shown_and_unnamed_ones_are_free()
    {
        DeviceSurvey survey = DeviceSurvey.Run(new SurveyRequest { Host = SampleHosts.Find("sample:laptop")!, Asked = [Given.Nic, Given.Gpu] });
        Assert.Equal(["0000:00:02.0", "0000:01:00.0"], survey.Devices.Select(d => d.Name));
        Assert.Equal(LinuxOutcome.Free, survey.Devices[1].Linux[^1].Outcome);
    }

    private static DeviceSurvey Survey(string sample, HostTopology? topology = null, GuestConfig? guest = null) => DeviceSurvey.Run(new SurveyRequest
    {
        Host = SampleHosts.Find(sample)!,
        Topology = topology ?? HostTopology.Unknown,
        Guest = guest,
    });

    /// <summary>A host with a table of these regions.</summary>
    private static HostDescription Host(params HostRegion[] regions)
    {
        DmarTableBuilder builder = new DmarTableBuilder().Add(new HardwareUnit { Flags = 1, RegisterBase = new Hpa(0xfed9_0000) });
        foreach (HostRegion region in regions)
        {
            builder.Add(new ReservedMemoryRegion
            {
                BaseAddress = region.BaseAddress,
                LimitAddress = region.LimitAddress,
                Scopes = [.. region.Devices.Select(d => new DeviceScope
                {
                    Type = DeviceScopeType.PciEndpoint,
                    StartBusNumber = d.Bus,
                    Path = PciPath.Of(new PciHop(d.Device, d.Function)),
                })],
            });
        }

        return HostReader.Read(builder.ToBytes(), "built.bin");
    }
}
