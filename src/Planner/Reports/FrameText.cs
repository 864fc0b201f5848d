using System.Globalization;
using RdmPlanner.Planner.Assignment;

namespace RdmPlanner.Planner.Reports;

/// <summary>Owners of page frames in words.</summary>
internal static class FrameText
{
    /// <summary>A run of frames: who has it, and who else believes to.</summary>
    internal static string Of(P2mRun run) => run.Claims.IsEmpty
        ? Of(run.Owner)
        : $"{Of(run.Owner)}; also claimed by {string.Join(", and by ", run.Claims.Select(Of))}";

    /// <summary>One owner: <c>RAM: low RAM</c>, with where it was populated and its machine frame when they are known.</summary>
    internal static string Of(PageOwner owner)
    {
        string origin = owner.Origin is { } gfn ? $", populated at gfn {gfn}" : "";
        string machine = owner.MachineFrame is { } mfn ? string.Create(CultureInfo.InvariantCulture, $", mfn 0x{mfn:x}") : "";
        return $"{SimulationNames.Spoken(owner.Kind)}: {owner.Why}{origin}{machine}";
    }
}
