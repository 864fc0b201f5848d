using System.Text.Json.Nodes;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Golden;

/// <summary>The tables of real machines, each beside what a correct decoder says of it.</summary>
public sealed class RealTableTests
{
    [Fact]
    public void Decode_RealTable_SaysWhatItsJsonSays()
    {
        var differences = new List<string>();
        foreach (string path in Tables())
        {
            JsonObject expected = JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(path, ".json")))!.AsObject();
            expected.Remove("sha12");
            JsonObject actual = DmarJsonView.Of(DmarDecoder.Decode(File.ReadAllBytes(path)));
            if (!JsonNode.DeepEquals(JsonNode.Parse(actual.ToJsonString()), expected))
                differences.Add($"{path}\nexpected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");
        }

        Assert.Empty(differences);
    }

    [Fact]
    public void Encode_DecodedRealTable_GivesItsBytes() => Assert.All(Tables(), path =>
    {
        byte[] bytes = File.ReadAllBytes(path);
        Assert.Equal(bytes, DmarEncoder.Encode(DmarDecoder.Decode(bytes).Table!));
    });

    // A path of several hops is the one note that these tables give cause for; FIELD.md counts their oddities.
    [Fact]
    public void Decode_RealTable_HasNoErrorAndNothingLeftOver() => Assert.All(Tables(), path =>
    {
        DmarDecodeResult result = DmarDecoder.Decode(File.ReadAllBytes(path));
        Assert.False(result.HasErrors);
        Assert.Empty(result.Table!.Remainder);
        Assert.All(result.Table.Structures, s => Assert.Empty(s.Tail));
    });

    [Fact]
    public void Decode_CorpusOfTheProject_HasOnlyTheKnownFindings()
    {
        string? corpus = SharedFolder.Corpus;
        Assert.SkipWhen(corpus is null || !File.Exists(Path.Combine(corpus, "dmar", "8b62d3c6b4bf.bin")), SharedFolder.SkipReason);

        IEnumerable<string> findings = Tables()
            .SelectMany(path => DmarDecoder.Decode(File.ReadAllBytes(path)).Diagnostics
                .Select(d => $"{Path.GetFileNameWithoutExtension(path)} {d.CodeText}"))
            .GroupBy(line => line)
            .Select(g => $"{g.Key} {g.Count()}")
            .Order(StringComparer.Ordinal);

        // HP DL360 G7: ten scopes behind bridges.
        Assert.Equal(["8b62d3c6b4bf DMAR1024 10"], findings);
    }

    private static string[] Tables()
    {
        Assert.SkipWhen(SharedFolder.Corpus is null, SharedFolder.SkipReason);
        string[] paths = Directory.GetFiles(Path.Combine(SharedFolder.Corpus!, "dmar"), "*.bin");
        Assert.NotEmpty(paths);
        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }
}
