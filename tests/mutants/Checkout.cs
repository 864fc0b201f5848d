using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RdmPlanner.Mutants;

/// <summary>The copy of the checkout that is broken, built and tested.</summary>
/// <param name="folder">Where the copy is.</param>
internal sealed partial class Checkout(string folder)
{
    /// <summary>Copies what git knows of a checkout, as it is on disk.</summary>
    public static Checkout CopyOf(string source, string target)
    {
        (_, string list) = Execute(source, "git", ["ls-files", "-z"]);
        foreach (string file in list.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(source, f))))
        {
            string path = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(Path.Combine(source, file), path, overwrite: true);
        }

        return new Checkout(target);
    }

    /// <summary>Builds what the tests of the three libraries need.</summary>
    /// <returns>File (from the checkout), line and column of each error; empty when it builds.</returns>
    public IReadOnlyList<(string File, int Line, int Column)> Build(IEnumerable<string> tests)
    {
        foreach (string test in tests)
        {
            (int code, string log) = Execute(folder, "dotnet",
                ["build", $"tests/{test}", "-v", "q", "--nologo", "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false"]);
            if (code != 0)
            {
                var errors = ErrorLine().Matches(log)
                    .Select(m => (Path.GetRelativePath(folder, m.Groups[1].Value), int.Parse(m.Groups[2].Value), int.Parse(m.Groups[3].Value))).Distinct().ToList();
                return errors.Count > 0 ? errors : throw new InvalidOperationException(log);
            }
        }

        return [];
    }

    /// <summary>Runs a test project with one mutant on.</summary>
    /// <param name="test">Folder under <c>tests</c>.</param>
    /// <param name="filter">Options that choose tests; without effect while what is reached is recorded.</param>
    /// <param name="mutant">Its number, or 0.</param>
    /// <param name="limit">After this it is stopped.</param>
    /// <param name="reached">Folder that takes the numbers of the mutants whose code ran, or null.</param>
    /// <returns>True when all tests passed, false when one failed, null when the time was up.</returns>
    public bool? Test(string test, string[] filter, int mutant, TimeSpan limit, string? reached = null)
    {
        string program = Path.Combine(folder, "tests", test, "bin", "Debug", "net10.0", Path.GetFileName(test));
        var start = new ProcessStartInfo(program, reached is null ? ["--stop-on-fail", "on", .. filter] : []) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["RDM_MUTANT"] = $"{mutant}";
        start.Environment["RDM_REPLAY"] = "20150409,457";
        start.Environment["RDM_MUTANTS_REACHED"] = reached ?? "";
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return null;
        }

        return process.ExitCode == 0;
    }

    private static (int Code, string Output) Execute(string folder, string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    [GeneratedRegex(@"^\s*(/[^(\n]+)\((\d+),(\d+)\): error ", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
