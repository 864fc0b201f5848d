using RdmPlanner.TestKit;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Toolstack;
using Xunit;

namespace RdmPlanner.Planner.Tests.Simulation;

/// <summary>Laws of the whole machine: pages are conserved, no frame has two owners unless a finding says so, and relations between questions.</summary>
public sealed partial class MachineProperties
{
    /// <summary>Each case is one or two runs of everything, so there are fewer than elsewhere.</summary>
    private const int Cases = 100;

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void Stages_ConserveThePagesOfRam(MachineCase drawn)
    {
        MachineSimulation simulation = MachineSimulator.Run(drawn.Request);

        if (simulation.Toolstack.Verdict == ToolstackVerdict.PageCountMismatch)
        {
            // More video memory than memory: the difference has wrapped.
            return;
        }

        ulong built = simulation.Toolstack.Initial.RamPageCount;
        Assert.Equal(built, simulation.Toolstack.Rdm.Layout.RamPageCount);
        if (simulation.Hvmloader?.Result is { } result)
        {
            ulong high = result.HighMemPgEnd == 0 ? 0 : result.HighMemPgEnd - 0x100000UL;
            Assert.Equal(built, result.LowMemPgEnd + high + (ulong)result.PageMoves.Length);
        }
    }

    /// <summary>Every page of RAM is somewhere: mapped, or displaced and then named by a claim. The VGA window has none.</summary>
    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void Frames_ConserveThePagesOfRam(MachineCase drawn)
    {
        MachineSimulation simulation = MachineSimulator.Run(drawn.Request);
        if (simulation.Built is not { } built)
        {
            return;
        }

        RamLayout layout = simulation.Toolstack.Rdm.Layout;
        ulong low = layout.LowMemEnd.Value >> 12;
        ulong window = Math.Clamp(low, 0xa0, 0xc0) - 0xa0;
        Assert.Equal(layout.RamPageCount - window, Pages(built, run => Of(run).Any(owner => owner.Kind == PageKind.Ram)));
        foreach (DomainMemory? memory in new[] { simulation.Assignment?.Memory, simulation.Booted, simulation.Hotplug?.Memory })
        {
            if (memory is not null && simulation.Hvmloader?.Result.PageMoves.IsEmpty != false)
            {
                Assert.True(Pages(memory, run => run.Owner.Kind == PageKind.Ram) <= Pages(built, run => Of(run).Any(owner => owner.Kind == PageKind.Ram)));
            }
        }
    }

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void FramesWithTwoOwners_AreNamed(MachineCase drawn)
    {
        MachineSimulation simulation = MachineSimulator.Run(drawn.Request);
        GfnRange[] named = [.. simulation.Findings.Where(f => f.Code is "HVM4006" or "XEN7005").SelectMany(f => Ranges(f.Message))];
        foreach (DomainMemory memory in new[] { simulation.Built, simulation.Assignment?.Memory, simulation.Booted, simulation.Hotplug?.Memory }.OfType<DomainMemory>())
        {
            Assert.All(memory.P2m.TwoOwners(), run =>
            {
                for (ulong frame = run.Frames.Start.Value; frame < run.Frames.End.Value; frame += Math.Max(1, run.Frames.PageCount / 4))
                {
                    Assert.Contains(named, range => range.Start.Value <= frame && frame < range.End.Value);
                }
            });
        }
    }

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void FramesThatTheGuestTakesForRam_HaveMemoryOrAreNamed(MachineCase drawn)
    {
        MachineSimulation simulation = MachineSimulator.Run(drawn.Request);
        if (simulation.Hvmloader?.E820 is not { CrashText: null } table)
        {
            return;
        }

        GfnRange[] named = [.. simulation.Findings.Where(f => f.Code == "HVM4019").SelectMany(f => Ranges(f.Message))];
        foreach (E820Record ram in table.Entries.Where(entry => entry.Type == E820Type.Ram))
        {
            foreach (ulong frame in new[] { ram.Address.Value >> 12, (ram.WrappedEnd.Value >> 12) - 1 })
            {
                bool isNamed = named.Any(range => range.Start.Value <= frame && frame < range.End.Value);
                Assert.Equal(!simulation.Booted!.P2m.OwnerOf(new Gfn(frame)).IsRam, isNamed);
            }
        }
    }

