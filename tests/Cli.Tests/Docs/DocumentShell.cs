using System.Diagnostics;
using System.Globalization;
using System.Text;
using RdmPlanner.Cli.Tests.Collect;
using RdmPlanner.TestKit;

namespace RdmPlanner.Cli.Tests.Docs;

/// <summary>
/// Runs the command lines of documents in a scratch folder that has the files of <c>docs/tour</c>, <c>fixtures</c> and
/// <see cref="DocumentFiles"/>. <c>rdmplan</c> runs in this process, everything else of a line in bash.
/// </summary>
/// <remarks>Changes the process's current folder, so that reports name files as a reader's do: no other test may run meanwhile.</remarks>
internal sealed class DocumentShell : IDisposable
{
    private const string Program = "rdmplan ";

    /// <summary>What stands in a document for something that only a real host has.</summary>
    private static readonly (string Text, string Substitute)[] Substitutes =
    [
        ("dotnet run --project src/Cli -- ", Program),
        ("sudo ", ""),
        ("/sys/firmware/acpi/tables/DMAR", "dmar.bin"),
        ("acpidump -n DMAR", "cat acpidump.txt"),
        ("xl dmesg", "cat xl-dmesg.txt"),
        ("source <(rdmplan completion bash)", "rdmplan completion bash"),
        ("| man -l -", "| cat"),
        ("--out /usr/local/share/man/man1", "--out ."),
    ];

    private readonly string _before = Environment.CurrentDirectory;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rdmplan-docs-");
    private readonly FakeHost _host = new();

    internal DocumentShell()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(FixtureFolder.Checkout, "docs", "tour")))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }

        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "fixtures"), FixtureFolder.Root);
        Environment.CurrentDirectory = _folder.FullName;
        DocumentFiles.Write();

        // The host on which 'collect' runs has the tour's table.
        _host.Write("sys/firmware/acpi/tables/DMAR", File.ReadAllBytes("dmar.bin"));
    }

    /// <summary>What the last command ended with.</summary>
    internal int Exit { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Environment.CurrentDirectory = _before;
        _folder.Delete(recursive: true);
        _host.Dispose();
    }

    /// <summary>Runs a line.</summary>
    /// <param name="line">The line, without a prompt.</param>
    /// <returns>What a terminal shows: the results, and the remarks as they come.</returns>
    internal string Run(string line)
    {
        if (line == "echo $?")
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Exit}\n");
        }

        foreach ((string text, string substitute) in Substitutes)
        {
            line = line.Replace(text, substitute, StringComparison.Ordinal);
        }

        List<string> commands = ShellWords.Pipeline(line);
        int own = commands.FindIndex(c => c.StartsWith(Program, StringComparison.Ordinal));
        if (own < 0)
        {
            return Bash(line, "");
        }

        string input = own == 0 ? "" : Bash(string.Join(" | ", commands[..own]), "");
        bool isPiped = own < commands.Count - 1;
        (string output, string shown) = RunOwn(commands[own], input, isPiped);
        return isPiped ? shown + Bash(string.Join(" | ", commands[(own + 1)..]), output) : shown;
    }

    private (string Output, string Shown) RunOwn(string command, string input, bool isPiped)
    {
        List<string> words = ShellWords.Split(command)[1..];
        string? file = null;
        if (words.Count > 2 && words[^2] == ">")
        {
            file = words[^1];
            words.RemoveRange(words.Count - 2, 2);
        }

        // Without these the answer would be that of the machine that runs the tests.
        if (words[0] == "collect")
        {
            int root = words.IndexOf("--root");
            words.RemoveRange(Math.Max(root, 0), root < 0 ? 0 : 2);
            words.AddRange(["--root", _host.Root]);
        }
        else if (words[0] is "plan" or "devices" && !words.Contains("--host") && !words.Contains("--region") && !words.Contains("--help"))
        {
            words.AddRange(["--host", "dmar.bin"]);
        }

        StringWriter shown = new() { NewLine = "\n" };
        StringWriter output = file is null && !isPiped ? shown : new() { NewLine = "\n" };
        Streams streams = new() { OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input)), Output = output, Error = shown };
        Exit = (int)CommandLine.Run([.. words], streams);
        if (file is not null && !Path.IsPathRooted(file) && file[0] != '~')
        {
            File.WriteAllText(file, output.ToString(), new UTF8Encoding(false));
        }

        return (output.ToString(), shown.ToString().Replace(_host.Root, "/", StringComparison.Ordinal));
    }

    private string Bash(string line, string input)
    {
        ProcessStartInfo start = new("bash", ["-c", line])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _folder.FullName,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using Process process = Process.Start(start)!;
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // 'head' reads no more than it wants.
        }

        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Exit = process.ExitCode;
        return output;
    }
}
