using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Walks the rows of a CSV with <c>start</c> and one of <c>end</c>, <c>last</c>, <c>size</c>, and reads the range of each.</summary>
internal sealed class CsvRanges : IDisposable
{
    private readonly string _fileName;
    private readonly CsvReader _reader;
    private readonly ImmutableArray<ConfigDiagnostic>.Builder _found = ImmutableArray.CreateBuilder<ConfigDiagnostic>();

    public CsvRanges(string text, string fileName)
    {
        _fileName = fileName;
        _reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            // A null separator is guessed from the content.
            Separator = ',',
            CommentPrefix = '#',
            TrimWhitespace = true,
            TrackLineNumbers = true,

            // One bad quote must not swallow the rows behind it.
            AllowLineBreaksInQuotes = false,
        });
    }

    public ImmutableArray<ConfigDiagnostic> Diagnostics => _found.ToImmutable();

    /// <summary>Line of the current row, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The current row as an origin.</summary>
    public string Origin => Origins.At(_fileName, Line, 1);

    /// <summary>Whether the header names a column for the start and one for the end, and <paramref name="others"/>.</summary>
    public bool HasColumns(params ReadOnlySpan<string> others)
    {
        bool complete = Has("start") && (Has("end") || Has("last") || Has("size"));
        foreach (string other in others)
        {
            complete &= Has(other);
        }

        if (!complete)
        {
            string more = others.IsEmpty ? "" : ", " + string.Join(", ", others.ToArray());
            Add(ConfigDiagnosticCode.CsvMalformed, $"the first line must name the columns start, one of end, last and size{more}");
        }

        return complete;
    }

    public bool Read()
    {
        bool more = _reader.Read();
        Line = more ? (int)Math.Min(int.MaxValue, _reader.LineNumber) : Line;
        return more;
    }

    /// <summary>A field of the current row; empty when the column is missing.</summary>
    public string Field(string column) =>
        _reader.TryGetFieldIndex(column, out int index) ? _reader.GetString(index) : "";

    public void Add(ConfigDiagnosticCode code, string message) =>
        _found.Add(new ConfigDiagnostic(code, _fileName, Line, 1, message));

    /// <summary>First and last byte of the current row; false with a finding when there is no such range.</summary>
    public bool TryRange(out ulong start, out ulong last)
    {
        last = 0;
        if (!AddressText.TryAddress(Field("start"), out start))
        {
            Add(ConfigDiagnosticCode.BadAddress, $"start '{Field("start")}' is not a hexadecimal address");
            return false;
        }

        ulong? known = null;
        foreach (string column in (string[])["end", "last", "size"])
        {
            string text = Field(column);
            if (text.Length == 0)
            {
                continue;
            }

            if (!TryLast(column, text, start, out last))
            {
                return false;
            }

            if (known is not null && known != last)
            {
                Add(ConfigDiagnosticCode.BadRange, "end, last and size do not agree");
                return false;
            }

            known = last;
        }

        if (known is null)
        {
            Add(ConfigDiagnosticCode.BadRange, "end, last and size are all empty");
        }

        return known is not null;
    }

    public void Dispose() => _reader.Dispose();

    private bool Has(string column) => _reader.TryGetFieldIndex(column, out _);

    private bool TryLast(string column, string text, ulong start, out ulong last)
    {
        last = 0;
        if (column == "size")
        {
            if (!AddressText.TrySize(text, out ulong size))
            {
                Add(ConfigDiagnosticCode.BadAddress, $"size '{text}' is not a number of bytes such as 0x1000, 64K or 4M");
                return false;
            }

            return AddressText.TryLast(start, size, out last) || Refuse(start, "goes beyond 2^64");
        }

        if (!AddressText.TryAddress(text, out ulong address))
        {
            Add(ConfigDiagnosticCode.BadAddress, $"{column} '{text}' is not a hexadecimal address");
            return false;
        }

        last = column == "end" ? unchecked(address - 1) : address;
        return (column == "end" && address == 0) || last < start ? Refuse(start, "ends before it starts") : true;
    }

    private bool Refuse(ulong start, string why)
    {
        Add(ConfigDiagnosticCode.BadRange, string.Create(CultureInfo.InvariantCulture, $"the range from {new Acpi.Hpa(start)} {why}"));
        return false;
    }
}
