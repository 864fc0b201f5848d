using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

public sealed class GuestConfigBinderTests
{
    [Fact]
    public void Bind_Nothing_GivesLibxlsDefaults()
    {
        GuestConfig guest = GuestConfigBinder.Bind(null, GuestOverrides.None, XenProfile.Design).Config;

        Assert.Equal((GuestType.Hvm, 32, 32, 8), (guest.Type.Value, guest.MemoryMiB.Value, guest.MaxMemMiB.Value, guest.VideoRamMiB.Value));
        Assert.Equal((VgaKind.Cirrus, true, 2048), (guest.Vga.Value, guest.Hap.Value, guest.RdmMemBoundaryMiB.Value));
        Assert.Null(guest.MmioHoleMiB.Value);
        Assert.Equal((RdmStrategy.Ignore, (RdmPolicy?)null), (guest.RdmStrategy.Value, guest.RdmPolicy.Value));
    }

    [Theory]
    [InlineData("memory = 100", 100, 100)]
    [InlineData("maxmem = 200", 200, 200)]
    [InlineData("memory = 100\nmaxmem = 200", 100, 200)]
    public void Bind_MemoryAndMaxmem_FillEachOther(string text, long memory, long most)
    {
        GuestConfig guest = Bind(text).Config;
        Assert.Equal((memory, most), (guest.MemoryMiB.Value, guest.MaxMemMiB.Value));
    }

    [Theory]
    [InlineData("vga = 'cirrus'", 8)]
    [InlineData("vga = 'stdvga'", 16)]
    [InlineData("stdvga = 1", 16)]
    [InlineData("vga = 'qxl'", 128)]
    [InlineData("vga = 'none'", 0)]
    [InlineData("device_model_version = 'qemu-xen-traditional'", 4)]
    [InlineData("vga = 'stdvga'\nvideoram = 32", 32)]
    [InlineData("vga = 'none'\nvideoram = 1", 1)]
    public void Bind_VideoRam_DependsOnTheCard(string text, long expected)
    {
        BoundGuest bound = Bind(text);
        Assert.Equal(expected, bound.Config.VideoRamMiB.Value);
        Assert.False(bound.IsRefused);
    }

    [Fact]
    public void Bind_Options_ReplaceTheFile()
    {
        XlConfigFile file = XlConfigReader.Read("type='hvm'\nmemory=1\npci=['00:01.0']\nrdm='strategy=none'\nhap=1\n", "g.cfg");
        GuestOverrides options = new()
        {
            MemoryMiB = 512, Rdm = "strategy=host,policy=relaxed", Pci = ["00:02.0", "00:03.0"], Hap = false, BoundaryMiB = 0,
        };

        GuestConfig guest = GuestConfigBinder.Bind(file, options, XenProfile.Design).Config;

        Assert.Equal(new Configured<long>(512, "--memory"), guest.MemoryMiB);
        Assert.Equal(new Configured<bool>(false, "--no-hap"), guest.Hap);
        Assert.Equal(new Configured<long>(0, "--boundary"), guest.RdmMemBoundaryMiB);
        Assert.Equal(new Configured<RdmStrategy>(RdmStrategy.Host, "--rdm"), guest.RdmStrategy);
        Assert.Equal(["0000:00:02.0 --pci", "0000:00:03.0 --pci"], guest.Devices.Select(d => $"{d.Address} {d.Origin}"));
        Assert.Equal(new Configured<GuestType>(GuestType.Hvm, "g.cfg:1:1"), guest.Type);
    }

    [Fact]
    public void Bind_EmptyPciOption_RemovesTheFilesDevices() => Assert.Empty(
        GuestConfigBinder.Bind(XlConfigReader.Read("pci=['00:01.0']\n", "g"), new GuestOverrides { Pci = [] }, XenProfile.Design)
            .Config.Devices);

    [Fact]
    public void Bind_Devices_InheritPolicyAndFlags()
    {
        ImmutableArray<PassthroughDevice> devices = Bind(
            "rdm='policy=relaxed'\npci_permissive=1\npci_seize=1\npci=['0001:02:03.4,seize=0','00:05.*@7,rdm_policy=strict','name=gpu']").Config.Devices;

        Assert.Equal((new PciAddress(1, 2, 3, 4), RdmPolicy.Relaxed, null, true, false), Parts(devices[0]));
        Assert.Equal((new PciAddress(0, 0, 5, 0), RdmPolicy.Strict, RdmPolicy.Strict, true, true), Parts(devices[1]));
        Assert.Equal((true, 7u), (devices[1].AllFunctions, devices[1].VirtualSlot));
        Assert.Equal(("gpu", default), (devices[2].Name, devices[2].Address));

        static (PciAddress, RdmPolicy?, RdmPolicy?, bool, bool) Parts(PassthroughDevice d) =>
            (d.Address, d.Policy, d.PolicyOverride, d.Permissive, d.Seize);
    }

    [Theory]
    [InlineData("4.13", 0, "Unknown RDM state option: type", RdmStrategy.Ignore)]
    [InlineData("4.14", 0, "Unknown RDM state option: type", RdmStrategy.Ignore)]
    [InlineData("4.17", 0, "Unknown RDM state option: type", RdmStrategy.Ignore)]
    [InlineData("design", 0, "", RdmStrategy.Host)]
    public void Bind_ReviewSpelling_IsKnownToTheDesignOnly(string profile, int exit, string printed, RdmStrategy strategy)
    {
        BoundGuest bound = Bind("type='hvm'\nrdm='type=host,reserve=strict'\n", profile);
        Assert.Equal((exit, printed, strategy), (bound.Xl.ExitCode, bound.Xl.StandardError, bound.Xl.Strategy));
    }

