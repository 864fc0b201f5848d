using System.Globalization;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Configuration;

internal sealed partial class GuestBinding
{
    private void Rdm()
    {
        if (RdmText() is not { } text)
        {
            return;
        }

        _config = _config with { RdmText = new Configured<string?>(text.Value, text.Origin) };
        OptionGrammar grammar = _overrides.RdmGrammar ?? _profile.Grammar;
        RdmOption option = RdmOptionParser.Parse(text.Value, grammar);
        _log.Add(option.Findings, text.Origin, text.Value);
        _log.Print(option.Report);
        if (grammar == OptionGrammar.Design)
        {
            TakeDesign(option, text.Origin);
        }
        else if (option.IsAccepted)
        {
            TakeRelease(option, text);
        }
        else
        {
            string why = option.Report.Length > 0 ? $"after printing \"{option.Report}\"" : "without a message";
            _log.Add(ConfigDiagnosticCode.RdmIgnoredByRelease, text.Origin,
                $"xl {_profile} drops \"{text.Value}\" {why} and goes on as if there were no rdm setting");
        }
    }

    // The design's first version wrote a list of one string: rdm = [ 'host, reserve=force' ].
    private Configured<string>? RdmText()
    {
        if (!_profile.IsDesign || _lookup.Find("rdm") is not { Value: XlList } setting)
        {
            return _lookup.Text("rdm");
        }

        _log.Add(ConfigDiagnosticCode.OldSpelling, setting.Origin, "a list is the oldest form of rdm; today it is one string");
        return _lookup.Strings("rdm") is { } parts
            ? new Configured<string>(string.Join(',', parts.Select(p => p.Value)), setting.Origin)
            : null;
    }

    private void TakeDesign(RdmOption option, string origin)
    {
        _config = _config with
        {
            RdmStrategy = option.Strategy is { } strategy ? new Configured<RdmStrategy>(strategy, origin) : _config.RdmStrategy,
            RdmPolicy = option.Policy is { } policy ? new Configured<RdmPolicy?>(policy, origin) : _config.RdmPolicy,
        };
    }

    // xl_parse.c copies both fields of a structure on its stack, whether the parser wrote them or not.
    private void TakeRelease(RdmOption option, Configured<string> text)
    {
        if (option.Report.Length > 0)
        {
            _log.Add(ConfigDiagnosticCode.PolicyWordIgnored, text.Origin,
                $"xl {_profile} prints \"{option.Report}\" and accepts \"{text.Value}\" all the same");
        }

        RdmStrategy strategy = option.Strategy ?? _overrides.UninitialisedStrategy;
        RdmPolicy? policy = option.PolicyWritten ? option.Policy : _overrides.UninitialisedPolicy;
        _uninitialisedRead = option.Strategy is null || !option.PolicyWritten;
        if (_uninitialisedRead)
        {
            string field = option.Strategy is not null ? "policy" : option.PolicyWritten ? "strategy" : "strategy and policy";
            _log.Add(ConfigDiagnosticCode.UninitialisedRead, text.Origin, string.Create(CultureInfo.InvariantCulture,
                $"xl {_profile} sets no {field} for \"{text.Value}\" and takes what is on its stack; assumed are strategy {(int)strategy} and policy {(int?)policy ?? -1} in libxl's numbers"));
        }

        _config = _config with
        {
            RdmStrategy = new Configured<RdmStrategy>(strategy, text.Origin),
            RdmPolicy = new Configured<RdmPolicy?>(policy, text.Origin),
        };
    }
}
