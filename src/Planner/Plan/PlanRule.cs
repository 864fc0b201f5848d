using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Plan;

/// <summary>The one table from a plan diagnostic's code to its severity and title.</summary>
/// <param name="Code">The code that the row is of.</param>
/// <param name="Severity">Severity of every diagnostic with this code.</param>
/// <param name="Title">A few words without a full stop.</param>
public sealed record PlanRule(PlanDiagnosticCode Code, DiagnosticSeverity Severity, string Title)
{
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;
    private const DiagnosticSeverity Warning = DiagnosticSeverity.Warning;
    private const DiagnosticSeverity Note = DiagnosticSeverity.Note;

    /// <summary>All rows, in order of code, without a gap from 3001 on.</summary>
    public static ImmutableArray<PlanRule> All { get; } =
    [
        new(PlanDiagnosticCode.StrictConflict, Error, "Strict region meets guest RAM"),
        new(PlanDiagnosticCode.RelaxedConflict, Warning, "Relaxed region meets guest RAM and is not reserved"),
        new(PlanDiagnosticCode.LowMemLowered, Note, "Low RAM ends earlier to make room"),
        new(PlanDiagnosticCode.NoRegions, Note, "The host has no reserved memory region"),
        new(PlanDiagnosticCode.NoDmar, Warning, "No DMAR table in the dump"),
        new(PlanDiagnosticCode.DeviceWithoutRegion, Note, "Device has no reserved region"),
        new(PlanDiagnosticCode.DeviceNotInTable, Warning, "Device is not named in the table"),
        new(PlanDiagnosticCode.DeviceBehindBridge, Warning, "Device behind a bridge"),
        new(PlanDiagnosticCode.SameStart, Warning, "Two regions start on one page"),
        new(PlanDiagnosticCode.PagesLost, Warning, "Pages lost in the hypervisor's arithmetic"),
        new(PlanDiagnosticCode.RegionsNotConsidered, Note, "Regions that nothing asks for"),
        new(PlanDiagnosticCode.RegionInvisible, Warning, "Region the hypervisor never reports"),
        new(PlanDiagnosticCode.TooManyEntries, Error, "Too many entries in the memory map"),
        new(PlanDiagnosticCode.PageCountMismatch, Error, "Page count differs from the memory size"),
        new(PlanDiagnosticCode.NotHvm, Warning, "Reserved regions have no effect on this guest type"),
        new(PlanDiagnosticCode.OtherProfileDiffers, Note, "Another profile gives another verdict"),
        new(PlanDiagnosticCode.LowMemBelowOneMiB, Warning, "Low RAM ends below 1 MiB"),
        new(PlanDiagnosticCode.DeviceLookupIncomplete, Warning, "Device's regions are not all looked up"),
        new(PlanDiagnosticCode.RegionUnusable, Warning, "Region cannot be planned with"),
        new(PlanDiagnosticCode.LayoutAsGiven, Note, "Layout checked as given"),
        new(PlanDiagnosticCode.SharedRegion, Warning, "Strict device shares its region"),
        new(PlanDiagnosticCode.SeveralTables, Warning, "Several DMAR tables"),
    ];

    /// <summary>The row of a code.</summary>
    /// <param name="code">Any code but <see cref="PlanDiagnosticCode.None"/>.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such code.</exception>
    public static PlanRule Of(PlanDiagnosticCode code)
    {
        int index = (int)code - (int)PlanDiagnosticCode.StrictConflict;
        ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(code));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, All.Length, nameof(code));
        return All[index];
    }
}
