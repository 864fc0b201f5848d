using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Formats;

/// <summary>Real outputs against the schemas that the tool exports, by a validator that is not ours.</summary>
public sealed class SchemaTests
{
    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List };

    /// <summary>The validator takes a schema's identifier once only.</summary>
    private static readonly Dictionary<string, JsonSchema> Schemas = [];

    private static readonly string[] Machine = ["--host", "sample:workstation", "--guest", "fixtures/guests/workstation/guest.cfg"];
    private static readonly string[] Straddling = ["--host", "sample:straddles-2g", "--memory", "4096", "--rdm", "strategy=host,policy=strict"];

    public static TheoryData<string, string[]> Commands => new()
    {
        { "decode", ["sample:laptop"] },
        { "decode", ["sample:laptop", "sample:server", "fixtures/dmar/soc/table.hex", "fixtures/dumps/concatenated.bin"] },
        { "decode", ["fixtures/dumps/iasl-no-raw-data.dsl"] },
        { "decode", ["fixtures/dmar/many-regions/table.hex"] },
        { "decode", ["fixtures/codes/DMAR1008/host.hex"] },
        { "plan", Straddling },
        { "plan", Machine },
        { "plan", ["--host", "sample:server", "--memory", "8192", "--pci", "00:1d.0,rdm_policy=relaxed", "--mmio-hole", "1024"] },
        { "plan", ["--region", "0x7c000000-0x803fffff=00:02.0", "--memory", "4096", "--pci", "00:02.0"] },
        { "lint", ["sample:laptop"] },
        { "lint", ["fixtures/dmar", "--profile", "xen"] },
        { "lint", ["sample:server", "--log", "fixtures/logs/xen-4.17.txt"] },
        { "advise", Straddling },
        { "advise", ["--host", "sample:laptop", "--memory", "1024"] },
        { "advise", ["--host", "sample:straddles-2g", "--memory", "512", "--region", "0xe8000-0xe8fff"] },
        { "sweep", ["--host", "sample:straddles-2g", "sample:server", "--memory", "1024-4096/1024"] },
        { "devices", ["--host", "sample:server", "--memory", "4096"] },
        { "devices", ["--host", "sample:laptop", "--hypervisor", "qemu", "--machine", "pc", "--memory", "8G"] },
        { "explain", ["RDM3001", "LINT8052"] },
        { "explain", ["RDM conflict at 0x7a000000.", "--host", "sample:straddles-2g"] },
        { "explain", [] },
        { "diff", ["sample:laptop", "sample:server"] },
        { "diff", ["sample:laptop", "sample:laptop"] },
        { "diff", ["sample:straddles-2g", "sample:server", "--memory", "4096", "--rdm", "strategy=host,policy=strict"] },
        { "simulate", Machine },
        { "simulate", Straddling },
        { "simulate", ["--host", "sample:laptop", "--memory", "4096", "--pci", "00:02.0", "--bar", "00:02.0:0=16M,64"] },
        { "who", [.. Straddling, "--gfn", "0x7e000"] },
        { "who", [.. Machine, "--gfn", "0xac6d3"] },
        { "verify", ["fixtures/vectors/parse.jsonl"] },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void Output_OfACommand_IsValid(string command, string[] arguments)
    {
        Ran ran = Rdmplan.Run([command, .. arguments, "--format", "json"]);

        AssertValid(command, ran.Output);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("simulate")]
    public void Output_OfSeveralProfiles_IsValid(string command) =>
        AssertValid("profiles", Rdmplan.Run([command, .. Straddling, "--profile", "all", "--format", "json"]).Output);

    [Fact]
    public void Output_OfAdviceForMany_IsValid()
    {
        AssertValid("advise-profiles", Rdmplan.Run(["advise", .. Straddling, "--profile", "all", "--format", "json"]).Output);
        AssertValid("advise-hosts", Rdmplan.Run(["advise", .. Straddling[2..], "--host", "fixtures/dumps", "--format", "json"]).Output);
    }

    [Fact]
    public void Output_OfCorpusTables_IsValid()
    {
        Assert.SkipWhen(SharedFolder.Corpus is null, SharedFolder.SkipReason);
        string[] tables = [.. Directory.EnumerateFiles(Path.Combine(SharedFolder.Corpus!, "dmar"), "*.bin").Order(StringComparer.Ordinal)];

        AssertValid("decode", Rdmplan.Run(["decode", .. tables, "--format", "json"]).Output);
        AssertValid("lint", Rdmplan.Run(["lint", .. tables, "--format", "json"]).Output);
    }

    [Fact]
    public void Output_OfDamagedTables_IsValid()
    {
        foreach (string code in CodeFixture.Codes.Where(c => c.StartsWith("DMAR", StringComparison.Ordinal) || c.StartsWith("LINT", StringComparison.Ordinal)))
        {
            CodeFixture fixture = CodeFixture.Read(code);
            if (fixture.Arguments[0] is "decode" or "lint")
            {
                AssertValid(fixture.Arguments[0], Rdmplan.RunWithInput(fixture.Input, [.. fixture.Arguments, "--format", "json"]).Output);
            }
        }
    }

    [Fact]
    public void Outputs_HaveNoMemberThatTheirSchemaDoesNotDescribe()
    {
        foreach (IGrouping<string, string> outputs in Outputs().GroupBy(o => o.Command, o => o.Json))
        {
            JsonNode strict = JsonNode.Parse(Rdmplan.Run("schema", outputs.Key).Output)!;
            strict["$id"] = $"{strict["$id"]}:strict";
            Close(strict);
            JsonSchema schema = JsonSchema.FromText(strict.ToJsonString());
            Assert.All(outputs, json => AssertValid(schema, json));
        }
    }

    [Fact]
    public void Schemas_DescribeOnlyMembersThatOccur()
    {
        foreach (IGrouping<string, string> outputs in Outputs().GroupBy(o => o.Command, o => o.Json))
        {
            HashSet<string> occurring = [];
            foreach (string json in outputs)
            {
                AddNames(JsonNode.Parse(json), occurring);
            }

            HashSet<string> described = [];
            AddDescribed(JsonNode.Parse(Rdmplan.Run("schema", outputs.Key).Output), described);
            Assert.True(described.IsSubsetOf(occurring), $"{outputs.Key}: {string.Join(", ", described.Except(occurring))}");
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Output_WithUnknownMembersAndANewerMinor_IsStillValid(string command, string[] arguments)
    {
        JsonNode document = JsonNode.Parse(Rdmplan.Run([command, .. arguments, "--format", "json"]).Output)!;
        AddUnknown(document);
        document["format_version"] = "1.77";

        AssertValid(command, document.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Output_OfAnotherMajor_IsNotValid(string command, string[] arguments)
    {
        JsonNode document = JsonNode.Parse(Rdmplan.Run([command, .. arguments, "--format", "json"]).Output)!;
        document["format_version"] = "2.0";

        Assert.False(SchemaOf(command).Evaluate(JsonSerializer.SerializeToElement(document), Options).IsValid);
        document["format_version"] = "1.0";
        document.AsObject().Remove(document.AsObject().Select(m => m.Key).First(k => k is not "format_version"));
        Assert.False(SchemaOf(command).Evaluate(JsonSerializer.SerializeToElement(document), Options).IsValid);
    }

    [Fact]
    public void Schema_WithoutName_ListsThem()
    {
        Ran ran = Rdmplan.Run("schema");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        string[] names = ran.Output.TrimEnd('\n').Split('\n');
        Assert.All(Commands.Select(row => row.Data.Item1), name => Assert.Contains(name, names));
        Assert.All(names, name =>
        {
            JsonElement schema = JsonDocument.Parse(Rdmplan.Run("schema", name).Output).RootElement;
            Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
            Assert.Contains("format_version", schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()));
        });
    }

    [Fact]
    public void Schema_OfNoCommand_IsAUsageError()
    {
        Ran ran = Rdmplan.Run("schema", "no\u001bsuch");

        Assert.Equal(ExitCode.Usage, ran.Exit);
        Assert.Contains("decode", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', ran.Error);
    }

    /// <summary>Outputs of every command that has a schema.</summary>
    private static IEnumerable<(string Command, string Json)> Outputs() =>
    [
        .. Commands.Select(row => (row.Data.Item1, Rdmplan.Run([row.Data.Item1, .. row.Data.Item2, "--format", "json"]).Output)),
        ("advise", Rdmplan.Run("advise", "--hypervisor", "qemu", "--host", "sample:straddles-2g", "--memory", "4096", "--pci", "00:02.0", "--format", "json").Output),
        ("advise", Rdmplan.Run("advise", "--host", "fixtures/codes/DMAR1021/host.hex", "--memory", "4096", "--format", "json").Output),
        ("verify", Rdmplan.RunWithInput(Rdmplan.Utf8(
            """
            {"name":"differs","stage":"parse","in":{"kind":"rdm","string":"strategy=host"},"out":{"rc":1}}
            no scenario

            """), "verify", "-", "--format", "json").Output),
        ("profiles", Rdmplan.Run(["plan", .. Straddling, "--profile", "all", "--format", "json"]).Output),
        ("profiles", Rdmplan.Run(["simulate", .. Machine, "--profile", "all", "--format", "json"]).Output),
    ];

    /// <summary>Forbids every member that is not described.</summary>
    private static void Close(JsonNode? schema)
    {
        foreach (JsonNode? part in Parts(schema))
        {
            Close(part);
        }

        if (schema is JsonObject described && described["properties"] is JsonObject)
        {
            described["additionalProperties"] = false;
        }
    }

    private static void AddNames(JsonNode? document, HashSet<string> names)
    {
        names.UnionWith(document is JsonObject members ? members.Select(m => m.Key) : []);
        foreach (JsonNode? part in Parts(document))
        {
            AddNames(part, names);
        }
    }

    private static void AddDescribed(JsonNode? schema, HashSet<string> names)
    {
        names.UnionWith(schema is JsonObject described && described["properties"] is JsonObject members ? members.Select(m => m.Key) : []);
        foreach (JsonNode? part in Parts(schema))
        {
            AddDescribed(part, names);
        }
    }

    private static JsonNode?[] Parts(JsonNode? node) => node switch
    {
        JsonObject members => [.. members.Select(m => m.Value)],
        JsonArray list => [.. list],
        _ => [],
    };

    private static void AssertValid(string command, string json) => AssertValid(SchemaOf(command), json);

    private static void AssertValid(JsonSchema schema, string json)
    {
        EvaluationResults results = schema.Evaluate(JsonDocument.Parse(json).RootElement, Options);
        Assert.True(results.IsValid, string.Join('\n', (results.Details ?? []).Where(d => d.Errors is not null)
            .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Key}: {e.Value}")).Take(20)));
    }

    private static JsonSchema SchemaOf(string command) =>
        Schemas.TryGetValue(command, out JsonSchema? known) ? known : Schemas[command] = JsonSchema.FromText(Rdmplan.Run("schema", command).Output);

    private static void AddUnknown(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (JsonNode? member in Parts(members))
            {
                AddUnknown(member);
            }

            members["a_member_of_the_future"] = new JsonArray(1, null, "x");
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? element in list)
            {
                AddUnknown(element);
            }
        }
    }
}
