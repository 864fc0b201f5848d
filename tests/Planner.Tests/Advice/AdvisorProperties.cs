using System.Text;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Toolstack;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Planner.Tests.Advice;

/// <summary>Laws of advice over generated guests.</summary>
[BudgetedProperties(Arbitrary = [typeof(GuestArbitraries)])]
public sealed class AdvisorProperties
{
    private static readonly XenProfile Release = XenProfile.Newest;

    /// <summary>How many cases the exhaustive search is held against.</summary>
    private const int ExhaustiveCases = 25;

    [Property]
    public bool Fix_ReadFromItsBytes_PlansCleanAndRuns(GuestCase guest) => AllHold(guest, XenProfile.Design) && AllHold(guest, Release);

    [Property]
    public bool Fix_KeepsEveryRegionAndDevice(GuestCase guest)
    {
        AdviceQuestion question = AdviceCases.Question(guest, XenProfile.Design);
        AdviceAnswer answer = Advisor.Find(question);
        int[] asked = Listed(answer.Outcome);
        return answer.Fixes.All(f => Listed(f.Outcome).SequenceEqual(asked)
            && f.Outcome.Plan.Request.Guest.Devices.Length == question.Plan.Guest.Devices.Length);
    }

    [Property]
    public bool Answer_IsOneOfCleanFixedOrNone(GuestCase guest)
    {
        AdviceAnswer answer = Advisor.Find(AdviceCases.Question(guest, XenProfile.Design));
        return answer.IsClean
            ? answer.All.IsEmpty && answer.Statements.IsEmpty
            : answer.Fixes.IsEmpty ? !answer.Statements.IsEmpty : answer.Remaining.IsEmpty && answer.Statements.IsEmpty;
    }

    [Property]
    public bool Alternatives_AreInOrderOfLines(GuestCase guest)
    {
        int[] lines = [.. Advisor.Find(AdviceCases.Question(guest, XenProfile.Design)).Fixes.Select(f => f.LineCount)];
        return lines.SequenceEqual(lines.Order());
    }

    // Every value of each number, one after the other; only the planner and the machine are asked.
    [Property(MaxTest = ExhaustiveCases)]
    public void SingleFix_IsTheBestOfAllValues(GuestCase guest)
    {
        AdviceQuestion question = AdviceCases.Question(guest, XenProfile.Design);
        AdviceAnswer answer = Advisor.Find(question);
        if (answer.IsClean)
        {
            return;
        }

        GuestConfig now = question.Plan.Guest;
        long?[] best =
        [
            First(question, Down(now.RdmMemBoundaryMiB.Value, 8300), (g, v) => g with { RdmMemBoundaryMiB = new(v, "") }),
            First(question, Up(256, 3840), (g, v) => g with { MmioHoleMiB = new(v, "") }),
            First(question, [now.Hap.Value ? 0 : 1], (g, v) => g with { Hap = new(v != 0, "") }),
            First(question, Down(null, now.MaxMemMiB.Value - 1), (g, v) => g with { MaxMemMiB = new(v, ""), MemoryMiB = new(v, "") }),
        ];
        Knob[] knobs = [Knob.Boundary, Knob.MmioHole, Knob.Hap, Knob.Memory];
        for (int i = 0; i < knobs.Length; i++)
        {
            NumberChange? found = answer.Fixes.Where(f => f.Changes is [NumberChange]).Select(f => (NumberChange)f.Changes[0])
                .FirstOrDefault(c => c.Knob == knobs[i]);
            Assert.Equal((knobs[i], best[i]), (knobs[i], found?.Value));
        }
    }

