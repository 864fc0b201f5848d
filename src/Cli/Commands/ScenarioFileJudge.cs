using System.Buffers;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Scenarios;

namespace RdmPlanner.Cli.Commands;

/// <summary>Judges scenario files line by line, says what differs, and counts.</summary>
/// <param name="profile">Whose rules; null for each line's own default.</param>
/// <param name="recording">Which lines are given an <c>out</c>.</param>
/// <param name="output">Where differences and totals are said.</param>
/// <param name="keepsRows">Whether every line is kept for a report of another form, and none said as it comes.</param>
internal sealed class ScenarioFileJudge(XenProfile? profile, ScenarioRecording recording, TextWriter output, bool keepsRows)
{
    private readonly List<VerifyRow> _rows = [];
    private int _passed;
    private int _recorded;

    internal ScenarioRecording Recording => recording;

    internal int Failed { get; private set; }

    /// <summary>All lines that were judged, when they are kept.</summary>
    internal IReadOnlyList<VerifyRow> Rows => _rows;

    /// <summary>How many lines have been judged.</summary>
    internal int Judged => _passed + _recorded + Failed;

    /// <summary>Judges a file.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="recorded">The content with what was recorded, every other byte as it was; null when nothing was.</param>
    /// <returns>False when a line is no scenario.</returns>
    internal bool Judge(string file, ReadOnlyMemory<byte> bytes, out byte[]? recorded)
    {
        var whole = new ArrayBufferWriter<byte>(bytes.Length + 1);
        int recordedBefore = _recorded;
        bool isReadable = true;
        for (int line = 1; !bytes.IsEmpty; line++)
        {
            int end = bytes.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> text = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            ScenarioReport? report = text.Span.Trim(" \t\r"u8).IsEmpty ? null : ScenarioRunner.Judge(text, profile, recording);
            if (report?.RecordedLine is { } completed)
            {
                whole.Write(completed);
                whole.Write(text.Span.EndsWith("\r"u8) ? "\r"u8 : []);
            }
            else
            {
                whole.Write(text.Span);
            }

            whole.Write(end < 0 ? [] : "\n"u8);
            isReadable &= report?.Outcome != ScenarioOutcome.Malformed;
            if (report is not null)
            {
                Count(report, file, line);
            }
        }

        recorded = _recorded > recordedBefore ? whole.WrittenSpan.ToArray() : null;
        return isReadable;
    }

    /// <summary>Where a file stops being a scenario file: a byte that no text has, or no line of it that is a JSON object.</summary>
    /// <param name="bytes">The file.</param>
    /// <returns>The offset of the first byte that is wrong; null for a file of lines, of which single ones may be malformed.</returns>
    internal static int? FirstForeignByte(ReadOnlySpan<byte> bytes)
    {
        int control = bytes.IndexOfAnyInRange((byte)0, (byte)8);
        int start = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && bytes[start] != (byte)'{' && (control >= 0 || !HasObject(bytes)) ? start
            : control >= 0 ? control
            : null;
    }

    /// <summary>Whether a line begins a JSON object.</summary>
    private static bool HasObject(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int end = bytes[at..].IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? bytes[at..] : bytes.Slice(at, end);
            if (line.TrimStart(" \t\r"u8).StartsWith("{"u8))
            {
                return true;
            }

            at += line.Length + 1;
        }

        return false;
    }

    internal void SayTotals() => output.WriteLine(recording == ScenarioRecording.None
        ? $"{_passed} passed, {Failed} failed"
        : $"{_passed} passed, {Failed} failed, {_recorded} recorded");

    private void Count(ScenarioReport report, string file, int line)
    {
        if (keepsRows)
        {
            _rows.Add(new VerifyRow(file, line, report with { RecordedLine = null }));
        }

        switch (report.Outcome)
        {
            case ScenarioOutcome.Passed:
                _passed++;
                return;
            case ScenarioOutcome.Recorded:
                _recorded++;
                return;
            default:
                Failed++;
                break;
        }

        if (keepsRows)
        {
            return;
        }

        string name = report.Name.Length == 0 ? "" : $"{SafeText.Plain(report.Name)}: ";
        output.WriteLine($"{SafeText.Plain($"{file}:{line}")}: {name}{SafeText.Plain(report.Problem ?? "differs")}");
        foreach (ScenarioDifference difference in report.Differences)
        {
            output.WriteLine($"  {SafeText.Plain(difference.ToString())}");
        }
    }
}
