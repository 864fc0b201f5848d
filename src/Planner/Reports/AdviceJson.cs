using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Reports;

/// <summary>Advice as JSON. A diff is text as <c>patch</c> takes it, line ends of the file included.</summary>
public static class AdviceJson
{
    /// <summary>Writes the document.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="question">The question.</param>
    /// <param name="findings">Findings of the inputs.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string Write(AdviceAnswer answer, AdviceQuestion question, IEnumerable<Finding> findings) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        WriteVerdict(writer, answer);
        writer.WriteString("profile", question.Plan.Profile.Name);
        writer.WriteString("host", question.Plan.Host.Name);
        WriteGuest(writer, question);
        WriteAnswer(writer, answer, question);
        FindingJson.WriteArray(writer, "diagnostics", findings);
        writer.WriteEndObject();
    });

    /// <summary>Writes the advice for many hosts.</summary>
    /// <param name="fleet">The hosts and answers.</param>
    /// <param name="question">The question; its host is not looked at.</param>
    /// <param name="findings">Findings of the inputs.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string WriteFleet(ImmutableArray<HostAdvice> fleet, AdviceQuestion question, IEnumerable<Finding> findings) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("profile", question.Plan.Profile.Name);
        WriteGuest(writer, question);
        writer.WriteStartArray("hosts");
        foreach (HostAdvice host in fleet)
        {
            writer.WriteStartObject();
            writer.WriteString("host", host.Host.Name);
            WriteVerdict(writer, host.Answer);
            WriteAnswer(writer, host.Answer, question);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("summary");
        writer.WriteNumber("hosts", fleet.Length);
        writer.WriteNumber("clean", fleet.Count(h => h.Answer.IsClean));
        writer.WriteNumber("fixed", fleet.Count(h => !h.Answer.Fixes.IsEmpty));
        writer.WriteNumber("none", fleet.Count(h => !h.Answer.IsClean && h.Answer.Fixes.IsEmpty));
        writer.WriteStartArray("fixes");
        foreach (IGrouping<string, HostAdvice> group in FleetText.Groups(fleet, h => h.Answer.Fixes))
        {
            writer.WriteStartObject();
            writer.WriteString("knobs", group.Key);
            writer.WriteNumber("helps", group.Count());
            writer.WriteNumber("smallest", group.Count(h => FleetText.NameOf(h.Answer.Fixes[0]) == group.Key));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        FindingJson.WriteArray(writer, "diagnostics", findings);
        writer.WriteEndObject();
    });

    /// <summary>Writes the advice under several profiles.</summary>
    /// <param name="rows">The profiles and answers.</param>
    /// <param name="host">The host as the user named it.</param>
    /// <param name="findings">Findings of the inputs.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string WriteProfiles(ImmutableArray<ProfileAdvice> rows, string host, IEnumerable<Finding> findings) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("host", host);
        writer.WriteStartArray("profiles");
        foreach (ProfileAdvice row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("profile", row.Name);
            WriteTexts(writer, "releases", row.Releases);
            if (row is { Answer: { } answer, Question: { } question })
            {
                WriteVerdict(writer, answer);
                WriteAnswer(writer, answer, question);
            }
            else
            {
                writer.WriteString("outcome", "refused");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        FindingJson.WriteArray(writer, "diagnostics", findings);
        writer.WriteEndObject();
    });

    private static void WriteGuest(Utf8JsonWriter writer, AdviceQuestion question)
    {
        writer.WriteString("guest", question.Source.Name);
        writer.WriteBoolean("guest_made_of_options", question.Source.IsMadeOfOptions);
    }

    /// <summary>The word for how an answer ends.</summary>
    internal static string Outcome(AdviceAnswer answer) => answer.IsClean ? "clean" : answer.Fixes.IsEmpty ? "none" : "fixed";

    private static void WriteVerdict(Utf8JsonWriter writer, AdviceAnswer answer)
    {
        writer.WriteString("outcome", Outcome(answer));
        writer.WriteString("plan", answer.Outcome is Accepted ? "accepted" : "rejected");
    }

    private static void WriteAnswer(Utf8JsonWriter writer, AdviceAnswer answer, AdviceQuestion question)
    {
        writer.WriteStartArray("troubles");
        foreach (Trouble trouble in answer.Troubles)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", trouble.Kind.ToString().ToLowerInvariant());
            writer.WriteString("message", trouble.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteAdvice(writer, "fixes", answer.Fixes, question);
        WriteAdvice(writer, "remaining", answer.Remaining, question);
        WriteTexts(writer, "statements", answer.Statements);
        WriteTexts(writer, "notes", answer.Notes);
    }

    private static void WriteAdvice(Utf8JsonWriter writer, string name, IEnumerable<Advised> advice, AdviceQuestion question)
    {
        writer.WriteStartArray(name);
        foreach (Advised one in advice)
        {
            writer.WriteStartObject();
            writer.WriteString("title", one.Title);
            writer.WriteStartArray("changes");
            foreach (ConfigChange change in one.Changes)
            {
                WriteChange(writer, change, question.Plan.Guest);
            }

            writer.WriteEndArray();
            writer.WriteNumber("lines", one.LineCount);
            writer.WriteString("reason", one.Reason);
            writer.WriteString("rank_reason", one.RankReason);
            writer.WriteNumber("moved_mib", one.Cost.MovedMiB);
            writer.WriteNumber("given_up_mib", one.Cost.GivenUpMiB);
            WriteTexts(writer, "losses", one.Cost.Losses);
            writer.WriteString("checked", one.Checked);
            writer.WriteString("lowmem_end", one.Outcome.Plan.LowMemEnd.ToString());
            writer.WriteString("highmem_end", one.Outcome.Plan.HighMemEnd?.ToString());
            WriteTexts(writer, "dropped_options", one.DroppedOptions);
            writer.WriteString("diff", GuestSource.Readable(one.Diff));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChange(Utf8JsonWriter writer, ConfigChange change, GuestConfig guest)
    {
        writer.WriteStartObject();
        writer.WriteString("knob", Name(change.Knob));
        writer.WriteString("words", change.Words(guest));
        if (change is NumberChange number)
        {
            writer.WriteNumber("value", number.Value);
        }

        writer.WriteEndObject();
    }

    /// <summary>The word for a knob.</summary>
    /// <param name="knob">The knob.</param>
    /// <returns><c>rdm_mem_boundary</c>, <c>mmio_hole</c>, <c>hap</c>, <c>policy</c>, <c>memory</c>, <c>strategy</c> or <c>device</c>.</returns>
    public static string Name(Knob knob) => knob switch
    {
        Knob.Boundary => "rdm_mem_boundary",
        Knob.MmioHole => "mmio_hole",
        _ => knob.ToString().ToLowerInvariant(),
    };

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
