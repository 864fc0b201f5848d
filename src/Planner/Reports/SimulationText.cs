using System.Globalization;
using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>A simulation as text: verdict, question, the stages in order, the final E820, findings, log lines.</summary>
public static class SimulationText
{
    /// <summary>Writes the report.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="others">Findings of the inputs, which come before the simulation's own.</param>
    /// <param name="withFrames">Whether the page-frame map after each stage is written as well.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(MachineSimulation simulation, IEnumerable<Finding> others, bool withFrames)
    {
        Finding[] all = [.. others];
        return Head(simulation, all) + Body(simulation, all, withFrames);
    }

    /// <summary>The first part of the report: the verdict and the question; a picture may follow it.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="others">Findings of the inputs.</param>
    /// <returns>The text.</returns>
    public static string Head(MachineSimulation simulation, IEnumerable<Finding> others)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"verdict: {Verdict(simulation, [.. others, .. simulation.Findings])}\n\n");
        PlanText.WriteQuestion(text, simulation.Request.Plan);
        WriteMachine(text, simulation);
        return text.ToString();
    }

    /// <summary>The second part of the report: the stages, the E820, findings and log lines.</summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="others">Findings of the inputs.</param>
    /// <param name="withFrames">Whether the page-frame map after each stage is written as well.</param>
    /// <returns>The text.</returns>
    public static string Body(MachineSimulation simulation, IEnumerable<Finding> others, bool withFrames)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        Finding[] findings = [.. others, .. simulation.Findings];
        StringBuilder text = new();
        HypervisorText.Write(text, simulation);
        ToolstackText.Write(text, simulation);
        AssignmentText.Write(text, simulation, SimulationStage.Assignment);
        HvmloaderText.Write(text, simulation);
        if (!simulation.Request.Hotplug.IsEmpty)
        {
            AssignmentText.Write(text, simulation, SimulationStage.Hotplug);
        }

        GuestE820Text.Write(text, simulation);
        if (withFrames)
        {
            FrameMapText.Write(text, simulation);
        }

        text.Append(findings.Length > 0 ? "\nfindings:\n" : "");
        foreach (Finding finding in findings)
        {
            text.Append(FindingText.Of(finding));
        }

        WriteLogs(text, simulation);
        return text.ToString();
    }

    /// <summary>The heading of a stage with how it ended.</summary>
    internal static void Heading(StringBuilder text, MachineSimulation simulation, SimulationStage stage, string what, bool isReached)
    {
        string end = !isReached ? "not reached"
            : simulation.Stop?.Stage != stage ? "ok"
            : simulation.Outcome == SimulationOutcome.Crashed ? "CRASHED"
            : "REFUSED";
        text.Append(CultureInfo.InvariantCulture, $"\n{(int)stage + 1}. {SimulationNames.Of(stage)} - {what}: {end}\n");
        if (simulation.Stop is { } stop && stop.Stage == stage)
        {
            PlanText.Field(text, "because", stop.Reason);
        }
    }

    private static string Verdict(MachineSimulation simulation, Finding[] findings)
    {
        if (simulation.Stop is { } stop)
        {
            string what = simulation.Outcome == SimulationOutcome.Crashed ? "CRASHED in" : "REJECTED by";
            return $"{what} stage {(int)stop.Stage + 1}, {SimulationNames.Of(stop.Stage)}: {SafeText.Plain(stop.Reason)}";
        }

        int warnings = findings.Count(f => f.Severity == DiagnosticSeverity.Warning);
        return warnings == 0 ? "ACCEPTED - the guest runs" : $"ACCEPTED with {warnings} warning{(warnings == 1 ? "" : "s")} - the guest runs";
    }

    private static void WriteMachine(StringBuilder text, MachineSimulation simulation)
    {
        SimulationRequest request = simulation.Request;
        PlanText.Field(text, "firmware", SimulationNames.Of(HvmloaderStage.FirmwareOf(request)));
        PlanText.Field(text, "phys bits", request.PhysBits.ToString(CultureInfo.InvariantCulture));
        PlanText.Field(text, "topology", request.Topology.IsUnknown
            ? "not known"
            : string.Create(CultureInfo.InvariantCulture, $"{request.Topology.Functions.Length} functions of the host"));
        foreach (Configuration.PassthroughDevice device in request.Hotplug)
        {
            PlanText.Field(text, "hotplug", device.Text);
        }
    }

    private static void WriteLogs(StringBuilder text, MachineSimulation simulation)
    {
        WriteLog(text, "libxl", SimulationLog.Toolstack(simulation));
        WriteLog(text, "Xen", SimulationLog.Xen(simulation));
        WriteLog(text, "hvmloader", SimulationLog.Hvmloader(simulation));
    }

    private static void WriteLog(StringBuilder text, string who, IReadOnlyCollection<string> lines)
    {
        if (lines.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nwhat {who} prints (these lines alone: --log {who.ToLowerInvariant()}):\n");
        }

        foreach (string line in lines)
        {
            text.Append("  | ").Append(SafeText.Plain(line)).Append('\n');
        }
    }
}
