namespace RdmPlanner.TestKit;

/// <summary>One folder of <c>fixtures/codes</c>: a command line that provokes a code, and its inputs.</summary>
/// <param name="Code">The code; the folder's name.</param>
/// <param name="Arguments">The words after <c>rdmplan</c>; words that name a file of the folder are full paths.</param>
/// <param name="Input">Standard input; empty when the command line gives none.</param>
public sealed record CodeFixture(string Code, string[] Arguments, byte[] Input)
{
    /// <summary>The folders' names, in ordinal order.</summary>
    public static IEnumerable<string> Codes =>
        Directory.EnumerateDirectories(FixtureFolder.Of("codes")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    /// <summary>Reads a folder.</summary>
    /// <param name="code">Its name.</param>
    /// <returns>The fixture.</returns>
    public static CodeFixture Read(string code)
    {
        string folder = FixtureFolder.Of("codes", code);
        List<string> words = ShellWords.Split(File.ReadAllText(Path.Combine(folder, "command.txt")).Trim());
        byte[] input = [];
        if (words.Count > 2 && words[^2] == "<")
        {
            input = File.ReadAllBytes(Path.Combine(folder, words[^1]));
            words.RemoveRange(words.Count - 2, 2);
        }

        if (words[0] != "rdmplan")
        {
            throw new FormatException($"{folder}: command.txt does not start with rdmplan");
        }

        return new CodeFixture(code, [.. words.Skip(1).Select(w => File.Exists(Path.Combine(folder, w)) ? Path.Combine(folder, w) : w)], input);
    }

    /// <summary>The codes that no small command line provokes, with the test that does: rows of <c>not-provoked.txt</c>.</summary>
    /// <returns>Code, test, reason.</returns>
    public static IEnumerable<(string Code, string Test, string Reason)> NotProvoked() =>
        File.ReadLines(FixtureFolder.Of("codes", "not-provoked.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | "))
            .Select(parts => (parts[0], parts[1], parts[2]));
}
