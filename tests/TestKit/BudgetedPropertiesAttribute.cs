using FsCheck.Xunit;

namespace RdmPlanner.TestKit;

/// <summary>Runs each property of a class on the cases of <see cref="TestBudget"/>, which the environment can raise.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BudgetedPropertiesAttribute : PropertiesAttribute
{
    /// <summary>Sets the number of cases; arbitraries are named as in the base attribute.</summary>
    public BudgetedPropertiesAttribute() => MaxTest = TestBudget.MaxTestRaised;
}