    [Theory]
    [InlineData("4.13", true, null)]
    [InlineData("4.14", true, null)]
    [InlineData("4.15", false, ConfigDiagnosticCode.RdmIgnoredByRelease)]
    [InlineData("4.22", false, ConfigDiagnosticCode.RdmIgnoredByRelease)]
    public void Bind_ValidRdm_IsDroppedFrom415On(string profile, bool kept, ConfigDiagnosticCode? said)
    {
        BoundGuest bound = Bind("type='hvm'\nrdm='strategy=host,policy=strict'\n", profile);
        Assert.Equal(kept, bound.Config.RdmStrategy.Value == RdmStrategy.Host);
        Assert.Equal(said is { } code ? [code] : [], bound.Diagnostics.Select(d => d.Code));
        Assert.Equal((0, ""), (bound.Xl.ExitCode, bound.Xl.StandardError));
    }

    [Fact]
    public void Bind_CorrectedParser_LetsThePolicyThrough()
    {
        XlConfigFile file = XlConfigReader.Read("type='hvm'\nrdm='strategy=host,policy=relaxed'\n", "g");
        GuestOverrides options = new() { RdmGrammar = OptionGrammar.Xen414 };
        BoundGuest bound = GuestConfigBinder.Bind(file, options, XenProfile.Newest);
        Assert.Equal((RdmStrategy.Host, RdmPolicy.Relaxed), (bound.Config.RdmStrategy.Value, bound.Config.RdmPolicy.Value));
        Assert.Empty(bound.Diagnostics);
    }

    [Theory]
    [InlineData("4.13.2", 0, ConfigDiagnosticCode.UninitialisedRead)]
    [InlineData("4.13.3", 134, ConfigDiagnosticCode.PciOptionAborts)]
    [InlineData("4.14.0", 0, ConfigDiagnosticCode.UninitialisedRead)]
    [InlineData("4.14.1", 134, ConfigDiagnosticCode.PciOptionAborts)]
    [InlineData("4.12", 0, ConfigDiagnosticCode.UninitialisedRead)]
    public void Bind_AllFunctions_DependsOnThePatchRelease(string profile, int exit, ConfigDiagnosticCode said)
    {
        BoundGuest bound = Bind("type='hvm'\npci=['03:00.*']\n", profile);
        Assert.Equal(exit, bound.Xl.ExitCode);
        Assert.Equal(said, Assert.Single(bound.Diagnostics).Code);
    }

    [Fact]
    public void Bind_UninitialisedFields_TakeTheGivenContents()
    {
        XlConfigFile file = XlConfigReader.Read("type='hvm'\nrdm='strategy=host'\npci=['03:00.0','04:00.0,rdm_policy=strict']\n", "g");
        GuestOverrides options = new() { UninitialisedPolicy = (RdmPolicy)77 };

        BoundGuest bound = GuestConfigBinder.Bind(file, options, XenProfile.Newest);

        Assert.True(bound.Xl.UninitialisedRead);
        Assert.Equal([(RdmPolicy)77, RdmPolicy.Strict], bound.Xl.Devices.Select(d => d.Policy!.Value));
        Assert.Equal([ConfigDiagnosticCode.UninitialisedRead], bound.Diagnostics.Select(d => d.Code));
    }

    [Theory]
    [InlineData("4.14", 6, "unable to parse PCI BDF `03:00' for passthrough\n")]
    [InlineData("4.15", 6, "unable to parse PCI_SPEC_STRING `03:00' for passthrough\n")]
    public void Bind_BadDevice_StopsAReleaseThere(string profile, int exit, string printed)
    {
        BoundGuest bound = Bind("type='hvm'\npci=['01:00.0','03:00']\nmmio_hole=1\n", profile);
        Assert.Equal((exit, printed), (bound.Xl.ExitCode, bound.Xl.StandardError));
        Assert.True(bound.IsRefused);
        Assert.Single(bound.Config.Devices);
    }

    [Fact]
    public void Bind_SeveralErrors_AreAllFoundUnderTheDesign() => Assert.Equal(
        [ConfigDiagnosticCode.RdmOptionInvalid, ConfigDiagnosticCode.PciOptionInvalid, ConfigDiagnosticCode.OutOfRange],
        Bind("type='hvm'\nrdm='x=y'\npci=['z']\nmmio_hole=1\n").Diagnostics.Select(d => d.Code));

    [Fact]
    public void Bind_TextThatXlRefuses_StopsAReleaseWithExit1()
    {
        BoundGuest bound = Bind("type='hvm'\nmemory=1024\n# end", "4.17");
        Assert.Equal(1, bound.Xl.ExitCode);
        Assert.Contains(bound.Diagnostics, d => d.Code == ConfigDiagnosticCode.RefusedByRelease);
    }

    [Theory]
    [InlineData(17592186044672, true)]
    [InlineData(17592186044416, false)]
    public void Bind_MmioHoleThatWrapsIn64Bits_IsJudgedByTheRemainder(long mebibytes, bool accepted) =>
        Assert.Equal(accepted, !Bind($"type='hvm'\nmmio_hole={mebibytes}\n", "4.17").IsRefused);

    private static BoundGuest Bind(string text, string profile = "design")
    {
        Assert.True(XenProfile.TryParse(profile, out XenProfile found));
        return GuestConfigBinder.Bind(XlConfigReader.Read(text, "g.cfg"), GuestOverrides.None, found);
    }
}