    /// <summary>Strict keeps its promise: every frame of a strict region of an assigned device is the device's own.</summary>
    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void StrictDevices_HaveTheirRegionsAtTheEndOfAssignment(MachineCase drawn)
    {
        MachineSimulation simulation = MachineSimulator.Run(drawn.Request);
        if (simulation.Assignment is not { Stop: null } assignment)
        {
            return;
        }

        foreach ((int device, bool _) in drawn.Assigned.Where(d => d.Strict))
        {
            foreach ((int first, int pages, int owners) in drawn.Regions.Where(r => r.Owners == 1 << device))
            {
                Assert.All(
                    assignment.Memory.P2m.RunsWithin(GfnRange.FromPages(new Gfn((ulong)first), (ulong)pages)),
                    run => Assert.Equal(PageKind.IdentityRdm, run.Owner.Kind));
            }
        }
    }

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void Run_Twice_IsTheSame(MachineCase drawn)
    {
        MachineSimulation first = MachineSimulator.Run(drawn.Request);
        MachineSimulation second = MachineSimulator.Run(drawn.Request);
        Assert.Equal(first.Findings.AsEnumerable(), second.Findings.AsEnumerable());
        Assert.Equal(first.Booted?.P2m.Runs.AsEnumerable(), second.Booted?.P2m.Runs.AsEnumerable());
        Assert.Equal(first.Hvmloader?.Console.AsEnumerable(), second.Hvmloader?.Console.AsEnumerable());
    }

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void AddedRegionAboveEverything_ChangesNothingButTheTableWithHostStrategy(MachineCase drawn)
    {
        MachineSimulation without = MachineSimulator.Run(drawn.Request);
        MachineSimulation with = MachineSimulator.Run((drawn with { Regions = drawn.Regions.Add((0x3000_0000, 1, 0)) }).Request);
        Assert.Equal(without.Stop, with.Stop);
        Assert.Equal(without.Toolstack.Rdm.Layout, with.Toolstack.Rdm.Layout);
        Assert.Equal(without.Hvmloader?.Result.Bars.AsEnumerable(), with.Hvmloader?.Result.Bars.AsEnumerable());
        Assert.Equal(without.Booted?.P2m.Runs.AsEnumerable(), with.Booted?.P2m.Runs.AsEnumerable());
    }

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void OrderOfTheRegions_ChangesNeitherVerdictNorRamNorBars(MachineCase drawn)
    {
        // Which of two reasons is met first may change; that there is one, and where all ends up, may not.
        MachineSimulation straight = MachineSimulator.Run(drawn.Request);
        MachineSimulation reversed = MachineSimulator.Run((drawn with { Regions = [.. drawn.Regions.Reverse()] }).Request);
        Assert.Equal(straight.Stop?.Stage, reversed.Stop?.Stage);
        Assert.Equal(straight.Toolstack.Rdm.Layout, reversed.Toolstack.Rdm.Layout);
        Assert.Equal(straight.Hvmloader?.Result.Bars.AsEnumerable(), reversed.Hvmloader?.Result.Bars.AsEnumerable());
        Assert.Equal(straight.Booted?.P2m.Populated().AsEnumerable(), reversed.Booted?.P2m.Populated().AsEnumerable());
    }

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void MoreMemoryWithoutHap_DoesNotSaveAGuestTheToolstackRefuses(MachineCase drawn, byte more)
    {
        MachineCase bare = drawn with { Settings = drawn.Settings.Remove("hap=0").Add("hap=0") };

        // RAM is memory less video memory and wraps to almost 2^64 when that is negative: more memory then means less RAM.
        GuestConfig guest = bare.Request.Plan.Guest;
        if (guest.MemoryMiB.Value > guest.VideoRamMiB.Value && MachineSimulator.Run(bare.Request).Stop is { Stage: SimulationStage.Toolstack } stop && stop.Reason.StartsWith("RDM conflict", StringComparison.Ordinal))
        {
            Assert.Equal(SimulationStage.Toolstack, MachineSimulator.Run((bare with { MemoryMiB = bare.MemoryMiB + more }).Request).Stop?.Stage);
        }
    }

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void HostStrategy_IsListingEveryOwner(MachineCase drawn, bool strict)
    {
        string policy = strict ? "strict" : "relaxed";
        ImmutableArray<string> others = [.. drawn.Settings.Where(s => !s.StartsWith("rdm=", StringComparison.Ordinal))];
        MachineCase owned = drawn with { Regions = [.. drawn.Regions.Select(r => r with { Owners = r.Owners == 0 ? 1 : r.Owners })], Assigned = [] };
        RdmResolution host = MachineSimulator.Run((owned with { Settings = others.Add($"rdm='strategy=host,policy={policy}'") }).Request).Toolstack.Rdm;
        RdmResolution listed = MachineSimulator.Run((owned with { Settings = others, Assigned = [(0, strict), (1, strict), (2, strict)] }).Request).Toolstack.Rdm;
        Assert.Equal(host.Layout, listed.Layout);
        Assert.Equal(Answers(host), Answers(listed));
    }

