using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Tests.Hypervisor;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Assignment;

/// <summary>One operation on a domain of 24 frames.</summary>
public enum DomainVerb
{
    /// <summary>Frames get RAM.</summary>
    Populate,

    /// <summary>An emulated register is put on frames that are free.</summary>
    Emulate,

    /// <summary>A device is assigned, at creation or by hotplug.</summary>
    Assign,

    /// <summary>A device is taken back.</summary>
    Deassign,
}

/// <summary>An operation with its operands.</summary>
public sealed record DomainStep(DomainVerb Verb, int First, int Count, int Device, bool Strict, bool Hotplug);

/// <summary>A host's regions by first and last byte within the universe, with owners as bits, and what is done to a domain.</summary>
public sealed record DomainHistory(ImmutableArray<(int First, int Last, int Owners)> Regions, ImmutableArray<DomainStep> Steps);

/// <summary>Draws histories in which regions, RAM and registers meet.</summary>
public static class DomainHistories
{
    private static readonly Gen<(int First, int Last, int Owners)> Region =
        from page in Gen.Choose(0, AssignmentModel.Universe - 2)
        from offset in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(0x800)))
        from bytes in Gen.Elements(0x800, 0x1000, 0x1000, 0x1001, 0x2000, 0x3000)
        from owners in Gen.Frequency((3, Gen.Elements(1, 2, 4)), (1, Gen.Choose(1, 7)))
        select ((page << 12) + offset, Math.Min((page << 12) + offset + bytes, AssignmentModel.Universe << 12) - 1, owners);

    private static readonly Gen<DomainStep> Step =
        from verb in Gen.Frequency(
            (2, Gen.Constant(DomainVerb.Populate)), (1, Gen.Constant(DomainVerb.Emulate)), (5, Gen.Constant(DomainVerb.Assign)), (2, Gen.Constant(DomainVerb.Deassign)))
        from first in Gen.Choose(0, AssignmentModel.Universe - 1)
        from count in Gen.Choose(1, 4)
        from device in Gen.Choose(0, 2)
        from strict in Gen.Elements(true, false)
        from hotplug in Gen.Elements(true, false)
        select new DomainStep(verb, first, Math.Min(count, AssignmentModel.Universe - first), device, strict, hotplug);

    public static Arbitrary<DomainHistory> Histories { get; } = Arb.From(
        from count in Gen.Choose(1, 4)
        from regions in Gen.ArrayOf(Region, count)
        from length in Gen.Choose(1, 14)
        from steps in Gen.ArrayOf(Step, length)
        select new DomainHistory([.. regions], [.. steps]),
        history => history.Steps.Select(step => history with { Steps = history.Steps.Remove(step) })
            .Concat(history.Regions.Select(region => history with { Regions = history.Regions.Remove(region) })));
}

/// <summary>iommu_identity_mapping() and its callers page by page on an array, read off BEHAVIOUR section 4.</summary>
internal sealed class AssignmentModel(ImmutableArray<(int First, int Last, int Owners)> regions)
{
    public const int Universe = 24;

    private readonly List<(int First, int Last, int References)> _records = [];

    public PageKind[] Frames { get; } = new PageKind[Universe];

    public IEnumerable<(int First, int Last, int References)> Records => _records;

    /// <summary>Zero or the error; null when the domain crashes.</summary>
    public int? Assign(int device, bool strict)
    {
        // Regions are met newest first; shared ones are looked at before anything is mapped.
        (int First, int Last, int Owners)[] own = [.. Own(device)];
        if (strict && own.Any(region => int.PopCount(region.Owners) > 1))
        {
            return -1;
        }

        int rc = 0;
        for (int i = 0; i < own.Length && rc == 0; i++)
        {
            rc = Map(own[i], strict);
        }

        return rc == 0 || own.All(region => Unmap(region) is 0 or -2) ? rc : null;
    }

    public int Deassign(int device)
    {
        foreach ((int First, int Last, int Owners) region in Own(device))
        {
            if (Unmap(region) is not (0 or -2))
            {
                return -98;
            }
        }

        return 0;
    }

    private IEnumerable<(int First, int Last, int Owners)> Own(int device) => regions.Where(region => (region.Owners >> device & 1) != 0);

    private int Map((int First, int Last, int Owners) region, bool strict)
    {
        for (int i = 0; i < _records.Count; i++)
        {
            (int first, int last, int references) = _records[i];
            if (first == region.First && last == region.Last)
            {
                _records[i] = (first, last, references + 1);
                return 0;
            }

            if (region.Last >= first && last >= region.First)
            {
                return -98;
            }
        }

        _records.Add((region.First, region.Last, 1));
        for (int page = region.First >> 12; page < (region.Last + 0xfff) >> 12; page++)
        {
            switch (Frames[page])
            {
                case PageKind.Hole or PageKind.EmulatedMmio:
                    Frames[page] = PageKind.IdentityRdm;
                    break;
                case PageKind.IdentityRdm:
                    break;
                default:
                    if (strict)
                    {
                        if (page == region.First >> 12)
                        {
                            _records.RemoveAt(_records.Count - 1);
                        }

                        return -16;
                    }

                    break;
            }
        }

        return 0;
    }

