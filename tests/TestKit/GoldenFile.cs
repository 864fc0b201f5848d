using System.Text;
using Xunit;

namespace RdmPlanner.TestKit;

/// <summary>Compares a report with the file it must be, byte for byte.</summary>
public static class GoldenFile
{
    /// <summary>Checks a text against a fixture.</summary>
    /// <remarks>
    /// Where they differ, the received text is written beside the test binaries and the first lines that differ are
    /// shown. RDM_UPDATE_GOLDEN=1 writes the fixture instead, never in CI.
    /// </remarks>
    /// <param name="received">The text as produced.</param>
    /// <param name="parts">Path of the fixture below <c>fixtures</c>.</param>
    public static void Check(string received, params string[] parts)
    {
        string path = FixtureFolder.Of(parts);
        if (Environment.GetEnvironmentVariable("RDM_UPDATE_GOLDEN") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, received, new UTF8Encoding(false));
            return;
        }

        string expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == received)
        {
            return;
        }

        string copy = Path.Combine(AppContext.BaseDirectory, string.Join('-', parts) + ".received.txt");
        File.WriteAllText(copy, received, new UTF8Encoding(false));
        Assert.Fail($"{string.Join('/', parts)} differs (received text: {copy})\n{FirstDifference(expected, received)}");
    }

    private static string FirstDifference(string expected, string received)
    {
        string[] old = expected.Split('\n');
        string[] now = received.Split('\n');
        int line = 0;
        while (line < old.Length && line < now.Length && old[line] == now[line])
        {
            line++;
        }

        string Line(string[] lines) => line < lines.Length ? lines[line] : "<end>";
        return $"line {line + 1}\n- {Line(old)}\n+ {Line(now)}";
    }
}
