using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>The settings of a configuration file, with what was wrong with its text.</summary>
public sealed class XlConfigFile
{
    private readonly Dictionary<string, XlSetting> _byName;

    /// <summary>Makes a file's settings.</summary>
    /// <param name="fileName">The file as the user named it.</param>
    /// <param name="settings">One setting a name.</param>
    /// <param name="diagnostics">What was found while reading.</param>
    /// <param name="xlReport">What xl itself prints while it reads the text; empty when xl takes it.</param>
    internal XlConfigFile(
        string fileName, ImmutableArray<XlSetting> settings, ImmutableArray<ConfigDiagnostic> diagnostics, string xlReport)
    {
        FileName = fileName;
        Settings = settings;
        Diagnostics = diagnostics;
        XlReport = xlReport;
        _byName = settings.ToDictionary(s => s.Name, StringComparer.Ordinal);
    }

    /// <summary>A file without settings.</summary>
    public static XlConfigFile Empty { get; } = new("", [], [], "");

    /// <summary>The file as the user named it.</summary>
    public string FileName { get; }

    /// <summary>The settings, each name once, in the order of their first assignment.</summary>
    public ImmutableArray<XlSetting> Settings { get; }

    /// <summary>What was found, in the order of the text.</summary>
    public ImmutableArray<ConfigDiagnostic> Diagnostics { get; }

    /// <summary>
    /// The lines xl prints on standard error while it reads this text (libxlu_cfg.c, xlu__cfg_yyerror); empty when xl
    /// accepts it. Not empty means that xl stops with exit code 1, also where the reader here could go on.
    /// </summary>
    public string XlReport { get; }

    /// <summary>Whether a finding is an error, so that settings may be missing.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    /// <summary>Finds a setting by its exact name.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The setting, or null.</returns>
    public XlSetting? Find(string name) => _byName.GetValueOrDefault(name);
}
