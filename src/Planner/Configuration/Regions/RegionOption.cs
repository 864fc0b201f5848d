using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Reads <c>--region START-END[=DEVICES][,policy=strict]</c>.</summary>
/// <remarks>
/// <c>END</c> is the last byte of the region (inclusive), as in an RMRR's limit and in the <c>[mem a-b]</c> lines of boot
/// logs; <c>START+SIZE</c> is taken too, with sizes like <c>64K</c>, <c>4M</c>, <c>1G</c> or <c>0x1000</c>. Addresses are
/// hexadecimal with or without <c>0x</c>. <c>DEVICES</c> are PCI addresses with commas between them. Example:
/// <c>0x7c000000-0x7fffffff=00:02.0,00:14.0,policy=relaxed</c>.
/// </remarks>
public static class RegionOption
{
    /// <summary>Reads one option.</summary>
    /// <param name="text">The option's value.</param>
    /// <param name="origin">What to call it, such as <c>--region</c>.</param>
    /// <returns>The region, or the findings that say why there is none.</returns>
    public static ExplicitRegions Parse(string text, string origin = "--region")
    {
        ImmutableArray<ConfigDiagnostic>.Builder found = ImmutableArray.CreateBuilder<ConfigDiagnostic>();
        string[] items = text.Split(',');
        int equals = items[0].IndexOf('=', StringComparison.Ordinal);
        string range = equals < 0 ? items[0] : items[0][..equals];
        ExplicitRegion? region = Range(range.Trim(), text, origin, Add);
        if (region is not null && equals >= 0)
        {
            region = Device(region, items[0][(equals + 1)..].Trim(), Add);
        }

        foreach (string item in items.AsSpan(1))
        {
            region = region is null ? null : Item(region, item.Trim(), Add);
        }

        return new ExplicitRegions(region is null ? [] : [region], found.ToImmutable());

        ExplicitRegion? Add(ConfigDiagnosticCode code, string message)
        {
            found.Add(new ConfigDiagnostic(code, origin, 0, 0, message));
            return null;
        }
    }

    private delegate ExplicitRegion? Fail(ConfigDiagnosticCode code, string message);

    private static ExplicitRegion? Range(string range, string whole, string origin, Fail fail)
    {
        int cut = range.AsSpan().IndexOfAny('-', '+');
        if (cut < 0)
        {
            return fail(ConfigDiagnosticCode.BadRange, $"'{whole}' is not of the form START-END[=DEVICES][,policy=strict]");
        }

        string second = range[(cut + 1)..].Trim();
        if (!AddressText.TryAddress(range.AsSpan(0, cut).Trim(), out ulong start))
        {
            return fail(ConfigDiagnosticCode.BadAddress, $"'{range.AsSpan(0, cut)}' is not a hexadecimal address");
        }

        ulong last;
        if (range[cut] == '+')
        {
            if (!AddressText.TrySize(second, out ulong size))
            {
                return fail(ConfigDiagnosticCode.BadAddress, $"'{second}' is not a size such as 64K, 4M, 1G or 0x1000");
            }

            if (!AddressText.TryLast(start, size, out last))
            {
                return fail(ConfigDiagnosticCode.BadRange, $"'{range}' goes beyond 2^64");
            }
        }
        else if (!AddressText.TryAddress(second, out last))
        {
            return fail(ConfigDiagnosticCode.BadAddress, $"'{second}' is not a hexadecimal address");
        }

        return last < start
            ? fail(ConfigDiagnosticCode.BadRange, $"'{range}' ends before it starts")
            : new ExplicitRegion { BaseAddress = new Hpa(start), LimitAddress = new Hpa(last), Origin = origin };
    }

    private static ExplicitRegion? Item(ExplicitRegion region, string item, Fail fail)
    {
        (string key, string? value) = DesignWords.Pair(item);
        if (value is null)
        {
            return Device(region, item, fail);
        }

        if (key is not ("policy" or "reserve" or "rdm_policy" or "rdm_reserve"))
        {
            return fail(ConfigDiagnosticCode.BadRegionOption, $"unknown part '{item}'; after the devices only policy= may follow");
        }

        return RegionFields.Policy(value) is not { } policy
            ? fail(ConfigDiagnosticCode.BadPolicy, $"unknown policy '{value}'; allowed are {DesignWords.Policies}")
            : region.Policy is not null && region.Policy != policy
            ? fail(ConfigDiagnosticCode.BadRegionOption, "two different policies are given")
            : region with { Policy = policy };
    }

    private static ExplicitRegion? Device(ExplicitRegion region, string text, Fail fail) =>
        PciAddress.TryParse(text, out PciAddress device, out string? problem)
            ? region with { Devices = region.Devices.Add(device) }
            : fail(ConfigDiagnosticCode.BadDevice, problem ?? $"'{text}' is no PCI address");
}
