using System.Text;

namespace RdmPlanner.Planner.Reports;

/// <summary>The style sheets and the script of reports, built into the assembly.</summary>
internal static class ReportAsset
{
    /// <summary>The text of an asset.</summary>
    /// <param name="name">Its file name in <c>Reports/Assets</c>.</param>
    /// <returns>The text; LF line ends.</returns>
    /// <exception cref="ArgumentException">There is no asset of that name.</exception>
    internal static string Text(string name)
    {
        using Stream resource = typeof(ReportAsset).Assembly.GetManifestResourceStream($"asset:{name}")
            ?? throw new ArgumentException($"no asset {name}", nameof(name));
        using StreamReader reader = new(resource, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
