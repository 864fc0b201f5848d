using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using RdmPlanner.E820;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Reports;

/// <summary>Owners of single frames as text, a line a stage.</summary>
public static class WhoText
{
    /// <summary>Writes the answers for one frame.</summary>
    /// <param name="simulation">The simulation they are of.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="answers">The answers to print.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(MachineSimulation simulation, Gfn frame, ImmutableArray<FrameAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"gfn {frame} (bytes 0x{frame.Value << PageSizes.FrameShift:x} to 0x{(frame.Value << PageSizes.FrameShift) + 0xfff:x}):\n");
        foreach (FrameAnswer answer in answers)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {SimulationNames.Of(answer.Stage),-11} ");
            if (!answer.IsReached)
            {
                text.Append(SafeText.Plain($"not reached: {simulation.Stop?.Reason ?? "this kind of guest is not simulated so far"}")).Append('\n');
                continue;
            }

            text.Append(SafeText.Plain(FrameText.Of(answer.Owners[0]))).Append('\n');
            foreach (Assignment.PageOwner other in answer.Owners.Skip(1))
            {
                text.Append("              AND ").Append(SafeText.Plain(FrameText.Of(other))).Append(" - two owners\n");
            }

            if (answer.Reservation is { } region)
            {
                const int Indent = 14;
                FindingText.Append(text, new string(' ', Indent), $"reserved in the guest's map for {region}, but not mapped", Indent);
            }
        }

        return text.ToString();
    }
}
