using System.Text.Json.Nodes;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Host;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Devices;

/// <summary>Surveys of real tables against their published decodings, and against totals counted by another program.</summary>
public sealed class CorpusSurveyTests
{
    [Fact]
    public void Survey_of_each_real_table_names_the_devices_of_its_json() => Assert.All(Surveys(), pair =>
    {
        JsonNode[] regions = [.. pair.Json["structures"]!.AsArray().Where(s => (string?)s!["type"] == "RMRR").Select(s => s!)];
        HashSet<string> devices = [.. regions.SelectMany(r => r["scopes"]!.AsArray()).Select(s => NameOf(s!))];

        Assert.Equal(devices.Order(), pair.Survey.Devices.Select(d => d.Name).Order());
        Assert.Equal(
            regions.Select(r => ((string)r["base"]!, (string)r["limit"]!, (int)r["offset"]!)),
            pair.Survey.Regions.Select(r => (r.Region.BaseAddress.ToString(), r.Region.LimitAddress.ToString(), r.Region.Source.Position)));
        Assert.Equal((int)pair.Json["host_address_width"]!, pair.Survey.Width!.Bits);

        // A device shares a region exactly when some scope with it names another.
        HashSet<string> sharing = [.. regions.Where(r => r["scopes"]!.AsArray().Count > 1).SelectMany(r => r["scopes"]!.AsArray()).Select(s => NameOf(s!))];
        Assert.Equal(sharing.Order(), pair.Survey.Devices.Where(d => d.Group > 0).Select(d => d.Name).Order());
    });

    [Fact]
    public void Totals_are_those_of_the_field_statistics()
    {
        DeviceSurvey[] surveys = [.. Surveys().Select(p => p.Survey)];
        Assert.SkipUnless(surveys.Length == 186, "the corpus is another one");

        Assert.Equal(294, surveys.Sum(s => s.Regions.Length));
        Assert.Equal(387, surveys.Sum(s => s.Devices.Length));
        Assert.Equal(139, surveys.Sum(s => s.Devices.Count(d => d.Name == "0000:00:02.0")));
        Assert.Equal(119, surveys.Sum(s => s.Devices.Count(d => d.Name == "0000:00:14.0")));
        Assert.Equal(8, surveys.Sum(s => s.Devices.Count(d => d.Name == "0000:00:16.7")));
        Assert.Equal(47, surveys.Sum(s => s.Regions.Count(r => r.Devices.Length > 1)));
        Assert.Equal(44, surveys.Count(s => s.Regions.Any(r => r.Devices.Length > 1)));
        Assert.Equal(46, surveys.Sum(s => s.Groups.Length));
        Assert.Equal(3, surveys.Sum(s => s.Regions.Count(r => r.IsBelow1MiB)));
        Assert.Equal(4, surveys.Count(s => s.Devices.Any(d => d.Regions.Length > 1)));

        // FIELD.md: the two tables with a unit at address 0, which Xen refuses as a whole.
        Assert.Equal(
            ["27d1e500a85c.bin", "90513e675e02.bin"],
            surveys.Where(s => !s.Regions.All(r => r.IsKept)).Select(s => Path.GetFileName(s.Request.Host.Name)));
    }

    private static IEnumerable<(JsonNode Json, DeviceSurvey Survey)> Surveys()
    {
        Assert.SkipWhen(SharedFolder.Corpus is null, SharedFolder.SkipReason);
        foreach (string path in Directory.GetFiles(Path.Combine(SharedFolder.Corpus!, "dmar"), "*.bin").Order(StringComparer.Ordinal))
        {
            HostDescription host = HostReader.Read(File.ReadAllBytes(path), path);
            yield return (JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(path, ".json")))!, DeviceSurvey.Run(new SurveyRequest { Host = host }));
        }
    }

    private static string NameOf(JsonNode scope) =>
        $"0000:{(int)scope["start_bus"]!:x2}:"
        + string.Join('/', scope["path"]!.AsArray().Select(h => $"{(int)h![0]!:x2}.{(int)h[1]!:x}"));
}
