using System.Diagnostics;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Reads <c>rdm</c> strings as the design or as a release does (BEHAVIOUR.md section 1).</summary>
public static class RdmOptionParser
{
    /// <summary>Reads a string.</summary>
    /// <param name="text">The value of <c>rdm</c>; a NUL ends it, as in C.</param>
    /// <param name="grammar">Whose rules.</param>
    /// <returns>What the parser made of it. Never throws for any text.</returns>
    public static RdmOption Parse(string text, OptionGrammar grammar)
    {
        string option = CString.Of(text);
        return grammar switch
        {
            OptionGrammar.Design => RdmOptionDesign.Parse(option),
            OptionGrammar.Xen46 => ParseOrdered(option),
            OptionGrammar.Xen414 => ParsePairs(option, Policy414),
            OptionGrammar.Xen415 => ParsePairs(option, Policy415),
            _ => throw new UnreachableException($"no parser for {grammar}"),
        };
    }

    // 4.6 to 4.13: exactly "strategy=host,policy=WORD". The state after the strategy is the policy's key, not the end,
    // so "strategy=host" alone fails without a word.
    private static RdmOption ParseOrdered(string text)
    {
        var result = new RdmOption { ReturnCode = XlReturnCode.Invalid };
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return result;
        }

        if (text[..equals] != "strategy")
        {
            return result with { Report = $"Unknown RDM state option: {text[..equals]}" };
        }

        string rest = text[(equals + 1)..];
        string word = UpToComma(rest);
        if (word != "host")
        {
            return result with { Report = $"Unknown RDM strategy option: {word}" };
        }

        result = result with { Strategy = RdmStrategy.Host };
        string tail = word.Length < rest.Length ? rest[(word.Length + 1)..] : "";
        equals = tail.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? result
            : tail[..equals] != "policy" ? result with { Report = $"Unknown RDM property value: {tail[..equals]}" }
            : LastPolicy(result, tail[(equals + 1)..]);
    }

    private static RdmOption LastPolicy(RdmOption result, string rest)
    {
        string word = UpToComma(rest);
        result = Policy414(result, word, out bool refused);
        return refused || word.Length < rest.Length
            ? result with { ReturnCode = XlReturnCode.Invalid }
            : result with { ReturnCode = XlReturnCode.Ok };
    }

    private delegate RdmOption PolicyRule(RdmOption soFar, string word, out bool refused);

    // 4.14 on: key=value pairs in any order, the last of a kind counts.
    private static RdmOption ParsePairs(string text, PolicyRule policy)
    {
        var result = new RdmOption();
        for (string rest = text; ;)
        {
            int equals = rest.IndexOf('=', StringComparison.Ordinal);
            string key = equals < 0 ? "" : rest[..equals];
            if (equals < 0 || key is not ("strategy" or "policy"))
            {
                string report = equals < 0 ? "" : $"Unknown RDM state option: {key}";
                return result with { ReturnCode = XlReturnCode.Invalid, Report = result.Report + report };
            }

            rest = rest[(equals + 1)..];
            string word = UpToComma(rest);
            result = key == "strategy" ? Strategy(result, word, out bool refused) : policy(result, word, out refused);
            if (refused)
            {
                return result with { ReturnCode = XlReturnCode.Invalid };
            }

            if (word.Length == rest.Length)
            {
                return result;
            }

            rest = rest[(word.Length + 1)..];
        }
    }

    private static RdmOption Strategy(RdmOption soFar, string word, out bool refused)
    {
        refused = word != "host";
        return refused
            ? soFar with { Report = soFar.Report + $"Unknown RDM strategy option: {word}" }
            : soFar with { Strategy = RdmStrategy.Host };
    }

    private static RdmOption Policy414(RdmOption soFar, string word, out bool refused)
    {
        RdmPolicy? policy = word switch
        {
            "strict" => RdmPolicy.Strict,
            "relaxed" => RdmPolicy.Relaxed,
            _ => null,
        };
        refused = policy is null;
        return refused
            ? soFar with { Report = soFar.Report + $"Unknown RDM property policy value: {word}" }
            : soFar with { PolicyWritten = true, Policy = policy };
    }

    // 4.15 on: parse_rdm_policy returns 0 for success and xlu_rdm_parse takes 0 for failure. A valid word is written and
    // refused without a message; an unknown one is reported and accepted.
    private static RdmOption Policy415(RdmOption soFar, string word, out bool refused)
    {
        refused = PolicyWords.TryParse(word, out RdmPolicy? policy);
        return refused
            ? soFar with { PolicyWritten = true, Policy = policy }
            : soFar with { Report = soFar.Report + $"Unknown RDM policy: {word}" };
    }

    private static string UpToComma(string text)
    {
        int comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? text : text[..comma];
    }
}
