using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Compares a replay with its trace, value by value.</summary>
/// <remarks>
/// What the trace does not show is not judged: the state after hvmloader of a guest that hung before the end of it. So
/// does one whose video memory comes to lie over the toolstack's special pages; that it hangs is not simulated, its frames
/// before hvmloader are. A guest refused for a reason that is none of its memory map, devices or video memory is not judged.
/// </remarks>
public static class TraceComparison
{
    /// <summary>Lists the differences.</summary>
    /// <param name="guest">The trace.</param>
    /// <param name="replay">Its replay.</param>
    /// <returns>One line a difference; none when all that the trace shows was computed.</returns>
    public static ImmutableArray<string> Differences(TraceGuest guest, TraceReplay replay)
    {
        ArgumentNullException.ThrowIfNull(guest);
        ArgumentNullException.ThrowIfNull(replay);
        var found = new List<string>();
        CompareVerdict(guest, replay, found);
        if (guest.Before is { } before && replay.Input is { } input)
        {
            Expect(found, "before.low_mem_pgend", before.LowMemPgEnd, input.LowMemPgEnd);
            Expect(found, "before.high_mem_pgend", before.HighMemPgEnd, input.HighMemPgEnd);
            ExpectFrames(found, "before.populated", before, replay.Simulation.Built);
        }

        if (guest.After is { } after && replay.Hvmloader is { } end && (end.Crash is not null || guest.Hvmloader?.E820 is not null))
        {
            ExpectFrames(found, "after.populated", after, replay.Simulation.Booted);
        }

        if (replay.Hvmloader is { } result)
        {
            CompareHvmloader(guest, result, found);
        }

        return [.. found];
    }

    private static void CompareVerdict(TraceGuest guest, TraceReplay replay, List<string> found)
    {
        bool refused = replay.ConfigurationErrors.Length > 0
            || replay.Simulation.Stop is { Stage: SimulationStage.Toolstack or SimulationStage.Assignment };
        if (refused && guest.Before is not null)
        {
            found.Add($"xl: the guest was built, the replay refuses it: {replay.ConfigurationErrors.FirstOrDefault() ?? replay.Simulation.Stop?.Reason}");
        }

        string[] reasons = ["RDM conflict at ", "xc_assign_device failed: ", "videoram is the minimum", "videoram must be", "xc_dom_boot_mem_init failed"];
        if (!refused && guest.Before is null && guest.XlMessages.FirstOrDefault(
            message => message.StartsWith("error: ", StringComparison.Ordinal) && reasons.Any(reason => message.Contains(reason, StringComparison.Ordinal))) is { } why)
        {
            found.Add($"xl: the guest was refused (\"{why}\"), the replay builds it");
        }

        // The traces carry libxl's text after "level: file:line:function: ".
        const string Conflict = "RDM conflict at ";
        foreach (ToolstackLogLine line in replay.Toolstack.Log)
        {
            if (line.Text.Contains(Conflict, StringComparison.Ordinal)
                && !guest.XlMessages.Any(message => message.EndsWith(": " + line.Text, StringComparison.Ordinal)))
            {
                found.Add($"xl_messages: nothing like \"{line.Text}\"");
            }
        }

        foreach (string message in guest.XlMessages)
        {
            if (message.Contains(Conflict, StringComparison.Ordinal)
                && !replay.Toolstack.Log.Any(line => message.EndsWith(": " + line.Text, StringComparison.Ordinal)))
            {
                found.Add($"xl_messages: the replay does not say \"{message}\"");
            }
        }
    }

    private static void CompareHvmloader(TraceGuest guest, HvmloaderResult result, List<string> found)
    {
        bool crashed = guest.Outcome == "crash";
        if (crashed != (result.Crash is not null) && guest.Outcome is "crash" or "booted")
        {
            found.Add($"hvmloader: {guest.Outcome}, the replay gives {result.Crash?.Text ?? "no crash"}");
        }

        if (guest.Hvmloader is not { HighMemBase: not null } run)
        {
            return;
        }

        if (guest.After is { } after)
        {
            Expect(found, "after.low_mem_pgend", after.LowMemPgEnd, result.LowMemPgEnd);
            Expect(found, "after.high_mem_pgend", after.HighMemPgEnd, result.HighMemPgEnd);
        }

        ExpectList(found, "relocations", run.Relocations, result.Relocations);
        foreach (TraceBar bar in run.Bars)
        {
            BarResult placed = result.Bars.FirstOrDefault(b => b.DevFn == bar.DevFn && b.Bar.Index == bar.Index);
            ulong? address = placed.IsAssigned ? placed.Address : null;
            if (address != bar.Address)
            {
                found.Add($"bars {bar.DevFn >> 3:x2}.{bar.DevFn & 7} {bar.Register:x}: expected {Text(bar.Address)}, got {Text(address)}");
            }
        }

        if (run.E820 is { } table && result.E820 is { } tables)
        {
            ExpectList(found, "e820", table, tables.SeaBios.Entries);
        }
    }

    private static void ExpectFrames(List<string> found, string name, TraceRamEnds ends, DomainMemory? memory)
    {
        if (ends.Populated is { } recorded && memory is not null)
        {
            ExpectList(found, name, recorded, memory.P2m.Populated());
        }
    }

    private static string Text(ulong? address) => address is { } value ? new Gpa(value).ToString() : "no space";

    private static void Expect(List<string> found, string name, uint expected, uint actual)
    {
        if (expected != actual)
        {
            found.Add($"{name}: expected {new Gfn(expected)}, got {new Gfn(actual)}");
        }
    }

    private static void ExpectList<T>(List<string> found, string name, ImmutableArray<T> expected, ImmutableArray<T> actual)
        where T : struct, IEquatable<T>
    {
        if (!expected.AsSpan().SequenceEqual(actual.AsSpan()))
        {
            found.Add($"{name}: expected {string.Join(' ', expected)}, got {string.Join(' ', actual)}");
        }
    }
}
