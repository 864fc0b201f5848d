using System.Globalization;
using System.Text.Json;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>The value forms that all stages of a scenario share (vectors/SCHEMA.md, "Conventions").</summary>
/// <remarks>
/// Read: numbers as <c>"0x.."</c>, decimal text or JSON integers; <c>null</c> counts as absent. Written: lower-case hex text.
/// What does not fit is a <see cref="ScenarioFormatException"/> that names the value.
/// </remarks>
public static class ScenarioValue
{
    /// <summary>Looks for a member that is there and not <c>null</c>.</summary>
    /// <param name="obj">The object to look in.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="value">The member; undefined when false is returned.</param>
    /// <returns>True when the member is there.</returns>
    /// <exception cref="ScenarioFormatException"><paramref name="obj"/> is not a JSON object.</exception>
    public static bool TryGet(JsonElement obj, string name, out JsonElement value)
    {
        if (obj.ValueKind != JsonValueKind.Object)
        {
            throw new ScenarioFormatException(name, $"looked for in a JSON {obj.ValueKind}, not in an object");
        }

        return obj.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>Reads an unsigned 64-bit number.</summary>
    /// <param name="obj">The object to look in.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="fallback">The value when it is absent.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ScenarioFormatException">The member is no number in any of the accepted forms.</exception>
    public static ulong U64(JsonElement obj, string name, ulong fallback) =>
        TryGet(obj, name, out JsonElement value) ? U64(value, name) : fallback;

    /// <summary>Reads an element as an unsigned 64-bit number.</summary>
    /// <param name="value">The element.</param>
    /// <param name="path">Its name, for the message.</param>
    /// <returns>The number.</returns>
    /// <exception cref="ScenarioFormatException">The element is no number in any of the accepted forms.</exception>
    public static ulong U64(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out ulong number))
        {
            return number;
        }

        if (value.ValueKind == JsonValueKind.String && TryParse(value.GetString() ?? string.Empty, out number))
        {
            return number;
        }

        throw new ScenarioFormatException(path, $"{value.GetRawText()} is not an unsigned 64-bit number");
    }

    /// <summary>Reads a number with a limit.</summary>
    /// <param name="obj">The object to look in.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="fallback">The value when it is absent.</param>
    /// <param name="max">Highest legal value (inclusive).</param>
    /// <returns>The number.</returns>
    /// <exception cref="ScenarioFormatException">The member is no number, or above the limit.</exception>
    public static uint U32(JsonElement obj, string name, uint fallback, uint max = uint.MaxValue)
    {
        ulong number = U64(obj, name, fallback);
        return number <= max
            ? (uint)number
            : throw new ScenarioFormatException(name, $"0x{number:x} is above 0x{max:x}");
    }

    /// <summary>Reads <c>true</c> or <c>false</c>; numbers count as true unless 0.</summary>
    /// <param name="obj">The object to look in.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="fallback">The value when it is absent.</param>
    /// <returns>The truth value.</returns>
    /// <exception cref="ScenarioFormatException">The member is neither.</exception>
    public static bool Bool(JsonElement obj, string name, bool fallback)
    {
        if (!TryGet(obj, name, out JsonElement value))
        {
            return fallback;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => U64(value, name) != 0,
        };
    }

    /// <summary>Reads text; a JSON number is taken as it is spelled.</summary>
    /// <param name="obj">The object to look in.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="fallback">The value when it is absent.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ScenarioFormatException">The member is neither text nor a number.</exception>
    public static string Text(JsonElement obj, string name, string fallback)
    {
        if (!TryGet(obj, name, out JsonElement value))
        {
            return fallback;
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? fallback,
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new ScenarioFormatException(name, $"a JSON {value.ValueKind} is not text"),
        };
    }

    /// <summary>Reads an element as text.</summary>
    /// <param name="value">The element.</param>
    /// <param name="path">Its name, for the message.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ScenarioFormatException">The element is not text.</exception>
    public static string Text(JsonElement value, string path) => value.ValueKind == JsonValueKind.String
        ? value.GetString() ?? string.Empty
        : throw new ScenarioFormatException(path, $"a JSON {value.ValueKind} is not text");

    /// <summary>Reads a list.</summary>
    /// <param name="obj">The object to look in.</param>
    /// <param name="name">Name of the member.</param>
    /// <returns>The elements in order; none when the member is absent.</returns>
    /// <exception cref="ScenarioFormatException">The member is not a list.</exception>
    public static IReadOnlyList<JsonElement> List(JsonElement obj, string name)
    {
        if (!TryGet(obj, name, out JsonElement value))
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : throw new ScenarioFormatException(name, $"a JSON {value.ValueKind} is not a list");
    }

    /// <summary>Reads a memory map: a list of <c>{"addr","size","type"}</c>.</summary>
    /// <param name="obj">The object to look in.</param>
    /// <param name="name">Name of the member.</param>
    /// <returns>The entries in order; none when the member is absent.</returns>
    /// <exception cref="ScenarioFormatException">The member is no list, or an entry has a bad number or an unknown type.</exception>
    public static IReadOnlyList<E820Record> Map(JsonElement obj, string name)
    {
        IReadOnlyList<JsonElement> entries = List(obj, name);
        var map = new E820Record[entries.Count];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = new E820Record(new Gpa(U64(entries[i], "addr", 0)), U64(entries[i], "size", 0), TypeOf(Text(entries[i], "type", "RAM")));
        }

        return map;
    }

    /// <summary>Writes a number as hex text.</summary>
    /// <param name="w">Where to write, inside an object.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="v">The number.</param>
    public static void Hex(Utf8JsonWriter w, string name, ulong v) => w.WriteString(name, $"0x{v:x}");

    /// <summary>Writes a memory map, entry order kept.</summary>
    /// <param name="w">Where to write, inside an object.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="map">The entries.</param>
    public static void WriteMap(Utf8JsonWriter w, string name, IEnumerable<E820Record> map)
    {
        w.WriteStartArray(name);
        foreach (E820Record entry in map)
        {
            w.WriteStartObject();
            Hex(w, "addr", entry.Address.Value);
            Hex(w, "size", entry.SizeInBytes);
            w.WriteString("type", TypeName(entry.Type));
            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    /// <summary>Reads <c>0x..</c> or decimal text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    /// <returns>False when it is neither, or needs more than 64 bits.</returns>
    internal static bool TryParse(string text, out ulong number) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>Reads the name of a range type.</summary>
    /// <param name="name"><c>RAM</c>, <c>RESERVED</c>, <c>ACPI</c>, <c>NVS</c>, <c>UNUSABLE</c> or a decimal code.</param>
    /// <returns>The type.</returns>
    /// <exception cref="ScenarioFormatException">The name is none of these.</exception>
    public static E820Type TypeOf(string name) => name switch
    {
        "RAM" => E820Type.Ram,
        "RESERVED" => E820Type.Reserved,
        "ACPI" => E820Type.Acpi,
        "NVS" => E820Type.Nvs,
        "UNUSABLE" => E820Type.Unusable,
        string other => uint.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out uint code)
            ? (E820Type)code
            : throw new ScenarioFormatException("type", $"\"{other}\" is not RAM, RESERVED, ACPI, NVS, UNUSABLE or a number"),
    };

    private static string TypeName(E820Type type) => type switch
    {
        E820Type.Ram => "RAM",
        E820Type.Reserved => "RESERVED",
        E820Type.Acpi => "ACPI",
        E820Type.Nvs => "NVS",
        E820Type.Unusable => "UNUSABLE",
        _ => ((uint)type).ToString(CultureInfo.InvariantCulture),
    };
}
