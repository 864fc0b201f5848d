using RdmPlanner.Planner.Assignment;

namespace RdmPlanner.Planner.Simulation;

/// <summary>What a user must know of a guest's frames before its devices are assigned.</summary>
internal static class BuildRemarks
{
    /// <summary>Adds the findings.</summary>
    internal static void AddTo(FindingList found, GuestP2m built)
    {
        foreach (P2mRun run in built.TwoOwners())
        {
            bool hangs = run.Claims.Any(claim => claim.Kind == PageKind.Firmware);
            found.Add(
                SimulationFindingCode.FrameWithTwoOwners,
                $"gfn {run.Frames} ({run.Frames.PageCount} pages) has two owners: {run.Owner}, and {string.Join(", ", run.Claims)}; "
                + (hangs ? "the guest hangs without the toolstack's pages" : "the device model allocates where RAM would end had no region lowered it"),
                null,
                hangs ? "a smaller videoram= or another memory= keeps them apart"
                    : "an mmio_hole= that reaches down to the regions tells the device model as well; so does less memory=");
        }
    }
}
