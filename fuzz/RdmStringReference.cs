using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Fuzz;

/// <summary>
/// xlu_rdm_parse once more, character by character with its states as the C has them, independent of the parser under test.
/// </summary>
/// <remarks>tools/libs/util/libxlu_pci.c (4.15 on), tools/libxl/libxlu_pci.c before. Ugly on purpose.</remarks>
/// <param name="ReturnCode">0 or ERROR_INVAL.</param>
/// <param name="HasStrategy">Whether the strategy was written.</param>
/// <param name="Policy">The policy written.</param>
/// <param name="Report">What is printed.</param>
internal sealed record RdmStringReference(int ReturnCode, bool HasStrategy, RdmPolicy? Policy, string Report)
{
    private enum State
    {
        Type,
        Strategy,
        PolicyKey,
        Policy,
        Terminal,
    }

    /// <summary>Reads a string.</summary>
    /// <param name="text">The string, without a NUL.</param>
    /// <param name="grammar">Whose parser.</param>
    /// <returns>What it gives.</returns>
    internal static RdmStringReference Parse(string text, OptionGrammar grammar)
    {
        RdmStringReference result = new(0, false, null, "");
        RdmStringReference Failed(string report) => result with { ReturnCode = XlReturnCode.Invalid, Report = result.Report + report };

        State state = State.Type;
        string token = "";
        string all = text + "\0";
        for (int i = 0; i < all.Length; i++)
        {
            char c = all[i];
            bool isEnd = c == '\0';
            switch (state)
            {
                case State.Type or State.PolicyKey when c == '=':
                    bool ordered = grammar == OptionGrammar.Xen46;
                    if (token == "strategy" && state == State.Type)
                        state = State.Strategy;
                    else if (token == "policy" && (!ordered || state == State.PolicyKey))
                        state = State.Policy;
                    else
                        return Failed(state == State.PolicyKey ? $"Unknown RDM property value: {token}" : $"Unknown RDM state option: {token}");
                    token = "";
                    break;
                case State.Strategy when c == ',' || isEnd:
                    if (token != "host")
                        return Failed($"Unknown RDM strategy option: {token}");
                    result = result with { HasStrategy = true };
                    state = grammar == OptionGrammar.Xen46 ? State.PolicyKey : isEnd ? State.Terminal : State.Type;
                    token = "";
                    break;
                case State.Policy when c == ',' || isEnd:
                    RdmPolicy? word = token switch { "strict" => RdmPolicy.Strict, "relaxed" => RdmPolicy.Relaxed, _ => null };
                    bool known = word is not null || (grammar == OptionGrammar.Xen415 && token == "invalid");
                    if (grammar == OptionGrammar.Xen415)
                    {
                        // The sense of the result is reversed: a word that is known is refused.
                        if (known)
                            return result with { ReturnCode = XlReturnCode.Invalid, Policy = word };
                        result = result with { Report = result.Report + $"Unknown RDM policy: {token}" };
                    }
                    else if (!known)
                    {
                        return Failed($"Unknown RDM property policy value: {token}");
                    }
                    else
                    {
                        result = result with { Policy = word };
                    }

                    state = isEnd || grammar == OptionGrammar.Xen46 ? State.Terminal : State.Type;
                    if (grammar == OptionGrammar.Xen46 && !isEnd)
                        return Failed("");
                    token = "";
                    break;
                default:
                    token += c;
                    break;
            }
        }

        return state == State.Terminal ? result : Failed("");
    }
}
