using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Fuzz;

/// <summary>
/// The two parsers of <c>pci=</c> once more, in the manner of the C: states and a moving token before 4.15, and
/// <c>sscanf</c> after it. Independent of the parser under test but for the record of results.
/// </summary>
/// <remarks>xlu_pci_parse_bdf (4.6 to 4.14) and xlu_pci_parse_spec_string (4.15 on), libxlu_pci.c. Ugly on purpose.</remarks>
internal static partial class PciStringReference
{
    private enum State
    {
        Domain,
        Bus,
        Device,
        Function,
        Slot,
        Key,
        Value,
        Terminal,
    }

    /// <summary>xlu_pci_parse_bdf; <c>*</c> for the function is taken for the assertion of the later releases.</summary>
    internal static PciOption Bdf(string text)
    {
        PciOption pci = PciOption.Initial with { ReturnCode = XlReturnCode.Invalid };
        (State state, string token, string key, bool all) = (State.Domain, "", "", false);
        (uint domain, uint bus, uint device, uint function, uint slot) = (0, 0, 0, 0, 0);
        foreach (char c in text + '\0')
        {
            switch (state)
            {
                case State.Domain when c == ':':
                    if (!Hex(token, 0xffff, out domain))
                        return pci;
                    (state, token) = (State.Bus, "");
                    break;
                case State.Bus when c == ':':
                    if (!Hex(token, 0xff, out bus))
                        return pci;
                    (state, token) = (State.Device, "");
                    break;
                case State.Bus when c == '.':
                    if ((domain & ~0xffu) != 0)
                        return pci;
                    (bus, domain) = (domain, 0);
                    if (!Hex(token, 0xff, out device))
                        return pci;
                    (state, token) = (State.Function, "");
                    break;
                case State.Device when c == '.':
                    if (!Hex(token, 0xff, out device))
                        return pci;
                    (state, token) = (State.Function, "");
                    break;
                case State.Function when c is '\0' or '@' or ',':
                    all = token == "*";
                    if (!all && !Hex(token, 7, out function))
                        return pci;
                    pci = pci with { VFuncMask = all ? PciOption.AllFunctionsMask : 1 };
                    (state, token) = (c == '\0' ? State.Terminal : c == '@' ? State.Slot : State.Key, "");
                    break;
                case State.Slot when c is '\0' or ',':
                    if (!Hex(token, 0xff, out slot))
                        return pci;
                    (state, token) = (c == ',' ? State.Key : State.Terminal, "");
                    break;
                case State.Key when c == '=':
                    (state, key, token) = (State.Value, token, "");
                    break;
                case State.Value when c is '\0' or ',':
                    if (!Assign(ref pci, key, token))
                        return pci;
                    (state, token) = (c == ',' ? State.Key : State.Terminal, "");
                    break;
                default:
                    token += c;
                    break;
            }
        }

        return state != State.Terminal ? pci
            : all ? pci with { Aborts = true }
            : pci with { ReturnCode = 0, Domain = domain, Bus = bus, Device = device, Function = function, VDevFn = slot << 3 };
    }

    private static bool Assign(ref PciOption pci, string key, string value)
    {
        switch (key)
        {
            case "msitranslate":
                pci = pci with { MsiTranslate = Atoi(value) };
                return true;
            case "power_mgmt":
                pci = pci with { PowerManagement = Atoi(value) };
                return true;
            case "permissive":
                pci = pci with { Permissive = Atoi(value) };
                return true;
            case "seize":
                pci = pci with { Seize = Atoi(value) };
                return true;
            case "rdm_policy" when value is "strict" or "relaxed":
                pci = pci with { PolicyWritten = true, Policy = value == "strict" ? RdmPolicy.Strict : RdmPolicy.Relaxed };
                return true;
            case "rdm_policy":
                pci = pci with { Report = pci.Report + value + " is not an valid PCI RDM property policy: 'strict' or 'relaxed'." };
                return false;
            default:
                pci = pci with { Report = pci.Report + "Unknown PCI BDF option: " + key };
                return true;
        }
    }

    /// <summary>xlu_pci_parse_spec_string.</summary>
    internal static PciOption Spec(string text)
    {
        PciOption pci = PciOption.Initial;
        bool hasAddress = ParseBdf(ref pci, text, out string rest);
        if (hasAddress)
        {
            if (rest.StartsWith('@') && !ParseSlot(ref pci, rest[1..], out rest))
                return pci with { ReturnCode = XlReturnCode.Invalid };
            if (rest != "" && rest[0] != ',')
                return pci with { ReturnCode = XlReturnCode.Invalid };
            rest = rest == "" ? "" : rest[1..];
        }

        while (rest != "")
        {
            Match pair = KeyAndValue().Match(rest);
            if (!pair.Success)
                return pci with { ReturnCode = XlReturnCode.Invalid };
            (string key, string value) = (pair.Groups[1].Value, pair.Groups[2].Value);
            rest = rest[pair.Length..];
            bool good = true;
            switch (key)
            {
                case "bdf":
                    good = ParseBdf(ref pci, value, out _);
                    hasAddress |= good;
                    break;
                case "vslot":
                    good = ParseSlot(ref pci, value, out _);
                    break;
                case "name":
                    pci = pci with { Name = value };
                    break;
                case "msitranslate" or "power_mgmt" or "permissive" or "seize":
                    Assign(ref pci, key, value);
                    break;
                case "rdm_policy" when value.ToLowerInvariant() is "strict" or "relaxed" or "invalid":
                    pci = pci with { PolicyWritten = true, Policy = char.ToLowerInvariant(value[0]) switch { 's' => RdmPolicy.Strict, 'r' => RdmPolicy.Relaxed, _ => null } };
                    break;
                case "rdm_policy":
                    return pci with { ReturnCode = XlReturnCode.Fail, Report = "Unknown RDM policy: " + value };
                default:
                    return pci with { ReturnCode = XlReturnCode.Invalid, Report = "Unknown PCI_SPEC_STRING option: " + key };
            }

            if (!good)
                return pci with { ReturnCode = XlReturnCode.Invalid };
        }

        return pci with { ReturnCode = hasAddress ^ (pci.Name != null) ? 0 : XlReturnCode.Invalid };
    }

