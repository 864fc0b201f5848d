using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Tests.Hypervisor;

/// <summary>Small hosts for examples: one unit, 2 GiB of RAM, RESERVED from 0x80000000 to 0x90000000.</summary>
internal static class Hosts
{
    public static readonly PciAddress Usb = new(0, 0, 0x14, 0);
    public static readonly PciAddress Gpu = new(0, 0, 2, 0);

    public static readonly ImmutableArray<E820Record> Memory =
    [
        new(new Gpa(0), 0x9f000, E820Type.Ram),
        new(new Gpa(0x100000), 0x7ff00000, E820Type.Ram),
        new(new Gpa(0x80000000), 0x10000000, E820Type.Reserved),
    ];

    public static ScopeEntry Endpoint(PciAddress device) => new(1, 0, device.Bus, [new ScopeHop(device.Device, device.Function)]);

    public static RmrrEntry Rmrr(ulong first, ulong last, params PciAddress[] devices) =>
        new(0, first, last, [.. devices.Select(Endpoint)]);

    public static HypervisorInput Input(params DmarEntry[] entries) => new()
    {
        E820 = Memory,
        Dmar = new DmarModel { Entries = [new DrhdEntry(0, 0xfed90000, 1, []), .. entries] },
    };

    public static HypervisorResult Boot(params DmarEntry[] entries) => DmarAcceptance.Run(Input(entries));

    public static string[] Lines(IEnumerable<XenLogLine> log) => [.. log.Select(line => line.ToString())];
}