    private int Unmap((int First, int Last, int Owners) region)
    {
        for (int i = 0; i < _records.Count; i++)
        {
            (int first, int last, int references) = _records[i];
            if (first == region.First && last == region.Last)
            {
                if (references > 1)
                {
                    _records[i] = (first, last, references - 1);
                    return 0;
                }

                _records.RemoveAt(i);
                for (int page = first >> 12; page < (last + 0xfff) >> 12; page++)
                {
                    Frames[page] = Frames[page] == PageKind.IdentityRdm ? PageKind.Hole : Frames[page];
                }

                return 0;
            }

            if (region.Last >= first && last >= region.First)
            {
                return -98;
            }
        }

        return -2;
    }
}

/// <summary>Assignment, undo and hotplug on runs against the model on single frames.</summary>
public sealed class AssignmentMachineTests
{
    private static readonly PciAddress[] Devices = [new(0, 1, 0, 0), new(0, 1, 0, 1), new(0, 2, 0, 0)];

    [Property(Arbitrary = [typeof(DomainHistories)], MaxTest = TestBudget.MaxTest)]
    public void EveryStep_LeavesTheModelsFramesAndRecords(DomainHistory history) => Play(history, null);

    [Fact]
    public void Generator_ReachesEveryEnd()
    {
        var ends = new Dictionary<string, int>();
        foreach (DomainHistory history in DomainHistories.Histories.Generator.Draw(2000))
        {
            Play(history, end => ends[end] = ends.GetValueOrDefault(end) + 1);
        }

        foreach (string end in new[] { "Assigned 0", "Failed -1", "Failed -16", "DomainCrashed -98" })
        {
            Assert.True(ends.GetValueOrDefault(end) >= 30, $"{end}: {ends.GetValueOrDefault(end)} of 2000 histories");
        }
    }

    private static void Play(DomainHistory history, Action<string>? told)
    {
        // Each region is accepted by itself: the list then may hold regions that overlap, which one table could not.
        HypervisorResult host = Hosts.Boot() with
        {
            Regions =
            [
                .. history.Regions.SelectMany(region => DmarAcceptance.Run(Hosts.Input(Hosts.Rmrr(
                    (ulong)region.First, (ulong)region.Last, [.. Devices.Where((_, device) => (region.Owners >> device & 1) != 0)])) with { E820 = [] }).Regions),
            ],
        };
        var model = new AssignmentModel(history.Regions);
        DomainMemory memory = DomainMemory.Of(GuestP2m.Empty);
        foreach (DomainStep step in history.Steps)
        {
            GfnRange frames = GfnRange.FromPages(new Gfn((ulong)step.First), (ulong)step.Count);
            var request = new AssignmentRequest(Devices[step.Device], step.Strict ? RdmPolicy.Strict : RdmPolicy.Relaxed, new XenDomain(1)) { IsHotplug = step.Hotplug };
            switch (step.Verb)
            {
                case DomainVerb.Populate:
                    memory = memory with { P2m = memory.P2m.Set(frames, new PageOwner(PageKind.Ram, "RAM")) };
                    Array.Fill(model.Frames, PageKind.Ram, step.First, step.Count);
                    break;
                case DomainVerb.Emulate:
                    for (int page = step.First; page < step.First + step.Count; page++)
                    {
                        if (model.Frames[page] == PageKind.Hole)
                        {
                            memory = memory with { P2m = memory.P2m.Set(GfnRange.FromPages(new Gfn((ulong)page), 1), new PageOwner(PageKind.EmulatedMmio, "BAR")) };
                            model.Frames[page] = PageKind.EmulatedMmio;
                        }
                    }

                    break;
                case DomainVerb.Assign:
                    AssignmentResult assigned = DeviceAssignment.Assign(host, memory, request);
                    int? rc = model.Assign(step.Device, step.Strict);
                    told?.Invoke($"{assigned.Outcome} {assigned.Rc}");
                    memory = assigned.Memory;
                    Assert.Equal(rc is null, assigned.Outcome == AssignmentOutcome.DomainCrashed);
                    Assert.Equal(rc ?? assigned.Rc, assigned.Rc);
                    break;
                default:
                    AssignmentResult returned = DeviceAssignment.Deassign(host, memory, request);
                    Assert.Equal(model.Deassign(step.Device), returned.Rc);
                    memory = returned.Memory;
                    break;
            }

            Assert.Equal(model.Frames, Enumerable.Range(0, AssignmentModel.Universe).Select(page => memory.P2m.OwnerOf(new Gfn((ulong)page)).Kind));
            Assert.Equal(
                model.Records,
                memory.Records.Select(r => ((int)r.BaseAddress.Value, (int)r.LimitAddress.Value, r.References)));
        }
    }
}
