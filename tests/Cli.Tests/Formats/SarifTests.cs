using System.Text.Json;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Formats;

/// <summary>SARIF logs against the rules of SARIF 2.1.0: required members, enumerations, indices, regions.</summary>
public sealed class SarifTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rdmplan-sarif-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Lint_OfABinaryTable_HasByteRegions()
    {
        string path = Path.Combine(_folder, "host name.bin");
        File.WriteAllBytes(path, HostileTables.SharedRegion());

        Ran ran = Rdmplan.Run("lint", path, "--format", "sarif");
        JsonElement run = Checked(ran.Output);

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        JsonElement result = Assert.Single(run.GetProperty("results").EnumerateArray(), r => r.GetProperty("ruleId").GetString() == "LINT8052");
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal($"file://{path.Replace(" ", "%20", StringComparison.Ordinal)}", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(0x58, place.GetProperty("region").GetProperty("byteOffset").GetInt32());
        Assert.Equal(16, place.GetProperty("region").GetProperty("byteLength").GetInt32());
        JsonElement rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()];
        Assert.Contains("rdmplan explain LINT8052", rule.GetProperty("help").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_OfATextDump_HasNoByteRegion()
    {
        JsonElement run = Checked(Rdmplan.Run("lint", "fixtures/codes/LINT8052/host.hex", "--format", "sarif").Output);

        Assert.All(run.GetProperty("results").EnumerateArray().SelectMany(r => r.GetProperty("locations").EnumerateArray()), location =>
        {
            Assert.False(location.GetProperty("physicalLocation").TryGetProperty("region", out _));
            Assert.True(location.GetProperty("properties").GetProperty("tableOffset").GetInt32() > 0);
        });
    }

    [Fact]
    public void Plan_WithAFaultyGuest_HasLinesAndColumns()
    {
        string path = Path.Combine(_folder, "guest.cfg");
        File.WriteAllText(path, "type = \"hvm\"\nmemory = 4096\nrdm = \"strategy=host,reserve=strict\"\n");

        Ran ran = Rdmplan.Run("plan", "--host", "sample:straddles-2g", "--guest", path, "--format", "sarif");
        JsonElement run = Checked(ran.Output);

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        JsonElement noted = run.GetProperty("results").EnumerateArray().First(r => r.GetProperty("ruleId").GetString()!.StartsWith("CFG", StringComparison.Ordinal));
        Assert.Equal(3, noted.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
        JsonElement conflict = run.GetProperty("results").EnumerateArray().Single(r => r.GetProperty("ruleId").GetString() == "RDM3001");
        Assert.Equal("error", conflict.GetProperty("level").GetString());
        Assert.Equal("RMRR #1", conflict.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Lint_WithoutFindings_IsALogWithNoResults() =>
        Assert.Equal(0, Checked(Rdmplan.Run("lint", "sample:laptop", "--format", "sarif").Output).GetProperty("results").GetArrayLength());

    [Theory]
    [InlineData("fixtures/dmar")]
    [InlineData("fixtures/dumps/dmar.bin")]
    [InlineData("sample:server")]
    public void Lint_AnyInput_FollowsTheRulesAndIsRepeatable(string input)
    {
        string first = Rdmplan.Run("lint", input, "--format", "sarif").Output;

        Checked(first);
        Assert.Equal(first, Rdmplan.Run("lint", input, "--format", "sarif").Output);
    }

    [Fact]
    public void EveryCode_InALogOfItsFixture_FollowsTheRules()
    {
        int count = 0;
        foreach (CodeFixture fixture in CodeFixture.Codes.Select(CodeFixture.Read)
            .Where(f => f.Arguments[0] is "lint" or "plan" && !f.Arguments.Contains("--format") && !f.Arguments.Contains("all")))
        {
            Ran ran = Rdmplan.RunWithInput(fixture.Input, [.. fixture.Arguments, "--format", "sarif"]);
            if (ran.Output.Length > 0)
            {
                JsonElement run = Checked(ran.Output);
                Assert.True(
                    run.GetProperty("results").EnumerateArray().Any(r => r.GetProperty("ruleId").GetString() == fixture.Code)
                    || ran.Error.Contains(fixture.Code, StringComparison.Ordinal), fixture.Code);
                count++;
            }
        }

        Assert.InRange(count, 60, 1000);
    }

    [Fact]
    public void Plan_HostileName_StaysText()
    {
        string path = Path.Combine(_folder, "a]]> %{0}[x](y),::\u001b\n.cfg");
        File.WriteAllText(path, "type = \"hvm\"\nmemory = 4096\nrdm = \"strategy=host,reserve=strict\"\n");

        string sarif = Rdmplan.Run("plan", "--host", "sample:laptop", "--guest", path, "--format", "sarif").Output;

        Checked(sarif);
        Assert.DoesNotContain('\u001b', sarif);
        Assert.Contains("a%5D%5D%3E%20%25%7B0%7D%5Bx%5D%28y%29%2C%3A%3A%1B%0A.cfg", sarif, StringComparison.Ordinal);
    }

    /// <summary>What sections 3.13 to 3.49 of the standard ask of the objects that are written.</summary>
    private static JsonElement Checked(string sarif)
    {
        JsonElement log = JsonDocument.Parse(sarif).RootElement;
        AssertMembers(log, "$schema", "version", "runs");
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        Assert.StartsWith("https://", log.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        JsonElement run = Assert.Single(log.GetProperty("runs").EnumerateArray());
        AssertMembers(run, "tool", "invocations", "columnKind", "results");
        AssertMembers(run.GetProperty("tool"), "driver");
        AssertMembers(run.GetProperty("tool").GetProperty("driver"), "name", "semanticVersion", "rules");
        Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
        Assert.True(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("rdmplan", driver.GetProperty("name").GetString());
        JsonElement[] rules = [.. driver.GetProperty("rules").EnumerateArray()];
        Assert.Equal(rules.Length, rules.Select(r => r.GetProperty("id").GetString()).Distinct().Count());
        foreach (JsonElement rule in rules)
        {
            AssertMembers(rule, "id", "shortDescription", "fullDescription", "help", "defaultConfiguration");
            AssertMessage(rule.GetProperty("shortDescription"));
            AssertMessage(rule.GetProperty("fullDescription"));
            AssertMessage(rule.GetProperty("help"));
            Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!);
            Assert.NotEmpty(rule.GetProperty("help").GetProperty("text").GetString()!);
            AssertLevel(rule.GetProperty("defaultConfiguration"));
        }

        HashSet<int> used = [];
        foreach (JsonElement result in run.GetProperty("results").EnumerateArray())
        {
            AssertMembers(result, "ruleId", "ruleIndex", "level", "message", "locations", "properties");
            AssertMessage(result.GetProperty("message"));
            int index = result.GetProperty("ruleIndex").GetInt32();
            Assert.Equal(rules[index].GetProperty("id").GetString(), result.GetProperty("ruleId").GetString());
            used.Add(index);
            AssertLevel(result);
            Assert.NotEmpty(result.GetProperty("message").GetProperty("text").GetString()!);
            foreach (JsonElement location in result.TryGetProperty("locations", out JsonElement locations) ? locations.EnumerateArray().ToArray() : [])
            {
                AssertLocation(location);
            }
        }

        Assert.Equal(rules.Length, used.Count);
        return run;
    }

    /// <summary>The schema allows no members but its own; a property bag may have any.</summary>
    private static void AssertMembers(JsonElement of, params string[] known) =>
        Assert.Subset(known.ToHashSet(), of.EnumerateObject().Select(m => m.Name).ToHashSet());

    /// <summary>Section 3.11: a text has no placeholder without an argument, and no link.</summary>
    private static void AssertMessage(JsonElement message)
    {
        AssertMembers(message, "text");
        string text = message.GetProperty("text").GetString()!;
        Assert.DoesNotMatch(@"(?<!\{)(\{\{)*\{[^{]", text);
        Assert.DoesNotMatch(@"(?<!\\)\]\(", text);
    }

    private static void AssertLevel(JsonElement of) => Assert.Contains(of.GetProperty("level").GetString(), (string[])["note", "warning", "error"]);

    private static void AssertLocation(JsonElement location)
    {
        AssertMembers(location, "physicalLocation", "logicalLocations", "properties");
        Assert.True(location.TryGetProperty("physicalLocation", out JsonElement physical) | location.TryGetProperty("logicalLocations", out _));
        if (physical.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        AssertMembers(physical, "artifactLocation", "region");
        AssertMembers(physical.GetProperty("artifactLocation"), "uri");
        string uri = physical.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        Assert.True(Uri.IsWellFormedUriString(uri, UriKind.RelativeOrAbsolute), uri);
        if (physical.TryGetProperty("region", out JsonElement region))
        {
            AssertMembers(region, "startLine", "startColumn", "byteOffset", "byteLength");
            bool isText = region.TryGetProperty("startLine", out JsonElement line);
            bool isBinary = region.TryGetProperty("byteOffset", out JsonElement offset);
            Assert.True(isText != isBinary);
            Assert.True(isText ? line.GetInt32() >= 1 : offset.GetInt32() >= 0 && region.GetProperty("byteLength").GetInt32() >= 0);
            Assert.True(!region.TryGetProperty("startColumn", out JsonElement column) || column.GetInt32() >= 1);
        }
    }
}
