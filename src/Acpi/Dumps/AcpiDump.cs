namespace RdmPlanner.Acpi.Dumps;

/// <summary>Reads ACPI tables from whatever people have them in; the form is found by content.</summary>
/// <remarks>
/// Accepted: raw binary tables, alone or one after another; <c>acpidump</c> text with any number of tables; <c>.dsl</c>
/// files of <c>iasl -d</c> with raw table data; <c>xxd</c> in any width and case, <c>xxd -p</c>, <c>-i</c> and <c>-e</c>;
/// <c>hexdump -C</c> and plain <c>hexdump</c>; <c>od -t x1</c> and wider; bare hex. Text may be UTF-8 or UTF-16, have
/// either line ending, and be pasted with quote marks, code fences, kernel time stamps or indentation. Any mixture in
/// one file is read in order.
/// <para>
/// Total over any bytes. Time is linear in the input. Memory is at most a small multiple of the input plus 32 MiB: a
/// block of hex is capped at 16 MiB, what <c>*</c> lines stand for at 16 MiB in all, tables and diagnostics in number.
/// </para>
/// </remarks>
public static class AcpiDump
{
    /// <summary>The forms that <see cref="Read"/> accepts, as a phrase for messages.</summary>
    internal const string AcceptedForms =
        "a raw table, acpidump text, an iasl .dsl with raw table data, xxd, hexdump, hexdump -C, od or bare hex";

    /// <summary>Reads all tables of a dump.</summary>
    /// <param name="data">The whole file.</param>
    /// <returns>The tables in the order of the file, of every signature, and what could not be used; never throws on content.</returns>
    public static AcpiDumpResult Read(ReadOnlySpan<byte> data)
    {
        DumpNotices notices = new();
        TableList tables = new(notices);
        AcpiDumpFormat format = AcpiDumpFormat.Unrecognised;
        if (data.IsEmpty)
        {
            notices.Add(DumpDiagnosticCode.EmptyInput, 0, $"there is no input; expected {AcceptedForms}");
            return new AcpiDumpResult(format, tables.ToImmutable(), notices.ToImmutable());
        }

        ReadOnlySpan<byte> text = TextEncodingProbe.ToSingleBytes(data, out bool wasUtf16);
        if (wasUtf16)
            notices.Add(DumpDiagnosticCode.Utf16Text, 0, "the text is UTF-16 and was read as such");

        if (TextEncodingProbe.IsBinary(text))
        {
            if (TableSplitter.Split(text, 0, tables, notices))
                format = AcpiDumpFormat.Binary;
        }
        else
        {
            TextDump dump = new(notices, tables);
            dump.Read(text);
            format = dump.Format;
            if (tables.Count == 0 && dump.IsDisassembly)
            {
                notices.Add(DumpDiagnosticCode.NoRawTableData, 0,
                    "this disassembly has no 'Raw Table Data'; make it again from the binary table with 'iasl -d', which writes that section, and keep it");
            }
        }

        if (tables.Count == 0)
            notices.Add(DumpDiagnosticCode.NothingRecognised, 0, $"no ACPI table was found; expected {AcceptedForms}");
        return new AcpiDumpResult(format, tables.ToImmutable(), notices.ToImmutable());
    }
}
