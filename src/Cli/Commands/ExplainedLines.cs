using RdmPlanner.Planner.Explain;

namespace RdmPlanner.Cli.Commands;

/// <summary>What was recognised in the lines of a question: codes of our own reports, and lines of others.</summary>
internal sealed class ExplainedLines
{
    private readonly List<ExplainedCode> _codes = [];
    private readonly List<LineMatch> _matches = [];

    /// <summary>The codes, each once, in order.</summary>
    internal IReadOnlyList<ExplainedCode> Codes => _codes;

    /// <summary>The recognised lines, in order.</summary>
    internal IReadOnlyList<LineMatch> Matches => _matches;

    /// <summary>The recognised lines that matter: what only lists the table is left out beside anything that complains.</summary>
    internal IEnumerable<LineMatch> Complaints =>
        _codes.Count == 0 && _matches.All(m => m.IsListing) ? _matches : _matches.Where(m => !m.IsListing);

    /// <summary>How many lines with text were not recognised.</summary>
    internal int Unrecognised { get; private set; }

    /// <summary>Whether nothing was recognised.</summary>
    internal bool IsEmpty => _codes.Count == 0 && _matches.Count == 0;

    /// <summary>Takes a code.</summary>
    internal void Add(ExplainedCode code)
    {
        if (!_codes.Contains(code))
        {
            _codes.Add(code);
        }
    }

    /// <summary>Takes a line: a line of our own reports with its code, or a line that a pattern knows.</summary>
    internal void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        if (line.Contains('[', StringComparison.Ordinal) && CodeQuery.TryParse(line, out CodeQuery query) && query.Find() is { } code)
        {
            Add(code);
        }
        else if (LinePatterns.Find(line) is { } match)
        {
            _matches.Add(match);
        }
        else
        {
            Unrecognised++;
        }
    }
}
