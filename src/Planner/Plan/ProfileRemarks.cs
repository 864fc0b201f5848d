using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Plan;

/// <summary>Where the design and the releases part on the input at hand.</summary>
internal static class ProfileRemarks
{
    /// <summary>Adds the remarks.</summary>
    internal static void AddTo(List<PlanDiagnostic> found, PlanRequest request, ToolstackResult result)
    {
        if (request.Profile.IsDesign && request.Guest.RdmText.Value is not null)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.OtherProfileDiffers,
                "Xen 4.15 and later drop every rdm= line that has a valid policy, without a word: there only the assigned "
                + "devices' regions are reserved",
                request.Guest.RdmText.Origin,
                $"plan with --profile {XenProfile.Newest} to see what such a host does"));
        }

        if (request.Guest.Devices.IsEmpty)
        {
            return;
        }

        ToolstackInput input = MemoryPlanner.Input(request);
        bool overrides = input.Rdm.DevicePolicyOverridesGlobal;
        ToolstackResult other = ToolstackStage.Run(
            input with { Rdm = input.Rdm with { DevicePolicyOverridesGlobal = !overrides } });
        if (other.Verdict != result.Verdict || Masked(other) != Masked(result))
        {
            string here = overrides ? "a device's rdm_policy replaces the global policy" : "strict always wins where two policies meet";
            string there = overrides ? "under the design, where strict always wins" : "under every release, where a device's policy replaces the global one";
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.OtherProfileDiffers, $"here {here}; {there}, the same input {Ends(other)}"));
        }
    }

    private static int Masked(ToolstackResult result) =>
        result.Rdm.Regions.Count(r => r.Disposition == RdmDisposition.Masked);

    private static string Ends(ToolstackResult result) =>
        result.Verdict != ToolstackVerdict.Built ? "is rejected"
        : Masked(result) == 0 ? "is accepted"
        : $"is accepted with {Reports.CountText.Of(Masked(result), "region")} left out";
}
