using RdmPlanner.Planner.Scenarios;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

/// <summary>Stage parse of the vectors: the option parsers of three releases, measured on the real code.</summary>
public sealed class ParseVectorTests
{
    private const string File = "parse.jsonl";

    private static readonly Dictionary<string, System.Text.Json.JsonElement> _vectors = VectorFile.Read(File);

    public static TheoryData<string> Names => VectorFile.Names(File);

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_Vector_GivesTheMeasuredOutput(string name) => VectorFile.Replay(_vectors[name], ParseScenario.Run);

    [Fact]
    public void Vectors_HaveEveryCase() => Assert.Equal(219, _vectors.Count);
}
