using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RdmPlanner.Planner.Reports;

/// <summary>The one way JSON documents are made: indented by two, LF, nothing escaped that need not be.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>Makes a document.</summary>
    /// <param name="write">Writes one value.</param>
    /// <returns>The text with a final newline.</returns>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Makes a document on one line, for forms with one document a line.</summary>
    /// <param name="write">Writes one value.</param>
    /// <returns>The text, ended by LF and without any other.</returns>
    public static string WriteLine(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options with { Indented = false }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }
}
