using System.Globalization;
using System.Text.Json;
using RdmPlanner.Planner.Picture;

namespace RdmPlanner.Planner.Reports;

/// <summary>A picture as the data that the page's script works on.</summary>
internal static class PictureJson
{
    /// <summary>Writes the data.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="layout">Where its stretches are drawn.</param>
    /// <returns>JSON without a character that could end a script element.</returns>
    internal static string Write(MemoryPicture picture, SvgLayout layout) => JsonText.Write(writer =>
    {
        Dictionary<string, int> known = [];
        List<PictureBlock> stories = [];
        writer.WriteStartObject();
        writer.WriteNumber("height", layout.Height);
        WriteScale(writer, picture.Scale, layout);
        writer.WriteNumber("shown", picture.Shown);
        writer.WriteStartArray("stages");
        foreach (PictureStage stage in picture.Stages)
        {
            writer.WriteStartObject();
            writer.WriteString("key", stage.Key);
            writer.WriteString("name", stage.Name);
            writer.WriteString("summary", SafeText.Plain(stage.Summary));
            writer.WriteStartArray("blocks");
            foreach (PictureBlock block in stage.Blocks)
            {
                WriteBlock(writer, block, StoryOf(block, known, stories));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("stories");
        stories.ForEach(story => WriteStory(writer, story));
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteScale(Utf8JsonWriter writer, PictureScale scale, SvgLayout layout)
    {
        writer.WriteStartArray("scale");
        for (int i = 0; i < scale.Stretches.Length; i++)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(HexText.Of(scale.Stretches[i].Start));
            writer.WriteNumberValue(layout.Tops[i]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteString("last", HexText.Of(scale.Stretches[^1].Last));
    }

    private static void WriteBlock(Utf8JsonWriter writer, PictureBlock block, int story)
    {
        writer.WriteStartObject();
        writer.WriteString("id", block.Id);
        writer.WriteString("lane", PictureNames.Of(block.Lane));
        writer.WriteString("kind", PictureNames.Of(block.Kind));
        writer.WriteString("mark", PictureNames.Of(block.Mark));
        writer.WriteString("label", SafeText.Plain(block.Label));
        writer.WriteString("start", HexText.Of(block.Start));
        writer.WriteString("last", HexText.Of(block.Last));
        writer.WriteString("range", SvgDrawing.RangeOf(block));
        writer.WriteStartArray("devices");
        foreach (string device in block.Devices)
        {
            writer.WriteStringValue(SafeText.Plain(device));
        }

        writer.WriteEndArray();
        writer.WriteNumber("story", story);
        writer.WriteEndObject();
    }

    /// <summary>A story is the same in most stages; it is written once.</summary>
    private static int StoryOf(PictureBlock block, Dictionary<string, int> known, List<PictureBlock> stories)
    {
        string key = string.Join('\u0001', block.Facts.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name}\u0002{f.Value}")));
        if (!known.TryGetValue(key, out int index))
        {
            index = stories.Count;
            known.Add(key, index);
            stories.Add(block);
        }

        return index;
    }

    private static void WriteStory(Utf8JsonWriter writer, PictureBlock block)
    {
        writer.WriteStartArray();
        foreach (PictureFact fact in block.Facts)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(fact.Name);
            writer.WriteStringValue(string.Join('\n', fact.Value.Split('\n').Select(SafeText.Plain)));
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
