using System.Text.Json;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Scenarios;

/// <summary>The hypervisor stage against what Xen's own functions answered.</summary>
public sealed class RmrrVectorTests
{
    private static readonly Dictionary<string, JsonElement> Vectors = VectorFile.Read("rmrr.jsonl");

    public static TheoryData<string> Names => VectorFile.Names("rmrr.jsonl");

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_MeasuredInput_GivesMeasuredOutput(string name) =>
        VectorFile.Replay(Vectors[name], RmrrScenario.Run);
}
