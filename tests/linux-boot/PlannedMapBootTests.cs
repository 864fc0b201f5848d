using System.Collections.Immutable;
using RdmPlanner.Cli;
using RdmPlanner.E820;
using RdmPlanner.LinuxBoot.Tests.Machine;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Simulation;
using Xunit;

namespace RdmPlanner.LinuxBoot.Tests;

/// <summary>A real kernel takes the memory map of a planned guest as its own, by the parameters that we write for it.</summary>
public sealed class PlannedMapBootTests
{
    // q35 has half of 4 GiB below 2 GiB and half from 4 GiB on: RAM wherever the guest below has RAM.
    private const int MachineMemoryMiB = 4096;

    [Fact]
    public async Task Boot_MapOfAPlannedGuest_KernelUsesItAsDrawn()
    {
        ImmutableArray<E820Record> map = PlannedMap();
        BootedMachine machine = await Boots.OfAsync("planned-map", new BootRequest
        {
            MemoryMiB = MachineMemoryMiB,
            KernelParameters = Parameters(),
        });

        Assert.Equal(Listing("BIOS-e820:", machine.FirmwareMap), Tagged("BIOS-e820:", machine.Log));
        Assert.Equal([.. map.Select(r => Line("user:", r))], Tagged("user:", machine.Log));
    }

    // 1 GiB with a strict region at 768 MiB: 248 MiB of RAM go above 4 GiB, and hvmloader adds its own reservations.
    private static ImmutableArray<E820Record> PlannedMap()
    {
        GuestOverrides guest = new() { MemoryMiB = 1024, BoundaryMiB = 512, Pci = ["00:02.0"] };
        MachineSimulation simulation = MachineSimulator.Run(new SimulationRequest
        {
            Plan = new PlanRequest
            {
                Host = HostReader.Read("start,last,devices\n0x30000000,0x303fffff,00:02.0\n"u8, "regions.csv"),
                Guest = GuestConfigBinder.Bind(null, guest, XenProfile.Design).Config,
            },
        });
        ImmutableArray<E820Record> map = simulation.Hvmloader!.E820!.Entries;
        Assert.Contains(new E820Record(new Gpa(0x3000_0000), 0x40_0000, E820Type.Reserved), map);
        Assert.Contains(map, r => r.Address == new Gpa(0x1_0000_0000) && r.Type == E820Type.Ram);
        return map;
    }

    private static string Parameters()
    {
        StringWriter output = new();
        StringWriter error = new();
        ExitCode exit = CommandLine.Run(
            ["generate", "memmap", "--region", "0x30000000-0x303fffff=00:02.0", "--memory", "1024", "--boundary", "512", "--pci", "00:02.0"],
            new Streams { OpenInput = () => Stream.Null, Output = output, Error = error });

        Assert.True(exit == ExitCode.Accepted, error.ToString());
        return output.ToString().ReplaceLineEndings(" ").Trim();
    }

    private static string[] Listing(string tag, string[] firmwareMap) =>
        [.. FirmwareMemmap.ReadListing(string.Join('\n', firmwareMap)).Records.Select(r => Line(tag, r))];

    private static string Line(string tag, E820Record record) =>
        $"{tag} [mem 0x{record.Address.Value:x16}-0x{record.WrappedEnd.Value - 1:x16}] {E820TypeNames.LinuxBoot(record.Type)}";

    private static string[] Tagged(string tag, string[] log) =>
        [.. log.Where(l => l.Contains($"] {tag} [mem", StringComparison.Ordinal)).Select(l => l[(l.IndexOf("] ", StringComparison.Ordinal) + 2)..])];
}
