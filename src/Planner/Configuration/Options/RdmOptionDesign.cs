using System.Collections.Immutable;

namespace RdmPlanner.Planner.Configuration;

/// <summary>The <c>rdm</c> string of the 2015 design, in every spelling of BEHAVIOUR.md section 0.</summary>
internal sealed class RdmOptionDesign
{
    private readonly ImmutableArray<OptionFinding>.Builder _findings = ImmutableArray.CreateBuilder<OptionFinding>();
    private RdmStrategy? _strategy;
    private RdmPolicy? _policy;
    private bool _failed;

    /// <summary>Reads a string; see <see cref="RdmOptionParser.Parse"/>.</summary>
    public static RdmOption Parse(string text)
    {
        var parser = new RdmOptionDesign();
        foreach (string item in DesignWords.Items(text, parser._findings))
        {
            parser.Item(item);
        }

        return new RdmOption
        {
            ReturnCode = parser._failed ? XlReturnCode.Invalid : XlReturnCode.Ok,
            Strategy = parser._strategy,
            PolicyWritten = parser._policy is not null,
            Policy = parser._policy,
            Findings = parser._findings.ToImmutable(),
        };
    }

    private void Item(string item)
    {
        (string key, string? value) = DesignWords.Pair(item);
        switch (key)
        {
            case "strategy" or "type" when value is not null:
                if (key == "type")
                {
                    DesignWords.NoteOld(_findings, "type=", "strategy=");
                }

                Strategy(value);
                break;
            case "policy" or "reserve" when value is not null:
                if (key == "reserve")
                {
                    DesignWords.NoteOld(_findings, "reserve=", "policy=");
                }

                Policy(value);
                break;
            case "host" or "none" when value is null:
                DesignWords.NoteOld(_findings, key, $"strategy={key}");
                Strategy(key);
                break;
            default:
                Fail(item.Length == 0
                    ? "there is an empty part; parts are strategy= and policy="
                    : $"unknown part '{item}'; parts are strategy= and policy= (or the older type= and reserve=)");
                break;
        }
    }

    private void Strategy(string word)
    {
        RdmStrategy? strategy = word switch
        {
            "host" => RdmStrategy.Host,
            "none" or "ignore" => RdmStrategy.Ignore,
            _ => null,
        };
        if (strategy is null)
        {
            Fail($"unknown strategy '{word}'; allowed are {DesignWords.Strategies}");
        }
        else if (_strategy is not null && _strategy != strategy)
        {
            Fail("two different strategies are given");
        }

        _strategy ??= strategy;
    }

    private void Policy(string word)
    {
        RdmPolicy? policy = DesignWords.Policy(word, _findings);
        if (policy is null)
        {
            Fail($"unknown policy '{word}'; allowed are {DesignWords.Policies}");
        }
        else if (_policy is not null && _policy != policy)
        {
            Fail("two different policies are given");
        }

        _policy ??= policy;
    }

    private void Fail(string message)
    {
        _failed = true;
        _findings.Add(new OptionFinding(ConfigDiagnosticCode.RdmOptionInvalid, message));
    }
}
