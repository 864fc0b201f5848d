using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.TestKit.Generators;

/// <summary>A reserved region in pages.</summary>
/// <param name="Start">First page.</param>
/// <param name="Pages">How many, at least 1.</param>
/// <param name="Policy">The policy it has where a property sets policies by region.</param>
/// <param name="Owners">Which of the functions 0 to 3 of 0000:00:14 are in its scope, a bit each; 0 is an empty scope.</param>
public sealed record RegionCase(int Start, int Pages, RdmPolicy Policy, int Owners)
{
    /// <summary>One past the last page.</summary>
    public int End => Start + Pages;
}

/// <summary>An assigned device: function of 0000:00:14 (4 and above own no region) and its policy, null for none given.</summary>
public sealed record DeviceCase(int Function, RdmPolicy? Policy);

/// <summary>A guest on a host, small enough to be read when a property fails.</summary>
/// <param name="RamMiB">RAM without video memory.</param>
/// <param name="VideoMiB">Video memory.</param>
/// <param name="HoleMiB">Wanted hole below 4 GiB; 0 for none.</param>
/// <param name="BoundaryPages">The boundary in pages.</param>
/// <param name="Hap">Hardware assisted paging.</param>
/// <param name="Strategy">Which regions.</param>
/// <param name="GlobalPolicy">Global policy; null for none given.</param>
/// <param name="Regions">The host's regions in table order; they may overlap and share starts.</param>
/// <param name="Devices">The assigned devices in order.</param>
public sealed record GuestCase(
    int RamMiB, int VideoMiB, int HoleMiB, int BoundaryPages, bool Hap,
    RdmStrategy Strategy, RdmPolicy? GlobalPolicy, RegionCase[] Regions, DeviceCase[] Devices)
{
    /// <summary>RAM before regions are looked at.</summary>
    public RamLayout Layout => RamLayout.Initial(MaxMemKiB, (ulong)VideoMiB << 10, (ulong)HoleMiB << 10);

    /// <summary>The boundary as an address.</summary>
    public Gpa Boundary => new((ulong)BoundaryPages << 12);

    /// <summary>Each region as an entry of its own policy, in table order.</summary>
    public RdmEntry[] Entries =>
        [.. Regions.Select((r, i) => new RdmEntry(new Gpa((ulong)r.Start << 12), (ulong)r.Pages << 12, r.Policy, default, i))];

    private ulong MaxMemKiB => (ulong)(RamMiB + VideoMiB) << 10;

    /// <summary>The case as the toolstack stage takes it.</summary>
    /// <param name="deviceOverrides">Whose precedence: true for the releases, false for the design.</param>
    public ToolstackInput ToInput(bool deviceOverrides) => new()
    {
        MaxMemKiB = MaxMemKiB,
        VideoMemKiB = (ulong)VideoMiB << 10,
        MmioHoleKiB = (ulong)HoleMiB << 10,
        Hap = Hap,
        BoundaryKiB = (ulong)BoundaryPages * 4,
        Rdm = new RdmRequest
        {
            HostRegions = [.. Regions.Select(r => HostRegionOf(r))],
            Devices = [.. Devices.Select(d => new AssignedDevice(
                Address(d.Function), d.Policy, d.Policy is null ? PolicyRule.Default : PolicyRule.Device))],
            Strategy = Strategy,
            GlobalPolicy = GlobalPolicy,
            DevicePolicyOverridesGlobal = deviceOverrides,
        },
    };

    /// <summary>The same case without the regions that start where an earlier one does.</summary>
    public GuestCase WithDistinctStarts() => this with { Regions = [.. Regions.DistinctBy(r => r.Start)] };

    /// <summary>A region as the host states it.</summary>
    public static HostRegion HostRegionOf(RegionCase region) => new()
    {
        BaseAddress = new Hpa((ulong)region.Start << 12),
        LimitAddress = new Hpa(((ulong)region.End << 12) - 1),
        Devices = [.. Functions(region.Owners).Select(Address)],
        Source = new RdmSource(RdmSourceKind.Given, "generated", 0, 0),
    };

    /// <summary>A function of the one device of the generated hosts.</summary>
    public static PciAddress Address(int function) => new(0, 0, 0x14, (byte)function);

    /// <summary>Numbers in the form in which they are typed into an example test.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"ram {RamMiB} MiB + video {VideoMiB}, hole {HoleMiB} MiB, boundary 0x{BoundaryPages:x}, hap {Hap}, {Strategy}, "
        + $"policy {GlobalPolicy?.ToString() ?? "none"}, regions {string.Join(' ', Regions.Select(r => $"(0x{r.Start:x}+0x{r.Pages:x} {r.Policy} owners {r.Owners})"))}, "
        + $"devices {string.Join(' ', Devices.Select(d => $"({d.Function} {d.Policy?.ToString() ?? "none"})"))}");

    private static IEnumerable<int> Functions(int owners) => Enumerable.Range(0, 4).Where(f => (owners >> f & 1) != 0);
}
