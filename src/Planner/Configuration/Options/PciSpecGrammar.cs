namespace RdmPlanner.Planner.Configuration;

/// <summary>xlu_pci_parse_spec_string of 4.15 on: <c>[SSSS:]BB:DD.F[@SLOT]</c> or <c>bdf=</c> or <c>name=</c>, then pairs.</summary>
internal static class PciSpecGrammar
{
    /// <summary>Reads a string; see <see cref="PciOptionParser.Parse"/>.</summary>
    public static PciOption Parse(string text, PciOption initial)
    {
        PciOption result = initial;
        string rest = text;
        bool hasAddress = TryBdf(text, ref result, out int used);
        if (hasAddress)
        {
            rest = text[used..];
            if (rest.StartsWith('@'))
            {
                if (!TrySlot(rest.AsSpan(1), ref result, out used))
                {
                    return Refused(result);
                }

                rest = rest[(used + 1)..];
            }

            if (rest.Length > 0 && rest[0] != ',')
            {
                return Refused(result);
            }

            rest = rest.Length > 0 ? rest[1..] : rest;
        }

        return Pairs(rest, result, hasAddress);
    }

    private static PciOption Pairs(string rest, PciOption result, bool hasAddress)
    {
        while (rest.Length > 0)
        {
            // The key runs up to the first equals sign, over commas.
            int equals = rest.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                return Refused(result);
            }

            string key = rest[..equals];
            rest = rest[(equals + 1)..];
            int comma = rest.IndexOf(',', StringComparison.Ordinal);
            string value = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? "" : rest[(comma + 1)..];
            result = Pair(key, value, result, ref hasAddress);
            if (result.ReturnCode != XlReturnCode.Ok)
            {
                return result;
            }
        }

        return hasAddress != result.Name is not null ? result : Refused(result);
    }

    private static PciOption Pair(string key, string value, PciOption result, ref bool hasAddress)
    {
        bool flag = CNumbers.Atoi(value) != 0;
        switch (key)
        {
            case "bdf":
                bool good = TryBdf(value, ref result, out _);
                hasAddress |= good;
                return good ? result : Refused(result);
            case "vslot":
                return TrySlot(value, ref result, out _) ? result : Refused(result);
            case "permissive":
                return result with { Permissive = flag };
            case "msitranslate":
                return result with { MsiTranslate = flag };
            case "seize":
                return result with { Seize = flag };
            case "power_mgmt":
                return result with { PowerManagement = flag };
            case "rdm_policy":
                return PolicyWords.TryParse(value, out RdmPolicy? policy)
                    ? result with { PolicyWritten = true, Policy = policy }
                    : result with { ReturnCode = XlReturnCode.Fail, Report = $"Unknown RDM policy: {value}" };
            case "name":
                return result with { Name = value };
            default:
                return Refused(result) with { Report = $"Unknown PCI_SPEC_STRING option: {key}" };
        }
    }

    private static PciOption Refused(PciOption result) => result with { ReturnCode = XlReturnCode.Invalid };

    // parse_bdf. When the dot after the device is missing, the C reads the function at an uninitialised offset; every
    // measurement failed there, so it fails here.
    private static bool TryBdf(string text, ref PciOption result, out int used)
    {
        used = 0;
        int colons = CountColons(text);
        Span<uint> parts = [0, 0, 0];
        int at = 0;
        for (int i = colons == 2 ? 0 : 1; i < parts.Length && colons is 1 or 2; i++)
        {
            if (!CNumbers.TryScanHex(text.AsSpan(at), out parts[i], out int length))
            {
                return false;
            }

            at += length;
            if (at >= text.Length || text[at] != (i == 2 ? '.' : ':'))
            {
                return false;
            }

            at++;
        }

        if (colons is not (1 or 2) || parts[0] > 0xffff || parts[1] > 0xff || parts[2] > 0x1f)
        {
            return false;
        }

        uint function = 0;
        bool all = at < text.Length && text[at] == '*';
        int functionLength = 1;
        if (!all && (!CNumbers.TryScanHex(text.AsSpan(at), out function, out functionLength) || function > 7))
        {
            return false;
        }

        used = at + functionLength;
        result = result with
        {
            Domain = parts[0],
            Bus = parts[1],
            Device = parts[2],
            Function = function,
            VFuncMask = all ? PciOption.AllFunctionsMask : 1,
        };
        return true;
    }

    private static int CountColons(string text)
    {
        int colons = 0;
        foreach (char c in text)
        {
            if (c != ':' && !char.IsAsciiHexDigit(c))
            {
                break;
            }

            colons += c == ':' ? 1 : 0;
        }

        return colons;
    }

    private static bool TrySlot(ReadOnlySpan<char> text, ref PciOption result, out int used)
    {
        if (!CNumbers.TryScanHex(text, out uint slot, out used) || slot > 0x1f)
        {
            return false;
        }

        result = result with { VDevFn = slot << 3 };
        return true;
    }
}
