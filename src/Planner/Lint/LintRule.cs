using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Lint;

/// <summary>The one table from a code of lint to what is said of it.</summary>
/// <param name="Code">The code that the row is of.</param>
/// <param name="Title">A few words without a full stop.</param>
/// <param name="Severities">How bad each profile finds it, at the worst; versions and the case at hand can make it less.</param>
/// <param name="Source">The clause or the functions behind it.</param>
/// <param name="Help">What to do.</param>
public sealed partial record LintRule(LintCode Code, string Title, LintSeverities Severities, string Source, string Help)
{
    private const DiagnosticSeverity E = DiagnosticSeverity.Error;
    private const DiagnosticSeverity W = DiagnosticSeverity.Warning;
    private const DiagnosticSeverity N = DiagnosticSeverity.Note;

    private static readonly FrozenDictionary<LintCode, LintRule> ByCode = All.ToFrozenDictionary(rule => rule.Code);

    /// <summary>All rows, in order of code.</summary>
    public static ImmutableArray<LintRule> All => [.. Units.Concat(Regions).Concat(Logs).Concat(Ivrs).OrderBy(rule => rule.Code)];

    /// <summary>The code as users see and search it: <c>LINT8046</c>.</summary>
    public string CodeText => string.Create(CultureInfo.InvariantCulture, $"LINT{(int)Code}");

    /// <summary>The row of a code.</summary>
    /// <param name="code">Any code but <see cref="LintCode.None"/>.</param>
    /// <returns>The row.</returns>
    /// <exception cref="KeyNotFoundException">There is no such code.</exception>
    public static LintRule Of(LintCode code) => ByCode[code];
}
