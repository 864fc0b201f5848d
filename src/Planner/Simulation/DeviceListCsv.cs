using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using RdmPlanner.Planner.Scenarios;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The CSV form of a device list: a register a row; rows with the same host and devfn are one function.</summary>
/// <remarks>
/// Columns: <c>host</c>, <c>devfn</c>, <c>vendor</c>, <c>device</c>, <c>class</c>, <c>int_pin</c>, <c>command</c>, <c>index</c>, <c>kind</c>, <c>size</c>,
/// <c>prefetch</c>, <c>value</c>. Missing columns and empty fields take the defaults of the JSON form; a function without
/// registers is a row with an empty size. Sizes may end in K, M, G or T.
/// </remarks>
internal static class DeviceListCsv
{
    private static readonly ImmutableArray<string> FunctionFields = ["host", "devfn", "vendor", "device", "class", "int_pin", "command"];

    /// <summary>Reads the list.</summary>
    /// <exception cref="ScenarioFormatException">A field does not hold what its column wants.</exception>
    internal static ImmutableArray<DeviceDescription> Read(string text)
    {
        using CsvReader reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = ',',
            CommentPrefix = '#',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            AllowLineBreaksInQuotes = false,
        });
        if (!reader.TryGetFieldIndex("host", out _) && !reader.TryGetFieldIndex("devfn", out _))
        {
            throw new ScenarioFormatException("the first line", "must name the column host or devfn");
        }

        var functions = new List<(string Key, List<Dictionary<string, string>> Rows)>();
        while (reader.Read())
        {
            Dictionary<string, string> row = Row(reader);
            string key = $"{row.GetValueOrDefault("host")}|{row.GetValueOrDefault("devfn")}";
            int known = functions.FindIndex(f => f.Key == key);
            if (known < 0)
            {
                known = functions.Count;
                functions.Add((key, []));
            }

            functions[known].Rows.Add(row);
        }

        return [.. functions.Select(f => Describe(f.Rows))];
    }

    private static Dictionary<string, string> Row(CsvReader reader)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string column in (string[])[.. FunctionFields, "index", "kind", "size", "prefetch", "value"])
        {
            string field = reader.TryGetFieldIndex(column, out int index) ? reader.GetString(index) : string.Empty;
            if (field.Length > 0)
            {
                row.Add(column, field);
            }
        }

        return row;
    }

    /// <summary>Brings the rows of one function into the JSON form, so that both forms have one reader.</summary>
    private static DeviceDescription Describe(List<Dictionary<string, string>> rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (string field in FunctionFields)
            {
                if (rows.Select(r => r.GetValueOrDefault(field)).FirstOrDefault(v => v is not null) is { } value)
                {
                    writer.WriteString(field, value);
                }
            }

            writer.WriteStartArray("bars");
            foreach (Dictionary<string, string> row in rows.Where(r => r.ContainsKey("size")))
            {
                WriteBar(writer, row);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        return DeviceListReader.Describe(document.RootElement);
    }

    private static void WriteBar(Utf8JsonWriter writer, Dictionary<string, string> row)
    {
        if (!Configuration.AddressText.TrySize(row["size"], out ulong size))
        {
            throw new ScenarioFormatException("size", $"\"{row["size"]}\" is not a number of bytes such as 0x1000, 64K or 16G");
        }

        writer.WriteStartObject();
        writer.WriteString("size", size.ToString(CultureInfo.InvariantCulture));
        writer.WriteBoolean("prefetch", row.GetValueOrDefault("prefetch") is { } flag && flag is not ("0" or "false" or "no"));
        foreach (string field in (string[])["index", "kind", "value"])
        {
            if (row.TryGetValue(field, out string? value))
            {
                writer.WriteString(field, value);
            }
        }

        writer.WriteEndObject();
    }
}
