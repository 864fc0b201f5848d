using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Acpi.Logs;

/// <summary>Reads reserved regions out of boot logs of Linux and Xen.</summary>
/// <remarks>
/// A boot begins at <c>Linux version</c> or <c>Xen version</c>, or where the table is listed a second time, as in a log
/// that <c>grep</c> went through. Of several boots the last that lists the table is used: it is the host as it is now,
/// and a later boot that did not come that far, or the control domain's own kernel under Xen, has nothing to say. Logs
/// may be cut at either end. The E820 map in the same text is not read here.
/// <para>Total over any text, linear in time; memory is bounded by the input's region and unit lines.</para>
/// </remarks>
public static class BootLog
{
    private const string Accepted = "expected the output of dmesg, journalctl -k or xl dmesg with its DMAR or [VT-D] lines";

    /// <summary>Reads a log.</summary>
    /// <param name="data">The whole file; UTF-8, UTF-16 or plain ASCII.</param>
    /// <returns>One boot's regions, units and versions; never throws on content.</returns>
    public static BootLogResult Read(ReadOnlySpan<byte> data)
    {
        DumpNotices general = new();
        if (data.IsEmpty)
            general.Add(DumpDiagnosticCode.EmptyInput, 0, $"there is no input; {Accepted}");

        BootLogReader reader = new();
        TextLines lines = new(TextEncodingProbe.ToSingleBytes(data, out bool wasUtf16));
        if (wasUtf16)
            general.Add(DumpDiagnosticCode.Utf16Text, 0, "the text is UTF-16 and was read as such");
        while (lines.MoveNext())
            reader.ReadLine(lines.Current, lines.Number);
        return reader.Finish(lines.Number, general, Accepted);
    }

    /// <summary>Whether the data is a boot log: text with at least one line that only kernels and Xen write.</summary>
    /// <param name="data">The whole file.</param>
    /// <returns>False for binary data and for dumps, also when their text column shows such words; true for a log that contains a dump.</returns>
    public static bool LooksLikeOne(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> text = TextEncodingProbe.ToSingleBytes(data, out _);
        if (TextEncodingProbe.IsBinary(text))
            return false;

        ByteBuffer scratch = new();
        TextLines lines = new(text);
        while (lines.MoveNext())
        {
            if (BootLogReader.IsLogLine(lines.Current) && !IsHexLine(lines.Current, scratch))
                return true;
        }

        return false;
    }

    internal static void RegionUnreadable(ReadOnlySpan<byte> line, int number, BootRecord boot) =>
        boot.Notices.Add(DumpDiagnosticCode.RegionLineUnreadable, number,
            $"a reserved region is reported and its addresses cannot be read: {LogText.Shown(line)}");

    internal static void Unreadable(ReadOnlySpan<byte> line, int number, BootRecord boot) =>
        boot.Notices.Add(DumpDiagnosticCode.LogLineUnreadable, number, $"this line cannot be read: {LogText.Shown(line)}");

    private static bool IsHexLine(ReadOnlySpan<byte> line, ByteBuffer scratch)
    {
        ReadOnlySpan<byte> content = LineDressing.Remove(line);
        return !content.IsEmpty && HexLine.TryRead(content, false, false, false, scratch, out _);
    }
}
