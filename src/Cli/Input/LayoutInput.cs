using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads a hand-written layout for <c>--layout</c>.</summary>
internal static class LayoutInput
{
    /// <summary>Adds the layout to a question.</summary>
    /// <param name="request">The question.</param>
    /// <param name="path">The file; null for none.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <returns>The complete question; null when the file cannot be used, which has been said.</returns>
    internal static PlanRequest? AddTo(PlanRequest request, string? path, Streams streams)
    {
        if (path is null)
        {
            return request;
        }

        if (InputFile.Read(path, streams) is not { } bytes)
        {
            return null;
        }

        WrittenLayout layout = LayoutCsv.Read(Encoding.UTF8.GetString(bytes), path);
        HostInput.Say(layout.Diagnostics.Select(Finding.Of), streams);
        return layout.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)
            ? null
            : request with { GivenLayout = layout.Ranges };
    }
}
