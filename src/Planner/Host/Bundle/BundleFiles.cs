using System.Collections.Immutable;
using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Planner.Host.Bundle;

/// <summary>The files of a bundle as <c>rdmplan collect</c> writes it: a host's own files, under the paths they have there.</summary>
/// <param name="Files">Contents by path; paths are relative, with <c>/</c> between folders and without <c>.</c> and <c>..</c>.</param>
/// <param name="Diagnostics">What was wrong with the bundle itself; with an error in it, nothing of the bundle is to be used.</param>
public sealed record BundleFiles(
    ImmutableSortedDictionary<string, byte[]> Files, ImmutableArray<DumpDiagnostic> Diagnostics)
{
    /// <summary>A bundle that cannot be used.</summary>
    /// <param name="code">An error.</param>
    /// <param name="message">Why.</param>
    /// <returns>No files and the diagnostic.</returns>
    public static BundleFiles Refused(DumpDiagnosticCode code, string message) =>
        new(ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal), [new DumpDiagnostic(code, 0, message)]);

    /// <summary>The text of a file without white space around it; null when there is no such file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The text, read as UTF-8.</returns>
    public string? TextOf(string path) => Files.TryGetValue(path, out byte[]? bytes) ? System.Text.Encoding.UTF8.GetString(bytes).Trim() : null;
}
