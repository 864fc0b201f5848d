using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;

namespace RdmPlanner.Cli.Input;

/// <summary>Reads a hand-written layout for <c>--layout</c>.</summary>
internal static class LayoutInput
{
    /// <summary>Reads a layout.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="ranges">The layout; null without one.</param>
    /// <returns>False when the file cannot be used, which has been said.</returns>
    internal static bool TryRead(string? path, Streams streams, out ImmutableArray<E820Record>? ranges)
    {
        ranges = null;
        if (path is null)
        {
            return true;
        }

        if (InputFile.Read(path, streams, InputFile.MaxListSizeInBytes) is not { } bytes)
        {
            return false;
        }

        WrittenLayout layout = LayoutCsv.Read(InputText.Of(bytes), path);
        if (layout.Ranges.Length > HostLimits.MemoryMapEntries)
        {
            streams.Error.WriteLine($"rdmplan: {path}: {layout.Ranges.Length} ranges; no more than {HostLimits.MemoryMapEntries} are checked");
            return false;
        }

        HostInput.Say(layout.Diagnostics.Select(Finding.Of), streams);
        ranges = layout.Ranges;
        return !layout.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
    }
}
