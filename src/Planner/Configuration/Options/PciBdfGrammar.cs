namespace RdmPlanner.Planner.Configuration;

/// <summary>xlu_pci_parse_bdf of 4.6 to 4.14: <c>[SSSS:]BB:DD.F[@SLOT][,key=value...]</c>.</summary>
internal static class PciBdfGrammar
{
    private const uint DomainMask = 0xffff;
    private const uint ByteMask = 0xff;
    private const uint FunctionMask = 7;

    /// <summary>Reads a string; see <see cref="PciOptionParser.Parse"/>.</summary>
    public static PciOption Parse(string text, PciOption initial, bool assertsFunction)
    {
        PciOption refused = initial with { ReturnCode = XlReturnCode.Invalid };
        if (!TryAddress(text, out uint domain, out uint bus, out uint device, out int at))
        {
            return refused;
        }

        int end = IndexOrEnd(text, at, "@,");
        bool all = text.AsSpan(at, end - at) is "*";
        uint function = 0;
        if (!all && !TryHex(text.AsSpan(at, end - at), FunctionMask, out function))
        {
            return refused;
        }

        // The mask is stored at once, the address only when the whole string is good.
        PciOption result = refused with { VFuncMask = all ? PciOption.AllFunctionsMask : 1 };
        uint slot = 0;
        if (end < text.Length && text[end] == '@')
        {
            at = end + 1;
            end = IndexOrEnd(text, at, ",");
            if (!TryHex(text.AsSpan(at, end - at), ByteMask, out slot))
            {
                return result;
            }
        }

        if (end < text.Length && !TryOptions(text[(end + 1)..], ref result))
        {
            return result;
        }

        return all && assertsFunction
            ? result with { Aborts = true }
            : Checked(result with
            {
                ReturnCode = XlReturnCode.Ok,
                Domain = domain,
                Bus = bus,
                Device = device,
                Function = function,
                FunctionWritten = !all,
                VDevFn = slot << 3,
            });
    }

    private static bool TryAddress(string text, out uint domain, out uint bus, out uint device, out int at)
    {
        domain = bus = device = 0;
        at = text.IndexOf(':', StringComparison.Ordinal);
        if (at < 0 || !TryHex(text.AsSpan(0, at), DomainMask, out uint first))
        {
            return false;
        }

        int start = at + 1;
        at = IndexOrEnd(text, start, ":.");
        if (at < text.Length && text[at] == ':')
        {
            domain = first;
            if (!TryHex(text.AsSpan(start, at - start), ByteMask, out bus))
            {
                return false;
            }

            start = at + 1;
            at = IndexOrEnd(text, start, ".");
        }
        else if (first > ByteMask)
        {
            return false;
        }
        else
        {
            bus = first;
        }

        bool good = at < text.Length && TryHex(text.AsSpan(start, at - start), ByteMask, out device);
        at++;
        return good;
    }

    // The last pair must be complete; a comma at the end leaves the parser waiting for a key.
    private static bool TryOptions(string text, ref PciOption result)
    {
        for (string rest = text; ;)
        {
            int equals = rest.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                return false;
            }

            string key = rest[..equals];
            int end = IndexOrEnd(rest, equals + 1, ",");
            string value = rest[(equals + 1)..end];
            if (!TryOption(key, value, ref result))
            {
                return false;
            }

            if (end == rest.Length)
            {
                return true;
            }

            rest = rest[(end + 1)..];
        }
    }

    private static bool TryOption(string key, string value, ref PciOption result)
    {
        bool flag = CNumbers.Atoi(value) != 0;
        result = key switch
        {
            "msitranslate" => result with { MsiTranslate = flag },
            "power_mgmt" => result with { PowerManagement = flag },
            "permissive" => result with { Permissive = flag },
            "seize" => result with { Seize = flag },
            "rdm_policy" when value is "strict" => result with { PolicyWritten = true, Policy = RdmPolicy.Strict },
            "rdm_policy" when value is "relaxed" => result with { PolicyWritten = true, Policy = RdmPolicy.Relaxed },
            "rdm_policy" => result with
            {
                Report = result.Report + $"{value} is not an valid PCI RDM property policy: 'strict' or 'relaxed'.",
            },
            _ => Ignored(result, key),
        };
        return key != "rdm_policy" || value is "strict" or "relaxed";
    }

    private static PciOption Ignored(PciOption result, string key) => result with
    {
        Report = result.Report + $"Unknown PCI BDF option: {key}",
        Findings = result.Findings.Add(new OptionFinding(ConfigDiagnosticCode.PciKeyIgnored,
            $"xl of this release prints that it does not know '{key}' and goes on without it")),
    };

    private static PciOption Checked(PciOption result)
    {
        string? problem = result.Device > 0x1f ? $"device number {result.Device:x} is beyond 1f"
            : result.VDevFn >> 3 > 0x1f ? $"guest slot {result.VDevFn >> 3:x} is beyond 1f"
            : null;
        return problem is null ? result : result with
        {
            Findings = result.Findings.Add(new OptionFinding(ConfigDiagnosticCode.PciNumberUnchecked,
                $"{problem} and xl of this release lets it pass")),
        };
    }

    // hex_convert: strtoul over the whole token. The C compares "ret & ~mask" with a 32-bit mask, so bits 32 and up of
    // the 64-bit result are not seen: 100000003 is 3.
    private static bool TryHex(ReadOnlySpan<char> token, uint mask, out uint value)
    {
        ulong number = CNumbers.StrtoulHex(token, out int length);
        value = unchecked((uint)number) & mask;
        return length > 0 && length == token.Length && (number & ~mask) == 0;
    }

    private static int IndexOrEnd(string text, int start, string characters)
    {
        int at = text.AsSpan(start).IndexOfAny(characters);
        return at < 0 ? text.Length : start + at;
    }
}
