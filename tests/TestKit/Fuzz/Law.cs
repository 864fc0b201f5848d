using RdmPlanner.Planner.Reports;

namespace RdmPlanner.TestKit.Fuzz;

/// <summary>A law does not hold for some input.</summary>
/// <param name="law">The law.</param>
public sealed class BrokenLawException(string law) : Exception(law);

/// <summary>Checks of laws.</summary>
internal static class Law
{
    /// <summary>Checks a law.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="law">The law, in words.</param>
    internal static void Holds(bool holds, string law)
    {
        if (!holds)
            throw new BrokenLawException(law);
    }

    /// <summary>Two readings of one input give the same.</summary>
    /// <typeparam name="T">What is compared, by its own equality.</typeparam>
    /// <param name="first">The first reading.</param>
    /// <param name="second">The second.</param>
    internal static void IsRepeatable<T>(IEnumerable<T> first, IEnumerable<T> second) =>
        Holds(first.SequenceEqual(second), "the same input gives the same result");

    /// <summary>A report has nothing that steers a terminal: only line feeds and what <see cref="SafeText.Plain"/> leaves alone.</summary>
    /// <param name="report">The report.</param>
    internal static void IsHarmless(string report)
    {
        foreach (string line in report.Split('\n'))
            Holds(line == SafeText.Plain(line), $"no control character gets into a report: {SafeText.Quoted(line)}");
    }
}
