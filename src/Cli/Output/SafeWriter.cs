using System.Text;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Output;

/// <summary>
/// Writes text with every control character but the line feed escaped, so that a name from the command line or a folder cannot
/// steer the terminal through a remark.
/// </summary>
/// <param name="inner">Takes the text.</param>
internal sealed class SafeWriter(TextWriter inner) : TextWriter(inner.FormatProvider)
{
    /// <summary>A safe writer around another, which stays its owner's to close.</summary>
    internal static TextWriter Around(TextWriter inner) => new SafeWriter(inner);

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Write(value.ToString());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        string[] lines = (value ?? "").Split('\n');
        inner.Write(lines.Length == 1 ? SafeText.Plain(lines[0]) : string.Join('\n', lines.Select(SafeText.Plain)));
    }

    /// <inheritdoc/>
    public override void WriteLine() => Write('\n');

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();
}
