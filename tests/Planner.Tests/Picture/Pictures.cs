using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Picture;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using static RdmPlanner.Planner.Tests.Rdm.Given;

namespace RdmPlanner.Planner.Tests.Picture;

/// <summary>The guests whose pictures are kept, from one region to many and from a page to terabytes.</summary>
internal static class Pictures
{
    internal static MemoryPicture Of(string name) => name switch
    {
        "accepted" => Plan("sample:laptop", 4096, "strategy=host,policy=strict"),
        "rejected" => Plan("sample:straddles-2g", 4096, "strategy=host,policy=strict"),
        "at-a-risk" => Plan("sample:straddles-2g", 4096, "strategy=host,policy=relaxed"),
        "64-regions" => MemoryPicture.Of(MemoryPlanner.Plan(Ask(Guest(4096, policy: RdmPolicy.Strict), Regions(64)))),
        "16-tib" => MemoryPicture.Of(MemoryPlanner.Plan(Ask(
            Guest(16L << 20, policy: RdmPolicy.Relaxed), Region(0xac6d_3000, 0xac6d_3fff, Usb), Region(0x400_0000_0000, 0x400_0000_ffff, Gpu)))),
        "simulated" => Simulation("sample:laptop", "strategy=host,policy=strict"),
        _ => throw new ArgumentException(name),
    };

    /// <summary>Regions of 64 KiB, one every 16 MiB from 2 GiB on, each of a device of its own.</summary>
    internal static HostRegion[] Regions(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            ulong start = 0x8000_0000UL + ((ulong)i << 24);
            return Region(start, start + 0xffff, PciAddress.FromDevFn(0, (byte)(1 + (i / 256)), (byte)(i % 256)));
        }),
    ];

    private static MemoryPicture Plan(string host, long memoryMiB, string rdm) =>
        MemoryPicture.Of(MemoryPlanner.Plan(Request(host, memoryMiB, rdm)));

    private static MemoryPicture Simulation(string host, string rdm) =>
        MemoryPicture.Of(MachineSimulator.Run(new SimulationRequest { Plan = Request(host, 4096, rdm) }));

    private static PlanRequest Request(string host, long memoryMiB, string rdm) => new()
    {
        Host = SampleHosts.Find(host)!,
        Guest = GuestConfigBinder.Bind(null, new GuestOverrides { MemoryMiB = memoryMiB, Rdm = rdm }, XenProfile.Design).Config,
    };
}
