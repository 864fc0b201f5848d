using System.Text;

namespace RdmPlanner.Cli.Output;

/// <summary>Writes whole files: beside the target first, then in its place, so that nobody ever reads half of one.</summary>
internal static class ResultFile
{
    /// <summary>The name that stands for standard output.</summary>
    internal const string StandardOutput = "-";

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file, which is replaced; <c>-</c> is standard output.</param>
    /// <param name="text">The text.</param>
    /// <param name="streams">Where to write, and to say what goes wrong.</param>
    /// <returns>True when it is written; else the reason has been said.</returns>
    internal static bool Write(string path, string text, Streams streams)
    {
        if (path == StandardOutput)
        {
            streams.Output.Write(text);
            return true;
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            streams.Error.WriteLine($"rdmplan: cannot write '{Planner.Reports.SafeText.Plain(path)}': give the name of a file");
            return false;
        }

        string full = Path.GetFullPath(path);
        string beside = $"{full}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(beside, text, new UTF8Encoding(false));
            File.Move(beside, full, overwrite: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            string reason = fault is DirectoryNotFoundException ? "no such folder"
                : fault is UnauthorizedAccessException ? "permission denied"
                : Planner.Reports.SafeText.Plain(fault.Message);
            streams.Error.WriteLine($"rdmplan: cannot write {Planner.Reports.SafeText.Plain(path)}: {reason}");
            Discard(beside);
            return false;
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The folder that refused the file refuses this as well; the reason has been said.
        }
    }
}
