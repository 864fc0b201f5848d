using System.Globalization;

namespace RdmPlanner.Planner.Configuration;

/// <summary>The words that say where a setting came from.</summary>
public static class Origins
{
    /// <summary>Nobody gave the setting: it is xl's or libxl's default.</summary>
    public const string Default = "default";

    /// <summary>A place in a file, as compilers write it.</summary>
    /// <param name="file">Name of the file as the user gave it.</param>
    /// <param name="line">Line, from 1.</param>
    /// <param name="column">Column in characters, from 1.</param>
    /// <returns><c>file:line:column</c>.</returns>
    public static string At(string file, int line, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}");
}
