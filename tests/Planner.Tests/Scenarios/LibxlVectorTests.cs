using System.Text.Json;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Scenarios;

/// <summary>The toolstack stage against what Xen's own functions answered.</summary>
public sealed class LibxlVectorTests
{
    private static readonly Dictionary<string, JsonElement> Vectors = VectorFile.Read("libxl.jsonl");

    public static TheoryData<string> Names => VectorFile.Names("libxl.jsonl");

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_MeasuredInput_GivesMeasuredOutput(string name) =>
        VectorFile.Replay(Vectors[name], LibxlScenario.Run);
}
