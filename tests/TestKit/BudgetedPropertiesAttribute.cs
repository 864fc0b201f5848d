using FsCheck.Xunit;

namespace RdmPlanner.TestKit;

/// <summary>
/// Sets how the properties of a class or assembly run: on how many cases (<c>RDM_MAX_TEST</c> raises it), and from which
/// seed (<c>RDM_REPLAY=seed,gamma</c>; without it each run has its own).
/// </summary>
/// <remarks>CI fixes the seed, so that a red run means a change and not a rare case; a developer's runs go on searching.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly)]
public sealed class BudgetedPropertiesAttribute : PropertiesAttribute
{
    /// <summary>Sets the number of cases and the seed; arbitraries are named as in the base attribute.</summary>
    public BudgetedPropertiesAttribute()
    {
        MaxTest = TestBudget.MaxTestRaised;
        if (Environment.GetEnvironmentVariable("RDM_REPLAY") is { Length: > 0 } replay)
        {
            Replay = replay;
        }
    }
}
