using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Fuzz;

/// <summary>Random <c>rdm=</c>, <c>pci=</c> and <c>rmrr=</c> strings through us and a second reading of each C parser.</summary>
internal static class OptionStrings
{
    private const int Seed = 20150409;

    private static readonly string[] RdmWords =
    [
        "strategy", "policy", "host", "strict", "relaxed", "none", "invalid", "=", "=", ",", ",", " ", "type", "reserve", "Strategy",
        "strategy=host", "policy=strict", "policy=relaxed", "\t", "==", ",,", "h", "é", "\u007f",
    ];

    private static readonly string[] PciWords =
    [
        "03:00.0", "03:00.0", "0000:03:1f.7", "03:00.*", "0x3:0X0.0", " 3:0.1", "100000003", ":", ".", "*", "@", "@5", "@1f", "@20",
        ",", ",", "=", "=1", "=0", "= 7x", "=-1", "=4294967296", "permissive", "seize", "msitranslate", "power_mgmt", "rdm_policy", "=strict",
        "=Relaxed", "=relaxed", "=invalid", ",rdm_policy=strict", ",permissive=1", ",bdf=0:1.2", "bdf=", ",vslot=1e", "name=", "x", " ",
        "0x", "+3", "-1", "8", "20", "ffff", "10000", "ffffffffffffffffff", "é", "\t",
    ];

    private static readonly string[] RmrrWords =
    [
        "7e000", "7e000-7e00f", "0x7e000", "0X", "-", "-", "=", "=0:1d.0", "=00:1d.0", ",1a.0", ",0:1a.7", ",0001:2:3.4", ",0:1.010", ",0:1.0x7",
        ":", ".", ";", ";", ";1-2=0:1.0", ";2=1:0:1.0,0:2.0", "1", "f", "10", "8", "20", "100", "ffff", "10000", "ffffffffffffffff", "x", " ", "é",
    ];

    /// <summary>Compares.</summary>
    /// <param name="cases">How many strings of each option.</param>
    /// <returns>How many differ.</returns>
    internal static int Run(int cases)
    {
        OptionGrammar[] xl = [OptionGrammar.Xen46, OptionGrammar.Xen414, OptionGrammar.Xen415];
        return Compare("rdm=", cases, RdmWords, xl, RdmDifference)
            + Compare("pci=", cases, PciWords, xl, PciDifference)
            + Compare("rmrr=", cases, RmrrWords, [OptionGrammar.Xen415], (text, _) => RmrrDifference(text));
    }

    private static int Compare(string option, int cases, string[] words, OptionGrammar[] grammars, Func<string, OptionGrammar, (string?, bool)> difference)
    {
        int differing = 0;
        int accepted = 0;
        Random random = new(Seed);
        for (int i = 0; i < cases; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => words[random.Next(words.Length)]));
            foreach (OptionGrammar grammar in grammars)
            {
                (string? found, bool isAccepted) = difference(text, grammar);
                differing += Differential.Say(found is null ? null : $"{option} {grammar}: {found}", text);
                accepted += isAccepted ? 1 : 0;
            }
        }

        Console.WriteLine($"options: {cases} {option} strings, {grammars.Length} grammars ({accepted} accepted), {differing} differ");
        return differing;
    }

    private static (string?, bool) RdmDifference(string text, OptionGrammar grammar)
    {
        RdmOption option = RdmOptionParser.Parse(text, grammar);
        RdmStringReference expected = RdmStringReference.Parse(text, grammar);
        bool isSame = option.ReturnCode == expected.ReturnCode && option.Report == expected.Report
            && (option.Strategy is not null) == expected.HasStrategy && option.Policy == expected.Policy;
        return (isSame ? null : $"expected {expected}, got {option.ReturnCode} '{option.Report}' {option.Policy}", option.IsAccepted);
    }

    private static (string?, bool) PciDifference(string text, OptionGrammar grammar)
    {
        PciOption option = PciOptionParser.Parse(text, grammar, PciOption.Initial) with { Findings = [] };
        PciOption expected = grammar == OptionGrammar.Xen415 ? PciStringReference.Spec(text) : PciStringReference.Bdf(text);

        // Behind the assertion nothing is left to compare.
        bool isSame = expected.Aborts ? option.Aborts : option with { FunctionWritten = true } == expected;
        return (isSame ? null : $"expected {expected}, got {option}", option.IsAccepted);
    }

    private static (string?, bool) RmrrDifference(string text)
    {
        (int rc, List<string> regions) = RmrrStringReference.Parse(text);
        (int gotRc, List<string> got) = RmrrStringReference.Of(RmrrOption.Parse(text));
        bool isSame = rc == gotRc && regions.SequenceEqual(got);
        return (isSame ? null : $"expected {rc} {string.Join(';', regions)}, got {gotRc} {string.Join(';', got)}", rc == 0 && regions.Count > 0);
    }
}
