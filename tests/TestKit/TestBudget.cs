using System.Globalization;

namespace RdmPlanner.TestKit;

/// <summary>How many cases a property is tried on.</summary>
public static class TestBudget
{
    /// <summary>Cases of a property in a run of every day; what attributes take.</summary>
    public const int MaxTest = 300;

    /// <summary>Cases where the number can be chosen at run time: <c>RDM_MAX_TEST</c>, never below <see cref="MaxTest"/>.</summary>
    public static int MaxTestRaised { get; } = Math.Max(MaxTest, FromEnvironment());

    private static int FromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("RDM_MAX_TEST"), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : 0;
}
