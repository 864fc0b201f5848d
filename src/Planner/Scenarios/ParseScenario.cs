using System.Text.Json;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Stage <c>parse</c> of the vectors: one option string through one release's parser.</summary>
public static class ParseScenario
{
    /// <summary>Runs a scenario.</summary>
    /// <param name="input">The <c>in</c> object: <c>kind</c> (rdm or pci), <c>string</c>, <c>version</c> (head, 4.14, 4.13).</param>
    /// <param name="output">Receives the <c>out</c> object, keys in the vectors' order.</param>
    /// <exception cref="ScenarioFormatException">The input is not of this stage; the message names the field.</exception>
    public static void Run(JsonElement input, Utf8JsonWriter output)
    {
        OptionGrammar grammar = Grammar(ScenarioValue.Text(input, "version", "head"));
        string text = ScenarioValue.Text(input, "string", "");
        output.WriteStartObject();
        switch (ScenarioValue.Text(input, "kind", "rdm"))
        {
            case "rdm":
                Write(RdmOptionParser.Parse(text, grammar), output);
                break;
            case "pci":
                Write(PciOptionParser.Parse(text, grammar, PciOption.Initial), output);
                break;
            case var kind:
                throw new ScenarioFormatException("kind", $"\"{kind}\" is neither rdm nor pci");
        }

        output.WriteEndObject();
    }

    // The vectors' versions are 4.14.6 and 4.13.5, which both assert the function number.
    private static OptionGrammar Grammar(string version) => version switch
    {
        "head" => OptionGrammar.Xen415,
        "4.14" => OptionGrammar.Xen414,
        "4.13" => OptionGrammar.Xen46,
        _ => throw new ScenarioFormatException("version", $"\"{version}\" is none of head, 4.14, 4.13"),
    };

    private static void Write(RdmOption option, Utf8JsonWriter output)
    {
        output.WriteNumber("rc", option.ReturnCode);
        output.WriteString("strategy", option.Strategy is null ? null : "host");
        output.WriteString("policy", option.PolicyWritten ? PolicyWords.Of(option.Policy) : null);
        output.WriteString("report", option.Report);
    }

    private static void Write(PciOption option, Utf8JsonWriter output)
    {
        if (option.Aborts)
        {
            output.WriteString("signal", "abort");
            return;
        }

        output.WriteNumber("rc", option.ReturnCode);
        ScenarioValue.Hex(output, "domain", option.Domain);
        ScenarioValue.Hex(output, "bus", option.Bus);
        ScenarioValue.Hex(output, "dev", option.Device);
        ScenarioValue.Hex(output, "func", option.Function);
        ScenarioValue.Hex(output, "vfunc_mask", option.VFuncMask);
        ScenarioValue.Hex(output, "vdevfn", option.VDevFn);
        output.WriteBoolean("msitranslate", option.MsiTranslate);
        output.WriteBoolean("power_mgmt", option.PowerManagement);
        output.WriteBoolean("permissive", option.Permissive);
        output.WriteBoolean("seize", option.Seize);
        output.WriteString("rdm_policy", PolicyWords.Of(option.Policy));
        output.WriteString("name", option.Name);
        output.WriteString("report", option.Report);
    }
}
