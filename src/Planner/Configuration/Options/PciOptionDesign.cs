using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>The <c>pci</c> string of the design: an address or name, then pairs; <c>rdm_policy</c> in every spelling.</summary>
internal sealed class PciOptionDesign
{
    private const uint LastSlot = 0x1f;

    private readonly ImmutableArray<OptionFinding>.Builder _findings = ImmutableArray.CreateBuilder<OptionFinding>();
    private PciOption _result;
    private bool _hasAddress;

    private PciOptionDesign(PciOption initial) => _result = initial;

    /// <summary>Reads a string; see <see cref="PciOptionParser.Parse"/>.</summary>
    public static PciOption Parse(string text, PciOption initial)
    {
        var parser = new PciOptionDesign(initial);
        string[] items = DesignWords.Items(text, parser._findings);
        for (int i = 0; i < items.Length; i++)
        {
            parser.Item(items[i], first: i == 0, last: i == items.Length - 1);
        }

        if (parser._hasAddress == parser._result.Name is not null && parser._result.ReturnCode == XlReturnCode.Ok)
        {
            parser.Fail("a device is given by its address [SSSS:]BB:DD.F or by name=, one of them");
        }

        return parser._result with { Findings = parser._findings.ToImmutable() };
    }

    private void Item(string item, bool first, bool last)
    {
        (string key, string? value) = DesignWords.Pair(item);
        if (value is null && first)
        {
            Positional(item);
        }
        else if (value is null)
        {
            // 4.15 on takes one comma at the end; so does the design.
            if (item.Length > 0 || !last)
            {
                Fail(item.Length == 0 ? "there is an empty part between two commas" : $"'{item}' is not of the form key=value");
            }
        }
        else
        {
            Pair(key, value);
        }
    }

    private void Pair(string key, string value)
    {
        switch (key)
        {
            case "bdf":
                Address(value);
                break;
            case "vslot":
                Slot(value);
                break;
            case "name":
                _result = _result with { Name = value };
                break;
            case "rdm_policy":
                Policy(value);
                break;
            case "rdm_reserve":
                DesignWords.NoteOld(_findings, "rdm_reserve=", "rdm_policy=");
                Policy(value);
                break;
            case "msitranslate":
                CheckFlag(key, value);
                _result = _result with { MsiTranslate = value == "1" };
                break;
            case "power_mgmt":
                CheckFlag(key, value);
                _result = _result with { PowerManagement = value == "1" };
                break;
            case "permissive":
                CheckFlag(key, value);
                _result = _result with { Permissive = value == "1" };
                break;
            case "seize":
                CheckFlag(key, value);
                _result = _result with { Seize = value == "1" };
                break;
            default:
                Fail($"unknown key '{key}'; keys are bdf, vslot, name, rdm_policy (or the older rdm_reserve), msitranslate, "
                    + "power_mgmt, permissive, seize");
                break;
        }
    }

    private void Positional(string item)
    {
        int slot = item.IndexOf('@', StringComparison.Ordinal);
        Address(slot < 0 ? item : item[..slot]);
        if (slot >= 0)
        {
            Slot(item[(slot + 1)..]);
        }
    }

    private void Address(string text)
    {
        bool all = text.EndsWith(".*", StringComparison.Ordinal);
        string one = all ? $"{text.AsSpan(0, text.Length - 1)}0" : text;
        if (!PciAddress.TryParse(one, out PciAddress address, out string? problem))
        {
            Fail(problem ?? $"'{text}' is no PCI address");
            return;
        }

        if (_hasAddress)
        {
            Fail("two addresses are given");
            return;
        }

        _hasAddress = true;
        _result = _result with
        {
            Domain = address.Segment,
            Bus = address.Bus,
            Device = address.Device,
            Function = address.Function,
            VFuncMask = all ? PciOption.AllFunctionsMask : 1,
        };
    }

    private void Slot(string text)
    {
        if (uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint slot) && slot <= LastSlot)
        {
            _result = _result with { VDevFn = slot << 3 };
            return;
        }

        Fail($"guest slot '{text}' is not a hexadecimal number up to 1f");
    }

    private void CheckFlag(string key, string value)
    {
        if (value is not ("0" or "1"))
        {
            Fail($"{key} is 0 or 1, not '{value}'");
        }
    }

    private void Policy(string word)
    {
        RdmPolicy? policy = DesignWords.Policy(word, _findings);
        if (policy is null)
        {
            Fail($"unknown policy '{word}'; allowed are {DesignWords.Policies}");
        }
        else if (_result.PolicyWritten && _result.Policy != policy)
        {
            Fail("two different policies are given");
        }
        else
        {
            _result = _result with { PolicyWritten = true, Policy = policy };
        }
    }

    private void Fail(string message)
    {
        _result = _result with { ReturnCode = XlReturnCode.Invalid };
        _findings.Add(new OptionFinding(ConfigDiagnosticCode.PciOptionInvalid, message));
    }
}
