using CsvHelper;

namespace RdmPlanner.Planner.Reports;

/// <summary>The one form of CSV that reports write.</summary>
internal static class CsvText
{
    /// <summary>Comma, LF.</summary>
    internal static CsvWriterOptions WriterOptions => new() { Separator = ',', NewLine = "\n" };

    /// <summary>Text that a spreadsheet does not take for a formula: a first character that starts one gets an apostrophe before it.</summary>
    internal static string Safe(string text) =>
        text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
}
