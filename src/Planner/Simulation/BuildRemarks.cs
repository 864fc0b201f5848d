using RdmPlanner.Planner.Assignment;

namespace RdmPlanner.Planner.Simulation;

/// <summary>What a user must know of a guest's frames before its devices are assigned.</summary>
internal static class BuildRemarks
{
    /// <summary>Adds the findings.</summary>
    internal static void AddTo(FindingList found, GuestP2m built)
    {
        P2mRun[] runs = [.. built.TwoOwners()];
        Add(found, [.. runs.Where(Hangs)], "the guest hangs without the toolstack's pages", "a smaller videoram= or another memory= keeps them apart");
        Add(
            found,
            [.. runs.Where(run => !Hangs(run))],
            "the device model allocates where RAM would end had no region lowered it",
            "an mmio_hole= that reaches down to the regions tells the device model as well; so does less memory=");
    }

    private static bool Hangs(P2mRun run) => run.Claims.Any(claim => claim.Kind == PageKind.Firmware);

    private static void Add(FindingList found, P2mRun[] runs, string cause, string help)
    {
        if (runs.Length > 0)
        {
            IEnumerable<string> owners = runs.Select(
                run => $"gfn {run.Frames} ({run.Frames.PageCount} pages) has two owners: {run.Owner}, and {string.Join(", ", run.Claims)}");
            found.Add(SimulationFindingCode.FrameWithTwoOwners, $"{string.Join("; ", owners)}: {cause}", null, help);
        }
    }
}