    private static bool ParseBdf(ref PciOption pci, string text, out string rest)
    {
        rest = text;
        int colons = HexAndColons().Match(text).Value.Count(c => c == ':');
        Match match = colons == 1 ? BusDevice().Match(text) : SegmentBusDevice().Match(text);
        if (colons is 0 or > 2 || !match.Success)
            return false;
        uint domain = colons == 2 ? Scanned(match.Groups["s"].Value) : 0;
        (uint bus, uint device) = (Scanned(match.Groups["b"].Value), Scanned(match.Groups["d"].Value));
        if (domain > 0xffff || bus > 0xff || device > 0x1f)
            return false;
        string behind = text[match.Length..];
        Match function = ScannedNumber().Match(behind);
        bool all = behind.StartsWith('*');
        if (!all && (!function.Success || Scanned(function.Value) > 7))
            return false;
        pci = pci with
        {
            Domain = domain, Bus = bus, Device = device, Function = all ? 0 : Scanned(function.Value),
            VFuncMask = all ? PciOption.AllFunctionsMask : 1,
        };
        rest = behind[(all ? 1 : function.Length)..];
        return true;
    }

    private static bool ParseSlot(ref PciOption pci, string text, out string rest)
    {
        Match number = ScannedNumber().Match(text);
        rest = text[number.Length..];
        if (!number.Success || Scanned(number.Value) > 0x1f)
            return false;
        pci = pci with { VDevFn = Scanned(number.Value) << 3 };
        return true;
    }

    /// <summary>hex_convert: strtoul over the whole token; a mask of 32 bits does not see the upper ones.</summary>
    private static bool Hex(string token, uint mask, out uint value)
    {
        Match number = Number().Match(token);
        ulong all = number.Success ? Wide(number.Value) : 0;
        uint low = unchecked((uint)all);
        value = low & mask;
        return number.Success && number.Length == token.Length && (low & ~mask) == 0;
    }

    private static uint Scanned(string number) => unchecked((uint)Wide(number));

    /// <summary>strtoul with base 16: too large is all ones, and a minus sign turns the result round.</summary>
    private static ulong Wide(string number)
    {
        string digits = number.TrimStart(' ', '\t', '\n', '\v', '\f', '\r');
        bool negative = digits.StartsWith('-');
        digits = digits.TrimStart('+', '-');
        digits = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? digits[2..] : digits;
        BigInteger value = BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return value > ulong.MaxValue ? ulong.MaxValue : unchecked(negative ? 0 - (ulong)value : (ulong)value);
    }

    /// <summary>Whether atoi gives something else than 0: strtol, cut to 32 bits.</summary>
    private static bool Atoi(string text)
    {
        Match number = Decimal().Match(text);
        BigInteger value = number.Success ? BigInteger.Parse(number.Value, CultureInfo.InvariantCulture) : 0;
        return unchecked((int)(long)BigInteger.Clamp(value, long.MinValue, long.MaxValue)) != 0;
    }

    /// <summary>What glibc's <c>%x</c> takes: a prefix without digits is 0 to it, unlike to strtoul.</summary>
    private const string HexNumber = @"[ \t\n\v\f\r]*[+-]?(?:0[xX][0-9a-fA-F]*|[0-9a-fA-F]+)";

    [GeneratedRegex("^" + HexNumber)]
    private static partial Regex ScannedNumber();

    [GeneratedRegex(@"^[ \t\n\v\f\r]*[+-]?(?:0[xX](?=[0-9a-fA-F]))?[0-9a-fA-F]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[ \t\n\v\f\r]*[+-]?[0-9]+")]
    private static partial Regex Decimal();

    [GeneratedRegex("^[0-9a-fA-F:]*")]
    private static partial Regex HexAndColons();

    [GeneratedRegex("^(?<b>" + HexNumber + "):(?<d>" + HexNumber + @")\.")]
    private static partial Regex BusDevice();

    [GeneratedRegex("^(?<s>" + HexNumber + "):(?<b>" + HexNumber + "):(?<d>" + HexNumber + @")\.")]
    private static partial Regex SegmentBusDevice();

    [GeneratedRegex(@"^([^=]*)=([^,]*),?")]
    private static partial Regex KeyAndValue();
}
