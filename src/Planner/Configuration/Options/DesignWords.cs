using System.Collections.Immutable;

namespace RdmPlanner.Planner.Configuration;

/// <summary>The words of the 2015 design, of its review and of the releases, and which of them are modern.</summary>
internal static class DesignWords
{
    /// <summary>Words for a policy, in the order they are offered to the user.</summary>
    public const string Policies = "strict, relaxed (or the older force, try)";

    /// <summary>Words for a strategy, in the order they are offered to the user.</summary>
    public const string Strategies = "host, none (or ignore)";

    /// <summary>Reads a policy; an older word adds a note.</summary>
    public static RdmPolicy? Policy(string word, ImmutableArray<OptionFinding>.Builder findings)
    {
        RdmPolicy? policy = word switch
        {
            "strict" or "force" => RdmPolicy.Strict,
            "relaxed" or "try" => RdmPolicy.Relaxed,
            _ => null,
        };
        if (word is "force" or "try")
        {
            NoteOld(findings, word, policy == RdmPolicy.Strict ? "strict" : "relaxed");
        }

        return policy;
    }

    /// <summary>Notes the modern spelling of an older one.</summary>
    public static void NoteOld(ImmutableArray<OptionFinding>.Builder findings, string old, string modern) =>
        findings.Add(new OptionFinding(ConfigDiagnosticCode.OldSpelling, $"'{old}' is an older spelling of '{modern}'"));

    /// <summary>
    /// Cuts a string at its commas and the blanks around them. The documentation itself prints
    /// <c>strategy=host, policy=relaxed</c> (docs/misc/vtd.txt), so blanks are taken, with a note.
    /// </summary>
    public static string[] Items(string text, ImmutableArray<OptionFinding>.Builder findings)
    {
        string[] items = text.Split(',');
        bool blanks = false;
        for (int i = 0; i < items.Length; i++)
        {
            string item = items[i].Trim(' ', '\t');
            blanks |= item.Length != items[i].Length;
            items[i] = item;
        }

        if (blanks)
        {
            findings.Add(new OptionFinding(ConfigDiagnosticCode.SpacesInOption,
                "blanks around commas are skipped here; every release of Xen refuses them"));
        }

        return items;
    }

    /// <summary>Cuts <c>key=value</c>; the value is null when there is no equals sign.</summary>
    public static (string Key, string? Value) Pair(string item)
    {
        int equals = item.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (item, null) : (item[..equals].TrimEnd(' ', '\t'), item[(equals + 1)..].TrimStart(' ', '\t'));
    }
}
