using System.Text.Json;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Explain;

/// <summary>Explanations as JSON.</summary>
public static class ExplainJson
{
    /// <summary>Writes the pages of codes and of lines.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="lines">The explanations of lines.</param>
    /// <param name="guest">What the planner says of the guest.</param>
    /// <returns>A document with <c>format_version</c>, <c>codes</c> and <c>lines</c>, each with its page, and <c>guest</c>.</returns>
    public static string Write(
        IEnumerable<ExplainedCode> codes, IEnumerable<LineExplanation> lines, IEnumerable<string> guest) => Document(writer =>
    {
        writer.WriteStartArray("codes");
        foreach (ExplainedCode code in codes)
        {
            WriteHead(writer, code);
            WriteSections(writer, ExplainPages.Find(code.Code)!);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("lines");
        foreach (LineExplanation explanation in lines)
        {
            WriteLines(writer, explanation);
        }

        writer.WriteEndArray();
        WriteStrings(writer, "guest", guest);
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

        WriteStrings(writer, "try", page.Steps);
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

    private static void WriteLines(Utf8JsonWriter writer, LineExplanation explanation)
    {
        writer.WriteStartObject();
        writer.WriteString("page", explanation.Page.Name);
        writer.WriteString("title", explanation.Page.Title);
        writer.WriteStartArray("matches");
        foreach (LineMatch line in explanation.Lines)
        {
            writer.WriteStartObject();
            writer.WriteString("line", line.Line);
            writer.WriteString("device", line.Device?.ToString());
            writer.WriteString("start", line.Start is { } start ? HexText.Of(start) : null);
            writer.WriteString("last", line.End is { } end ? HexText.Of(end) : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteStrings(writer, "host", explanation.Host);
        WriteSections(writer, explanation.Page);
        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteHead(Utf8JsonWriter writer, ExplainedCode code)
    {
        writer.WriteStartObject();
        writer.WriteString("code", code.Code);
        writer.WriteString("severity", Finding.SeverityName(code.Severity));
        writer.WriteString("title", code.Title);
    }
}
