using System.Text.Json;
using RdmPlanner.Planner.Scenarios;
using Xunit;

namespace RdmPlanner.Planner.Tests.Scenarios;

/// <summary>The comparison on which every vector hangs: it must see what differs.</summary>
public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("1", "1", "")]
    [InlineData("1", "1.0", "")]
    [InlineData("1", "2", ": expected 1, got 2")]
    [InlineData("1", "\"1\"", ": expected 1, got \"1\"")]
    [InlineData("null", "false", ": expected null, got false")]
    [InlineData("[]", "{}", ": expected [], got {}")]
    [InlineData("{\"a\":1,\"b\":[2]}", "{\"b\":[2],\"a\":1}", "")]
    [InlineData("{\"a\":1}", "{}", "a: expected 1, got nothing")]
    [InlineData("{}", "{\"a\":null}", "a: expected nothing, got null")]
    [InlineData("{\"a\":{\"b\":1}}", "{\"a\":{\"b\":2,\"c\":3}}", "a.b: expected 1, got 2|a.c: expected nothing, got 3")]
    [InlineData("[1,2,3]", "[1,3,2]", "[1]: expected 2, got 3|[2]: expected 3, got 2")]
    [InlineData("[1]", "[1,2]", "[1]: expected nothing, got 2")]
    [InlineData("[1,[2,3]]", "[1,[2]]", "[1][1]: expected 3, got nothing")]
    [InlineData("{\"rdms\":[{\"policy\":\"strict\"}]}", "{\"rdms\":[{\"policy\":\"relaxed\"}]}", "rdms[0].policy: expected \"strict\", got \"relaxed\"")]
    public void Between_TwoValues_NamesEachPlaceThatDiffers(string expected, string actual, string differences)
    {
        using JsonDocument wanted = JsonDocument.Parse(expected);
        using JsonDocument got = JsonDocument.Parse(actual);

        Assert.Equal(differences, string.Join('|', JsonDifference.Between(wanted.RootElement, got.RootElement)));
    }
}
