using System.Text.Json;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hvmloader;

/// <summary>The simulator against what the real hvmloader code did, every field of every vector.</summary>
public sealed class HvmloaderVectorTests
{
    private static readonly Dictionary<string, JsonElement> Vectors = VectorFile.Read("hvmloader.jsonl");

    public static TheoryData<string> Names => VectorFile.Names("hvmloader.jsonl");

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_MeasuredInput_GivesMeasuredOutput(string name) =>
        VectorFile.Replay(Vectors[name], HvmloaderScenario.Run);
}
