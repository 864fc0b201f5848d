using System.Globalization;

namespace RdmPlanner.Planner.Reports;

/// <summary>Numbers of things, in words that agree with the number.</summary>
internal static class CountText
{
    /// <summary>A number with its noun: <c>1 region</c>, <c>2 regions</c>.</summary>
    internal static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
