using System.Text;
using FsCheck.Fluent;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Scenarios;

/// <summary>The runner takes any scenario: it records it or says what is malformed, and what it recorded it verifies.</summary>
/// <remarks><c>RDM_MAX_TEST</c> raises the number of scenarios.</remarks>
public sealed class ScenarioRunnerProperties
{
    [Fact]
    public void Judge_RandomScenarios_AreRecordedAndThenPassOrAreMalformed()
    {
        var outcomes = new Dictionary<(string Stage, ScenarioOutcome Outcome), int>();
        int cases = TestBudget.MaxTestRaised * 10;
        foreach (string line in ScenarioLines.Any.Draw(cases))
        {
            ScenarioReport first = ScenarioRunner.Judge(Encoding.UTF8.GetBytes(line), null, ScenarioRecording.Missing);
            outcomes[(first.Stage, first.Outcome)] = outcomes.GetValueOrDefault((first.Stage, first.Outcome)) + 1;
            if (first.Outcome == ScenarioOutcome.Malformed)
            {
                Assert.False(string.IsNullOrEmpty(first.Problem), line);
                continue;
            }

            Assert.True(first.Outcome == ScenarioOutcome.Recorded, line);
            ScenarioReport second = ScenarioRunner.Judge(first.RecordedLine!, null, ScenarioRecording.None);
            Assert.True(second.Outcome == ScenarioOutcome.Passed, $"{line}\n{second.Problem}{string.Join('\n', second.Differences)}");
        }

        foreach (string stage in ScenarioStage.Names)
        {
            Assert.True(outcomes.GetValueOrDefault((stage, ScenarioOutcome.Recorded)) >= cases / 100, $"{stage} is recorded too rarely");
            Assert.True(outcomes.GetValueOrDefault((stage, ScenarioOutcome.Malformed)) >= cases / 100, $"{stage} is malformed too rarely");
        }
    }
}
