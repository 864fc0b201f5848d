using CsvHelper;

namespace RdmPlanner.E820;

/// <summary>A map as comma-separated rows: <c>start,end,size,type</c> with <c>end</c> exclusive.</summary>
/// <remarks>
/// Numbers are hexadecimal with <c>0x</c>, types have Xen's names (every other dialect is read as well). On reading, the
/// columns come in any order and further ones are passed over; <c>last</c> (inclusive) may stand for <c>end</c>, and of
/// <c>end</c> and <c>size</c> one is enough, while both must agree. Lines that start with <c>#</c> are comments.
/// </remarks>
public static class E820Csv
{
    private static readonly string[] Header = ["start", "end", "size", "type"];

    /// <summary>The columns that hold numbers; start comes first.</summary>
    private static readonly string[] NumberNames = ["start", "end", "last", "size"];

    /// <summary>Reads rows with a header; never fails.</summary>
    /// <param name="text">Any text; quoted fields, LF or CR LF.</param>
    /// <returns>The entries in the order of the rows, with a note for each row that could not be used.</returns>
    public static E820Reading Read(string text)
    {
        var listing = new ListingCollector(E820Format.Csv, isLog: false);
        var options = new CsvReaderOptions
        {
            // A null separator is guessed from the content.
            Separator = ',',
            CommentPrefix = '#',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            // One bad quote must not swallow the rows behind it.
            AllowLineBreaksInQuotes = false,
        };
        using CsvReader reader = CsvReader.FromText(text, options);
        int[] numberColumns = [.. NumberNames.Select(name => ColumnOf(reader, name))];
        int typeColumn = ColumnOf(reader, "type");
        if (typeColumn < 0 || numberColumns[0] < 0 || numberColumns[1..].All(static column => column < 0))
        {
            listing.Note(1, "the header needs start, type, and one of end, last and size");
            return listing.ToReading();
        }
        while (reader.Read())
            ReadRow(reader, numberColumns, typeColumn, listing);
        return listing.ToReading();
    }

    /// <summary>Writes all four columns with a header.</summary>
    /// <param name="records">The entries, written in this order.</param>
    /// <returns>The text; LF line ends.</returns>
    public static string Write(ReadOnlySpan<E820Record> records)
    {
        var text = new StringWriter();
        var options = new CsvWriterOptions { Separator = ',', NewLine = "\n" };
        using (CsvWriter writer = CsvWriter.Create(text, options))
        {
            writer.WriteHeader(Header);
            foreach (E820Record record in records)
            {
                writer.WriteRecord(
                    record.Address.ToString(),
                    record.WrappedEnd.ToString(),
                    new Gpa(record.SizeInBytes).ToString(),
                    E820TypeNames.Xen(record.Type));
            }
        }
        return text.ToString();
    }

    /// <summary>Whether the first line that is not empty or a comment is a header of this format.</summary>
    internal static bool HasHeader(ReadOnlySpan<char> text)
    {
        var lines = new TextLines(text);
        while (lines.MoveNext())
        {
            ReadOnlySpan<char> line = lines.Current.TrimStart("\uFEFF ");
            if (line.IsEmpty || line[0] == '#')
                continue;
            bool hasStart = false;
            bool hasType = false;
            foreach (Range field in line.Split(','))
            {
                ReadOnlySpan<char> name = line[field].Trim(" \"");
                hasStart |= name.Equals("start", StringComparison.OrdinalIgnoreCase);
                hasType |= name.Equals("type", StringComparison.OrdinalIgnoreCase);
            }
            return hasStart && hasType;
        }
        return false;
    }

    private static int ColumnOf(CsvReader reader, string name) => reader.TryGetFieldIndex(name, out int index) ? index : -1;

    private static void ReadRow(CsvReader reader, int[] numberColumns, int typeColumn, ListingCollector listing)
    {
        int line = (int)reader.LineNumber;
        var numbers = new ulong?[NumberNames.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            string text = numberColumns[i] < 0 ? "" : reader.GetString(numberColumns[i]);
            if (text.Length == 0)
                continue;
            if (!text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || !HexDigits.TryParse(text, out ulong number))
            {
                listing.Note(line, $"{NumberNames[i]} is not hexadecimal with 0x: {ListingCollector.Excerpt(text)}");
                return;
            }
            numbers[i] = number;
        }
        string typeText = reader.GetString(typeColumn);
        if (E820TypeNames.TryParse(typeText, out E820Type type))
            AddRow(line, numbers, type, listing);
        else
            listing.Note(line, $"not a type: {ListingCollector.Excerpt(typeText)}");
    }

    private static void AddRow(int line, ulong?[] numbers, E820Type type, ListingCollector listing)
    {
        if (numbers is not [{ } start, var end, var last, var size])
        {
            listing.Note(line, "start is missing");
            return;
        }
        // Sums wrap as in the binary form, so that an entry which ends at 2^64 has the end 0x0.
        if (unchecked(size ?? end - start ?? last - start + 1) is not { } length)
            listing.Note(line, "end, last and size are all missing");
        else if ((end is not null && end != unchecked(start + length)) || (last is not null && last != unchecked(start + length - 1)))
            listing.Note(line, "start, end, last and size do not agree");
        else if (size is not null)
            listing.Add(line, new E820Record(new Gpa(start), length, type));
        else
            listing.AddExclusive(line, start, unchecked(start + length), type);
    }
}