    [Property(Arbitrary = [typeof(MachineCases)], MaxTest = Cases)]
    public void DeviceWithoutRegionDropped_IsTheSamePlan(MachineCase drawn)
    {
        MachineCase free = drawn with { Regions = [.. drawn.Regions.Select(r => r with { Owners = r.Owners & 3 })] };
        MachineCase dropped = free with { Assigned = [.. free.Assigned.Where(d => d.Device != 2)] };
        MachineSimulation with = MachineSimulator.Run(free.Request);
        MachineSimulation without = MachineSimulator.Run(dropped.Request);
        Assert.Equal(without.Toolstack.Rdm.Layout, with.Toolstack.Rdm.Layout);
        Assert.Equal(without.Stop, with.Stop);
        Assert.Equal(without.Booted?.P2m.Populated().AsEnumerable(), with.Booted?.P2m.Populated().AsEnumerable());
    }

    [Fact]
    public void Generator_ReachesEveryEnd()
    {
        const int Samples = 500;
        MachineSimulation[] runs = [.. MachineCases.Any.Draw(Samples).Select(drawn => MachineSimulator.Run(drawn.Request))];
        void AtLeast(int percent, string what, Func<MachineSimulation, bool> holds) =>
            Assert.True(runs.Count(holds) >= Samples * percent / 100, $"{what}: {runs.Count(holds)} of {Samples}");

        AtLeast(5, "refused by the toolstack", run => run.Stop?.Stage == SimulationStage.Toolstack);
        AtLeast(3, "refused at assignment", run => run.Stop?.Stage == SimulationStage.Assignment);
        AtLeast(1, "crashed", run => run.Stop?.Stage == SimulationStage.Hvmloader);
        AtLeast(1, "refused at hotplug", run => run.Stop?.Stage == SimulationStage.Hotplug);
        AtLeast(40, "running", run => run.IsAccepted);
        AtLeast(10, "RAM lowered", run => run.Toolstack.Initial.LowMemEnd != run.Toolstack.Rdm.Layout.LowMemEnd);
        AtLeast(10, "two owners", run => run.Booted?.P2m.TwoOwners().IsEmpty == false);
        AtLeast(2, "RAM moved", run => run.Hvmloader?.Result.Relocations.IsEmpty == false);
        AtLeast(5, "high BARs", run => run.Hvmloader is { Result.PciHiMemStart: not 0 });
        foreach (string code in new[] { "HVM4006", "HVM4011", "HVM4018", "HVM4019", "XEN7005" })
        {
            AtLeast(1, code, run => run.Findings.Any(f => f.Code == code));
        }
    }

    private static IEnumerable<PageOwner> Of(P2mRun run) => [run.Owner, .. run.Claims];

    private static ulong Pages(DomainMemory memory, Func<P2mRun, bool> which) =>
        memory.P2m.Runs.Where(which).Aggregate(0UL, (sum, run) => sum + run.Frames.PageCount);

    private static IEnumerable<(Gpa, ulong, RdmDisposition)> Answers(RdmResolution rdm) =>
        rdm.Regions.Select(r => (r.Entry.Start, r.Entry.SizeInBytes, r.Disposition)).Order();

    private static IEnumerable<GfnRange> Ranges(string text) => Range().Matches(text).Select(match => new GfnRange(
        new Gfn(ulong.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        new Gfn(ulong.Parse(match.Groups[2].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))));

    [GeneratedRegex(@"\[0x([0-9a-f]+), 0x([0-9a-f]+)\)")]
    private static partial Regex Range();
}
