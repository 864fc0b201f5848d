using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Tests.Rdm;

/// <summary>Hosts, guests and questions in one line each, for examples.</summary>
internal static class Given
{
    internal static readonly PciAddress Usb = new(0, 0, 0x14, 0);
    internal static readonly PciAddress Gpu = new(0, 0, 2, 0);
    internal static readonly PciAddress Nic = new(0, 1, 0, 0);

    /// <summary>A region by its first and last byte, as a table states it.</summary>
    internal static HostRegion Region(ulong first, ulong last, params PciAddress[] devices) => new()
    {
        BaseAddress = new Hpa(first),
        LimitAddress = new Hpa(last),
        Devices = [.. devices],
        Source = new RdmSource(RdmSourceKind.Given, $"region at 0x{first:x}", 0, 0),
    };

    /// <summary>An entry of a guest's list.</summary>
    internal static RdmEntry Entry(ulong start, ulong sizeInBytes, RdmPolicy policy = RdmPolicy.Relaxed) =>
        new(new Gpa(start), sizeInBytes, policy, default, 0);

    /// <summary>An assigned device; its policy is its own, or nobody's when null.</summary>
    internal static AssignedDevice Device(PciAddress address, RdmPolicy? policy = null) =>
        new(address, policy, policy is null ? PolicyRule.Default : PolicyRule.Device);

    /// <summary>A device as the configuration has it.</summary>
    internal static PassthroughDevice Pci(PciAddress address, RdmPolicy? policy = null) => new()
    {
        Text = address.ToString(), Origin = "guest.cfg:7:9", Address = address, PolicyOverride = policy, Policy = policy,
    };

    /// <summary>A setting of the guest's file.</summary>
    internal static Configured<T> Set<T>(T value) => new(value, "guest.cfg:4:1");

    /// <summary>An HVM guest with 8 MiB of video memory.</summary>
    internal static GuestConfig Guest(
        long memoryMiB, RdmStrategy strategy = RdmStrategy.Host, RdmPolicy? policy = null, long boundaryMiB = 2048) => GuestConfig.Default with
        {
            MemoryMiB = Set(memoryMiB),
            MaxMemMiB = Set(memoryMiB),
            RdmStrategy = Set(strategy),
            RdmPolicy = Set(policy),
            RdmMemBoundaryMiB = Set(boundaryMiB),
        };

    /// <summary>A host that is known by its regions only.</summary>
    internal static HostDescription Host(params HostRegion[] regions) =>
        new() { Name = "host", Format = "list of regions", Regions = [.. regions] };

    /// <summary>A question under the design's rules.</summary>
    internal static PlanRequest Ask(GuestConfig guest, params HostRegion[] regions) => new() { Host = Host(regions), Guest = guest };

    /// <summary>A release by its name.</summary>
    internal static XenProfile Release(string name) =>
        XenProfile.TryParse(name, out XenProfile profile) ? profile : throw new ArgumentException(name);
}