    [Property(MaxTest = ExhaustiveCases)]
    public void NoFix_MeansThatNoPairOfNumbersHelps(GuestCase guest)
    {
        // Pairs are tried on a grid that is fine where regions start: whole MiB about each of them.
        AdviceQuestion question = AdviceCases.Question(guest, XenProfile.Design);
        AdviceAnswer answer = Advisor.Find(question);
        if (answer.IsClean || !answer.Fixes.IsEmpty)
        {
            return;
        }

        long[] near =
        [
            .. guest.Regions.Select(r => (long)r.Start >> 8).SelectMany(m => new[] { m - 1, m, m + 1 }).Where(m => m >= 0).Distinct(),
        ];
        foreach (long boundary in near)
        {
            GuestConfig lower = question.Plan.Guest with { RdmMemBoundaryMiB = new(boundary, "") };
            Assert.Null(First(question, near.Select(m => 4096 - m).Where(h => h is >= 256 and <= 3840), (_, v) => lower with { MmioHoleMiB = new(v, "") }));
            Assert.Null(First(question, near.Select(m => m + lower.VideoRamMiB.Value).Where(m => m < lower.MaxMemMiB.Value),
                (_, v) => lower with { MaxMemMiB = new(v, ""), MemoryMiB = new(v, "") }));
            Assert.Null(First(question, [0, 1], (_, v) => lower with { Hap = new(v != 0, "") }));
        }
    }

    [Fact]
    public void Cases_ReachEveryKindOfAnswer()
    {
        AdviceAnswer[] answers = [.. GuestArbitraries.Guest.Draw(600).Select(g => Advisor.Find(AdviceCases.Question(g, XenProfile.Design)))];

        Assert.True(answers.Count(a => a.IsClean) > 60);
        Assert.True(answers.Count(a => !a.Fixes.IsEmpty) > 60);
        Assert.True(answers.Count(a => !a.IsClean && a.Fixes.IsEmpty) > 30);
        Assert.Contains(answers, a => a.Fixes.Any(f => f.Changes.Length > 1));
        Knob[] knobs = [.. answers.SelectMany(a => a.All).SelectMany(a => a.Changes).Select(c => c.Knob).Distinct().Order()];
        Assert.Equal(Enum.GetValues<Knob>(), knobs);
    }

    private static bool AllHold(GuestCase guest, XenProfile profile)
    {
        AdviceQuestion question = AdviceCases.Question(guest, profile);
        AdviceAnswer answer = Advisor.Find(question);
        foreach (Advised advice in answer.All)
        {
            string text = Encoding.UTF8.GetString(advice.Source.ToBytes());
            BoundGuest bound = GuestConfigBinder.Bind(XlConfigReader.Read(text, "guest.cfg"), GuestOverrides.None, profile);
            PlanRequest request = question.Plan with { Guest = bound.Config };
            PlanOutcome outcome = MemoryPlanner.Plan(request);
            MachineSimulation machine = MachineSimulator.Run(new SimulationRequest { Plan = request });
            bool isMasked = outcome.Plan.Regions.Any(r => r.Resolved.Disposition == RdmDisposition.Masked);
            if (bound.IsRefused || outcome is not Accepted || !machine.IsAccepted || (advice.IsFix && isMasked)
                || UnifiedDiff.Apply(Encoding.UTF8.GetString(question.Source.ToBytes()), advice.Diff) != text)
            {
                return false;
            }
        }

        return true;
    }

    private static int[] Listed(PlanOutcome outcome) => [.. outcome.Plan.Regions.Select(r => r.Resolved.Entry.RegionIndex).Order()];

    private static IEnumerable<long> Up(long first, long last)
    {
        for (long value = first; value <= last; value++)
        {
            yield return value;
        }
    }

    /// <summary>From the top down to 0, but for one value.</summary>
    private static IEnumerable<long> Down(long? except, long first)
    {
        for (long value = first; value >= 0; value--)
        {
            if (value != except)
            {
                yield return value;
            }
        }
    }

    /// <summary>The first value whose guest is built with every region reserved, and runs.</summary>
    private static long? First(AdviceQuestion question, IEnumerable<long> values, Func<GuestConfig, long, GuestConfig> with)
    {
        foreach (long value in values)
        {
            PlanRequest request = question.Plan with { Guest = with(question.Plan.Guest, value) };
            ToolstackResult result = ToolstackStage.Run(MemoryPlanner.Input(request));
            if (result.Verdict == ToolstackVerdict.Built && result.Rdm.Regions.All(r => r.Disposition == RdmDisposition.Exposed)
                && Trouble.Of(MemoryPlanner.Plan(request), MachineSimulator.Run(new SimulationRequest { Plan = request })).IsEmpty)
            {
                return value;
            }
        }

        return null;
    }
}
