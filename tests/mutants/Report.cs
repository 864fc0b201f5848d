using System.Text;

namespace RdmPlanner.Mutants;

/// <summary>What came of a mutant.</summary>
internal enum Fate
{
    /// <summary>A test failed.</summary>
    Killed,

    /// <summary>The tests did not come to an end.</summary>
    Hung,

    /// <summary>All tests passed.</summary>
    Survived,

    /// <summary>No test runs the code.</summary>
    NotReached,
}

/// <summary>The page of results.</summary>
internal static class Report
{
    /// <summary>Writes the page in Markdown: totals, then each survivor with its explanation.</summary>
    /// <param name="fates">All mutants with what came of them.</param>
    /// <param name="places">How many places there are to choose from.</param>
    /// <param name="explained">Reasons by <see cref="Mutant.Key"/>.</param>
    /// <param name="round">How many rounds of tests were run.</param>
    /// <param name="rounds">Of how many.</param>
    public static string Text(
        IReadOnlyList<(Mutant Mutant, Fate Fate)> fates, int places, IReadOnlyDictionary<string, string> explained, int round, int rounds)
    {
        var text = new StringBuilder($"""
            # What the tests notice

            `tests/mutants/run` breaks `src/Acpi`, `src/E820` and `src/Planner` in {fates.Count} small ways, one at a time, and runs the tests on each:
            an operator for its neighbour, a constant for the next one, a condition for its opposite, a statement left out. The
            ways are drawn from {places} places by a hash of the code, so that the same sources give the same ones. All are compiled
            in at once behind a switch; those that do not compile are replaced. Survivors of the quick tests meet slower ones in later
            rounds; this is the state after round {round} of {rounds}. This page is written by the script; the reasons are in
            `tests/mutants/explained.tsv`.

            | project | mutants | a test failed | tests did not end | survived, explained | survived, unexplained |
            |---|---:|---:|---:|---:|---:|

            """);
        foreach (var group in fates.GroupBy(f => f.Mutant.Project).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Row(group.Key, [.. group]);
        }

        Row("all", fates);
        var alive = fates.Where(f => f.Fate is Fate.Survived or Fate.NotReached).ToList();
        Section("Survivors without explanation", alive.Where(f => !explained.ContainsKey(f.Mutant.Key)));
        Section("Survivors that are explained", alive.Where(f => explained.ContainsKey(f.Mutant.Key)));
        return text.ToString();

        void Row(string name, IReadOnlyList<(Mutant Mutant, Fate Fate)> of)
        {
            int survivors = of.Count(f => f.Fate is Fate.Survived or Fate.NotReached);
            int known = of.Count(f => f.Fate is Fate.Survived or Fate.NotReached && explained.ContainsKey(f.Mutant.Key));
            text.Append($"| {name} | {of.Count} | {of.Count(f => f.Fate == Fate.Killed)} | {of.Count(f => f.Fate == Fate.Hung)} | {known} | {survivors - known} |\n");
        }

        void Section(string title, IEnumerable<(Mutant Mutant, Fate Fate)> of)
        {
            text.Append($"\n## {title}\n\n");
            foreach ((Mutant mutant, Fate fate) in of)
            {
                text.Append($"- `{mutant.File}:{mutant.Line}` {mutant.Kind}: `{mutant.Code}` → `{mutant.Change}`");
                text.Append(mutant.Code == mutant.LineText ? "" : $" in `{mutant.LineText}`");
                text.Append(fate == Fate.NotReached ? " (no test runs it)" : "");
                text.Append(explained.TryGetValue(mutant.Key, out string? reason) ? $": {reason}\n" : "\n");
            }
        }
    }
}
