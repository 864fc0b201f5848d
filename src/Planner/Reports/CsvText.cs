using CsvHelper;

namespace RdmPlanner.Planner.Reports;

/// <summary>The one form of CSV that reports write.</summary>
internal static class CsvText
{
    /// <summary>Comma, LF.</summary>
    internal static CsvWriterOptions WriterOptions => new() { Separator = ',', NewLine = "\n" };

    /// <summary>
    /// Text that a spreadsheet does not take for a formula, nor a terminal for an order: a first character that starts a formula
    /// gets an apostrophe before it, control characters become escapes.
    /// </summary>
    internal static string Safe(string text)
    {
        string plain = SafeText.Plain(text);
        return plain.Length > 0 && "=+-@".Contains(plain[0], StringComparison.Ordinal) ? "'" + plain : plain;
    }
}
