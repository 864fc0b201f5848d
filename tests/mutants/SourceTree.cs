using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RdmPlanner.Mutants;

/// <summary>The sources of one project in the copy that is broken.</summary>
/// <param name="name">Folder under <c>src</c>.</param>
/// <param name="checkout">The copy.</param>
internal sealed class SourceTree(string name, string checkout)
{
    /// <summary>The class that says which mutant is on; each assembly has its own.</summary>
    private string Switch => $"MutantOf{name}";

    private readonly Dictionary<string, Site[]> _sites = [];

    /// <summary>Finds the places of all files. The project must have been built, for its references and generated sources.</summary>
    /// <returns>File (from the checkout, with slashes) and index in it, in the order of paths.</returns>
    public IEnumerable<(string File, int Index, Site Site)> Find()
    {
        string folder = Path.Combine(checkout, "src", name);
        string[] files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        SyntaxTree[] trees = [.. files.Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f), path: f))];
        var references = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Concat(Directory.EnumerateFiles(Path.Combine(folder, "bin", "Debug", "net10.0"), "*.dll"))
            .Where(f => !Path.GetFileName(f).Equals($"RdmPlanner.{name}.dll", StringComparison.Ordinal))
            .Where(f => !Path.GetFileName(f).Contains("Native", StringComparison.Ordinal))
            .Select(f => MetadataReference.CreateFromFile(f));
        var compilation = CSharpCompilation.Create(name, trees, references);
        foreach (SyntaxTree tree in trees.Where(t => !t.FilePath.Contains("/obj/", StringComparison.Ordinal)))
        {
            string file = Path.GetRelativePath(checkout, tree.FilePath).Replace('\\', '/');
            _sites[file] = [.. Site.Of(compilation.GetSemanticModel(tree))];
            for (int i = 0; i < _sites[file].Length; i++)
            {
                yield return (file, i, _sites[file][i]);
            }
        }
    }

    /// <summary>Writes the files with a switch at each chosen place, and the class that answers the switches.</summary>
    public void Write(IReadOnlyList<(Mutant Mutant, int Index)> chosen)
    {
        foreach (string file in _sites.Keys)
        {
            var here = chosen.Where(c => c.Mutant.File == file).ToDictionary(c => _sites[file][c.Index].Node, c => (c.Mutant.Id, Site: _sites[file][c.Index]));
            SyntaxNode? root = _sites[file].FirstOrDefault()?.Node.SyntaxTree.GetRoot();
            if (root is not null)
            {
                root = root.ReplaceNodes(here.Keys, (before, after) => Switched(after, here[before].Site, here[before].Id));
                File.WriteAllText(Path.Combine(checkout, file), root.ToFullString());
            }
        }

        File.WriteAllText(Path.Combine(checkout, "src", name, $"{Switch}.cs"), $$"""
            internal static class {{Switch}}
            {
                private static readonly int _on = int.Parse(System.Environment.GetEnvironmentVariable("RDM_MUTANT") ?? "0");
                private static readonly bool[]? _reached = Recorder();
                public static bool Is(int id) { if (_reached is not null) _reached[id] = true; return id == _on; }
                private static bool[]? Recorder()
                {
                    if (System.Environment.GetEnvironmentVariable("RDM_MUTANTS_REACHED") is not { Length: > 0 } folder) return null;
                    bool[] reached = new bool[100000];
                    System.AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.WriteAllLines(
                        System.IO.Path.Combine(folder, System.Guid.NewGuid().ToString()),
                        System.Linq.Enumerable.Select(System.Linq.Enumerable.Where(System.Linq.Enumerable.Range(0, reached.Length), i => reached[i]), i => i.ToString()));
                    return reached;
                }
            }
            """);
    }

    private SyntaxNode Switched(SyntaxNode after, Site site, int id)
    {
        string text = site.Switch(after.WithoutTrivia(), $"{Switch}.Is({id})");
        SyntaxNode node = after is StatementSyntax ? SyntaxFactory.ParseStatement(text) : SyntaxFactory.ParseExpression(text);
        return node.WithTriviaFrom(after);
    }
}
