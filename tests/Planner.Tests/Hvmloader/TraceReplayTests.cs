using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hvmloader;

/// <summary>Guests that Xen 4.17.7 really built, replayed: page ends, BARs, moved RAM, E820 and every console line.</summary>
public sealed class TraceReplayTests
{
    private static readonly XenProfile Xen417 = Profile("4.17");

    [Fact]
    public void Replay_EveryTracedGuest_AgreesWithTheTrace()
    {
        var found = new List<string>();
        int ran = 0;
        foreach (TraceGuest guest in Guests())
        {
            TraceReplay replay = TraceReplay.Run(guest, Xen417);
            found.AddRange(TraceComparison.Differences(guest, replay).Select(line => $"{guest.Batch}/{guest.Case}: {line}"));
            ran += guest.Hvmloader?.Bars.Length > 0 ? 1 : 0;
        }

        Assert.Empty(found);
        Assert.True(ran >= 80, $"only {ran} guests came to their BARs");
    }

    [Fact]
    public void Console_EveryTracedGuest_IsTheLogLineForLine()
    {
        int compared = 0;
        foreach (TraceGuest guest in Guests())
        {
            string path = Path.Combine(SharedFolder.Find("traces", "logs")!, $"{guest.Batch}__{guest.Case}", "hvmloader.log");
            TraceReplay replay = TraceReplay.Run(guest, Xen417);
            if (!File.Exists(path) || replay.Input is null)
            {
                continue;
            }

            string[] log = File.ReadAllLines(path);
            if (log.Length < 5)
            {
                // A guest that hung in firmware left no more than its first lines.
                continue;
            }

            HvmloaderEnvironment environment = new() { TssAddress = TssOf(log) };
            ImmutableArray<string> lines = HvmloaderConsole.Lines(replay.Input, replay.Hvmloader!, environment);
            Assert.Equal([$"{guest.Batch}/{guest.Case}", .. log], [$"{guest.Batch}/{guest.Case}", .. lines]);
            compared++;
        }

        Assert.True(compared >= 80, $"only {compared} logs were compared");
    }

    /// <summary>The TSS follows the MP tables, whose size is not part of the simulation.</summary>
    private static uint TssOf(string[] log)
    {
        const string Prefix = "vm86 TSS at ";
        string? line = log.FirstOrDefault(l => l.StartsWith(Prefix, StringComparison.Ordinal));
        return line is null ? 0 : uint.Parse(line.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<TraceGuest> Guests()
    {
        string? path = SharedFolder.Find("traces", "guests.jsonl");
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        return File.ReadLines(path!).Select(line => TraceGuest.Read(JsonDocument.Parse(line).RootElement));
    }

    private static XenProfile Profile(string name)
    {
        Assert.True(XenProfile.TryParse(name, out XenProfile profile));
        return profile;
    }
}
