using System.Globalization;
using System.Text.Json;
using RdmPlanner.Planner.Plan;

namespace RdmPlanner.Planner.Diff;

/// <summary>Reads the members of plan documents; a member that is not what it must be is a <see cref="FormatException"/>.</summary>
internal static class PlanMembers
{
    /// <summary>A string; null when absent or null.</summary>
    internal static string? Text(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? Decoded(value) : throw new FormatException($"{name} is no text");
    }

    /// <summary>A string, number or truth value as text; null when absent or null.</summary>
    internal static string? Scalar(JsonElement of, string name)
    {
        if (!of.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => Decoded(value),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw new FormatException($"{name} is no single value"),
        };
    }

    /// <summary>The elements of an array; none when it is absent or null.</summary>
    internal static IEnumerable<JsonElement> List(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out JsonElement list) || list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new FormatException($"{name} is no array");
    }

    /// <summary>An element that is a string.</summary>
    internal static string Word(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? Decoded(element) : throw new FormatException("an element of a list of words is no text");

    /// <summary>A region of a plan.</summary>
    internal static DiffItem Region(JsonElement region)
    {
        ulong start = Hex(region, "start");
        ulong size = Hex(region, "size");
        List<(string, string)> values = [("start", Text(region, "start")!), ("size", Text(region, "size")!)];
        foreach (string name in (string[])["policy", "disposition", "lowered_lowmem"])
        {
            if (Scalar(region, name) is { } value)
            {
                values.Add((name, value));
            }
        }

        return new DiffItem
        {
            Subject = DiffSubject.PlannedRegion,
            Kind = "RDM",
            Name = $"RDM {RegionText.Range(start, size)}",
            Start = start,
            Last = unchecked(start + size - 1),
            Devices = [.. List(region, "devices").Select(Word)],
            Values = [.. values],
        };
    }

    /// <summary>An entry of a memory map.</summary>
    internal static DiffItem MapEntry(JsonElement entry, string kind)
    {
        ulong start = Hex(entry, "addr");
        ulong size = Hex(entry, "size");
        string type = Text(entry, "type") ?? throw new FormatException("a map entry without type");
        return new DiffItem
        {
            Subject = DiffSubject.MapEntry,
            Kind = kind,
            Name = $"{type} {RegionText.Range(start, size)}",
            Start = start,
            Last = unchecked(start + size - 1),
            Owner = type,
            Values = [("addr", Text(entry, "addr")!), ("size", Text(entry, "size")!), ("type", type)],
        };
    }

    /// <summary>A BAR; it keeps its function and number and has no range that another could have.</summary>
    internal static DiffItem Bar(JsonElement bar)
    {
        string which = $"BAR {Scalar(bar, "index")} of {Text(bar, "devfn")}";
        string? name = Text(bar, "name");
        return new DiffItem
        {
            Subject = DiffSubject.Bar,
            Kind = which,
            Name = name is null ? which : $"{which} ({name})",
            Values = [("addr", Text(bar, "addr") ?? "none"), ("reason", Text(bar, "reason") ?? "")],
        };
    }

    private static ulong Hex(JsonElement of, string name)
    {
        string text = Text(of, name) ?? throw new FormatException($"{name} is missing");
        return text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value)
            ? value
            : throw new FormatException($"{name} is no hex number");
    }

    private static string Decoded(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("a text is no Unicode");
        }
    }
}
