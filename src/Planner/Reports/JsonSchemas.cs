using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Planner.Reports;

/// <summary>The JSON Schemas (2020-12) of the JSON that commands write, one a command; the files of <c>Reports/Schemas</c>.</summary>
public static class JsonSchemas
{
    private const string Prefix = "schema:";

    /// <summary>The names, which are those of the commands, in ordinal order.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(JsonSchemas).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Finds a schema.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The JSON text with LF line ends and a final newline; null when there is none of that name.</returns>
    public static string? Find(string name)
    {
        using Stream? resource = typeof(JsonSchemas).Assembly.GetManifestResourceStream(Prefix + name);
        if (resource is null)
        {
            return null;
        }

        using StreamReader reader = new(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
