using System.Text.Json;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Explain;

/// <summary>Explanations as JSON.</summary>
public static class ExplainJson
{
    /// <summary>Writes the pages of codes.</summary>
    /// <param name="codes">The codes.</param>
    /// <returns>A document with <c>format_version</c> and <c>codes</c>, each with its page.</returns>
    public static string Write(IEnumerable<ExplainedCode> codes) => Document(writer =>
    {
        writer.WriteStartArray("codes");
        foreach (ExplainedCode code in codes)
        {
            WriteHead(writer, code);
            WriteSections(writer, ExplainPages.Find(code.Code)!);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Lists codes without their pages.</summary>
    /// <param name="codes">The codes.</param>
    /// <returns>A document with <c>format_version</c> and <c>codes</c>: <c>code</c>, <c>severity</c>, <c>title</c>.</returns>
    public static string List(IEnumerable<ExplainedCode> codes) => Document(writer =>
    {
        writer.WriteStartArray("codes");
        foreach (ExplainedCode code in codes)
        {
            WriteHead(writer, code);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Writes the members of a page into the object that is open.</summary>
    internal static void WriteSections(Utf8JsonWriter writer, ExplainPage page)
    {
        writer.WriteString("meaning", page.Meaning);
        writer.WriteString("layer", page.Layer);
        if (page.Versions is not null)
        {
            writer.WriteString("versions", page.Versions);
        }

        writer.WriteStartArray("try");
        foreach (string step in page.Steps)
        {
            writer.WriteStringValue(step);
        }

        writer.WriteEndArray();
        writer.WriteString("avoid", page.Avoid);
        writer.WriteString("source", page.Source);
        if (page.Next is not null)
        {
            writer.WriteString("next", page.Next);
        }
    }

    /// <summary>Makes a document with its version.</summary>
    internal static string Document(Action<Utf8JsonWriter> write) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        write(writer);
        writer.WriteEndObject();
    });

    private static void WriteHead(Utf8JsonWriter writer, ExplainedCode code)
    {
        writer.WriteStartObject();
        writer.WriteString("code", code.Code);
        writer.WriteString("severity", Finding.SeverityName(code.Severity));
        writer.WriteString("title", code.Title);
    }
}
