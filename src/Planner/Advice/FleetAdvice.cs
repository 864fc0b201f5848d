using System.Collections.Immutable;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Advice;

/// <summary>One host of a fleet with the answer for it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Answer">The answer.</param>
public sealed record HostAdvice(HostDescription Host, AdviceAnswer Answer);

/// <summary>The same guest on many hosts: which fix helps where.</summary>
public static class FleetAdvice
{
    /// <summary>Asks for each host.</summary>
    /// <param name="question">The guest; the regions of its host are stated ones that every host gets.</param>
    /// <param name="hosts">The hosts.</param>
    /// <returns>The answers in the order of the hosts.</returns>
    public static ImmutableArray<HostAdvice> Run(AdviceQuestion question, IEnumerable<HostDescription> hosts) =>
    [
        .. hosts.Select(host =>
        {
            PlanRequest plan = question.Plan with { Host = host with { Regions = [.. host.Regions, .. question.Plan.Host.Regions] } };
            return new HostAdvice(host, Advisor.Find(question with { Plan = plan }));
        }),
    ];

    /// <summary>What a piece of advice changes, without the values: <c>rdm_mem_boundary</c>, <c>memory</c>, or two of them.</summary>
    /// <param name="advice">The advice.</param>
    /// <returns>The knobs, cheapest first.</returns>
    public static ImmutableArray<Knob> Kind(Advised advice) => [.. advice.Changes.Select(c => c.Knob).Distinct().Order()];
}
