using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RdmPlanner.Mutants;

/// <summary>Which places are broken: the same ones for the same sources, spread over all files as their code is.</summary>
internal sealed class Selection
{
    private readonly string _checkout;
    private readonly Dictionary<string, SourceTree> _trees;
    private readonly List<(string Project, string File, int Index, Site Site)> _places;

    /// <summary>Finds all places of the projects in a checkout that has been built.</summary>
    public Selection(string checkout, IEnumerable<string> projects)
    {
        _checkout = checkout;
        _trees = projects.ToDictionary(p => p, p => new SourceTree(p, checkout));
        _places = [.. _trees.SelectMany(t => t.Value.Find().Select(s => (Project: t.Key, s.File, s.Index, s.Site)))
            .OrderBy(s => Hash($"{s.File}:{s.Index}:{s.Site.Kind}:{s.Site.Node}"))];
    }

    /// <summary>How many places there are.</summary>
    public int Places => _places.Count;

    /// <summary>Writes the switches of <paramref name="count"/> mutants and leaves out those that do not compile.</summary>
    /// <param name="count">How many.</param>
    /// <param name="build">Builds, and returns the places of errors.</param>
    public IReadOnlyList<Mutant> Write(int count, Func<IReadOnlyList<(string File, int Line, int Column)>> build)
    {
        while (true)
        {
            var chosen = _places.Take(count).Select((p, i) => (p, Mutant: new Mutant(i + 1, p.Project, p.File, p.Site.Node.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
                p.Site.Kind, OneLine(p.Site.Node.ToString()), OneLine(p.Site.Change), LineOf(p.Site.Node)))).ToList();
            foreach ((string project, SourceTree tree) in _trees)
            {
                tree.Write([.. chosen.Where(c => c.p.Project == project).Select(c => (c.Mutant, c.p.Index))]);
            }

            var errors = build();
            if (errors.Count == 0)
            {
                return [.. chosen.Select(c => c.Mutant).OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line).ThenBy(m => m.Id)];
            }

            HashSet<int> bad = [.. errors.SelectMany(e => SwitchesAt(e.File, e.Line, e.Column))];
            if (bad.Count == 0)
            {
                throw new InvalidOperationException($"no mutant is to blame for the error at {errors[0]}");
            }

            Console.Error.WriteLine($"{bad.Count} do not compile and are replaced");
            _places.RemoveAll(p => chosen.Any(c => c.p == p && bad.Contains(c.Mutant.Id)));
        }
    }

    /// <summary>The switches in the smallest piece of code around a place that has any.</summary>
    private int[] SwitchesAt(string file, int line, int column)
    {
        string text = File.ReadAllText(Path.Combine(_checkout, file));
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        int position = SourceText.From(text).Lines[line - 1].Start + column - 1;
        return root.FindToken(position).Parent!.AncestorsAndSelf()
            .Select(n => Ids(n.ToString()).ToArray()).FirstOrDefault(ids => ids.Length > 0) ?? [];
    }

    private static IEnumerable<int> Ids(string code) =>
        System.Text.RegularExpressions.Regex.Matches(code, @"MutantOf\w+\.Is\((\d+)\)").Select(m => int.Parse(m.Groups[1].Value));

    private static string OneLine(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string LineOf(SyntaxNode node) =>
        node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString().Trim();

    /// <summary>FNV-1a: a hash that is the same in each run.</summary>
    private static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => unchecked((hash ^ c) * 1099511628211UL));
}
