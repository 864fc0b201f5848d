using System.Collections.Immutable;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Advice;

/// <summary>A question with the regions that Xen keeps of the host's, where more is known of the host than its table.</summary>
public static class BootedHost
{
    /// <summary>Boots the host when its listing, its memory map or <c>rmrr=</c> is known; otherwise the table counts as it stands.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The question about the regions that the toolstack gets to see, and what is to be said of the host.</returns>
    public static (AdviceQuestion Question, ImmutableArray<Finding> Findings) Of(AdviceQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        SimulationRequest machine = question.Machine with { Plan = question.Plan };
        if (machine.Topology is { IsUnknown: true, Notes.IsEmpty: true })
        {
            machine = machine with { Topology = question.Plan.Host.Topology };
        }

        if (machine.Topology.IsUnknown && machine.RmrrOption is null && HypervisorBoot.MemoryMap(machine) is null)
        {
            return (question, []);
        }

        HypervisorStage stage = HypervisorBoot.Run(machine);
        var found = new FindingList();
        HypervisorRemarks.AddTo(found, machine, stage);

        // The regions of rmrr= are among those of the host by now.
        return (
            question with
            {
                Plan = question.Plan with { Host = question.Plan.Host with { Regions = stage.Regions } },
                Machine = machine with { RmrrOption = null },
            },
            found.ToImmutable());
    }
}
