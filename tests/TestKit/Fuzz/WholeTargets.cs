using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Host.Bundle;
using RdmPlanner.Planner.Lint;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.TestKit.Fuzz;

/// <summary>Inputs that go through many rooms.</summary>
internal static class WholeTargets
{
    /// <summary>Between a host and a guest in one input of <see cref="Plan"/>.</summary>
    private static ReadOnlySpan<byte> Separator => "%%%"u8;

    private const string SomeGuest = "memory = 4096\nrdm = 'strategy=host,policy=relaxed'\n";

    /// <summary>A line of <c>verify</c>.</summary>
    internal static void Scenario(ReadOnlySpan<byte> input)
    {
        byte[] line = input.ToArray();
        ScenarioReport report = ScenarioRunner.Judge(line, null, ScenarioRecording.None);
        ScenarioReport again = ScenarioRunner.Judge(line, null, ScenarioRecording.None);
        Law.Holds(report.Outcome == again.Outcome && report.Problem == again.Problem, "the same input gives the same result");
        Law.Holds(report.Outcome != ScenarioOutcome.Malformed || report.Problem is not null, "a malformed line has a reason");
        ScenarioReport recorded = ScenarioRunner.Judge(line, null, ScenarioRecording.All);
        if (recorded.RecordedLine is { } completed)
        {
            Law.Holds(
                ScenarioRunner.Judge(completed, null, ScenarioRecording.None).Outcome == ScenarioOutcome.Passed,
                "what was recorded passes");
        }
    }

    /// <summary>An archive, or the tar inside it.</summary>
    internal static void Bundle(ReadOnlySpan<byte> input)
    {
        BundleFiles bundle = BundleArchive.Read(input);
        bool isRefused = bundle.Diagnostics.Any(d => d.Severity == Acpi.DiagnosticSeverity.Error);
        Law.Holds(!isRefused || bundle.Files.IsEmpty, "nothing of a refused bundle is kept");
        Law.Holds(bundle.Files.Count <= BundleBuilder.MostMembers && bundle.Files.Values.Sum(f => (long)f.Length) <= BundleBuilder.LargestInBytes, "sizes are limited");
        foreach (string path in bundle.Files.Keys)
            Law.Holds(BundlePaths.Normalise(path, out string normal) is null && normal == path && path.Length > 0, "every path stays inside");

        HostDescription host = BundleReader.Read(bundle, "host.tar.gz");
        Law.IsRepeatable(host.Findings, BundleReader.Read(bundle, "host.tar.gz").Findings);
        Law.Holds(!isRefused || host.IsUnusable, "a refused bundle is no host");
        foreach (Finding finding in host.Findings)
            Law.IsHarmless(FindingText.Of(finding));
    }

    /// <summary>A host and a guest through plan, lint and simulation, and their reports.</summary>
    internal static void Plan(ReadOnlySpan<byte> input)
    {
        int cut = input.IndexOf(Separator);
        HostDescription host = HostReader.Read(cut < 0 ? input : input[..cut], "host");
        string guest = cut < 0 ? SomeGuest : Encoding.UTF8.GetString(input[(cut + Separator.Length)..]);
        foreach (HostTable table in host.Tables)
            TableTargets.Dmar(table.Bytes.AsSpan());
        Law.IsHarmless(DmarText.Write(host));
        XenProfile profile = GuestTargets.Profiles[input.Length % GuestTargets.Profiles.Length];
        Lint(host);
        BoundGuest bound = GuestConfigBinder.Bind(XlConfigReader.Read(guest, "guest.cfg"), GuestOverrides.None, profile);
        if (bound.IsRefused || host.IsUnusable)
            return;

        PlanRequest request = new() { Host = host, Guest = bound.Config, Profile = profile };
        PlanOutcome outcome = MemoryPlanner.Plan(request);
        Obeys(request, outcome);
        Finding[] others = [.. bound.Diagnostics.Select(Finding.Of)];
        string json = PlanJson.Write(outcome, others);
        Law.Holds(json == PlanJson.Write(MemoryPlanner.Plan(request), others), "the same input gives the same result");
        IsJson(json);
        Law.IsHarmless(PlanText.Write(outcome, others));
        MachineSimulation simulation = MachineSimulator.Run(new SimulationRequest { Plan = request });
        Law.IsHarmless(SimulationText.Write(simulation, others, withFrames: true));
        IsJson(SimulationJson.Write(simulation, others));
        Law.Holds(!simulation.IsAccepted || simulation.Stop is null, "a guest that runs was stopped nowhere");
    }

    private static void Lint(HostDescription host)
    {
        LintRequest request = new() { Host = host, MemoryMap = host.MemoryMap, Topology = host.Topology };
        ImmutableArray<LintFinding> findings = Linter.Run(request);
        LintReport report = LintReport.Of(LintProfile.Spec, findings, host.Tables.Length);
        Law.IsHarmless(LintText.Write(report));
        IsJson(LintJson.Write(report));
    }

    /// <summary>The laws of region resolution (15, 16, 19 and 20) on whatever the host and the guest gave.</summary>
    private static void Obeys(PlanRequest request, PlanOutcome outcome)
    {
        if (outcome.Plan is not { InitialLayout: { } before, Layout: { } after } plan)
            return;
        Law.Holds(Ram(before) == Ram(after), "RAM is conserved");
        Law.Holds(after.LowMemEnd <= before.LowMemEnd, "low memory moves only down");
        Gpa boundary = new(MemoryPlanner.Input(request).BoundaryKiB << 10 ?? RdmResolver.DefaultBoundaryInBytes);
        RdmResolution relaxed = Resolve(RdmPolicy.Relaxed);
        RdmResolution strict = Resolve(RdmPolicy.Strict);
        Law.Holds(relaxed.FirstConflict is null, "relaxed regions always plan");
        Law.Holds(relaxed.Layout == after && strict.Layout == after, "a policy never moves memory");
        bool masks = relaxed.Regions.Any(r => r.Disposition == RdmDisposition.Masked);
        Law.Holds(masks == (strict.FirstConflict is not null), "strict rejects exactly when relaxed masks");

        RdmResolution Resolve(RdmPolicy policy) => RdmResolver.Resolve(
            before, [.. plan.Regions.Select(r => r.Resolved.Entry with { Policy = policy })], boundary,
            request.Guest.Hap.Value && request.Profile.RoundsMovedLowMemForHap);
    }

    private static ulong Ram(RamLayout layout) =>
        unchecked(layout.LowMemEnd.Value + ((layout.HighMemEnd?.Value ?? Gpa.FourGiB.Value) - Gpa.FourGiB.Value));

    private static void IsJson(string json) => JsonDocument.Parse(json).Dispose();
}
