using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Acpi.Logs;

/// <summary>Walks the lines of a log and keeps the boot to use.</summary>
internal sealed class BootLogReader
{
    private XenLines _xen = new();
    private BootRecord _boot = new(1);
    private BootRecord? _used;
    private int _usedFirst;
    private int _usedLast;
    private int _first = 1;
    private int _boots;
    private bool _anyLogLine;

    /// <summary>Whether only a kernel or Xen writes such a line.</summary>
    public static bool IsLogLine(ReadOnlySpan<byte> line) =>
        line.IndexOf("BIOS-e820:"u8) >= 0
        || line.IndexOf("RMRR base:"u8) >= 0
        || line.IndexOf("DRHD base"u8) >= 0
        || line.IndexOf("Host address width "u8) >= 0
        || line.IndexOf("Linux version "u8) >= 0
        || line.IndexOf("(XEN) "u8) >= 0
        || line.IndexOf("[VT-D]"u8) >= 0
        || line.IndexOf("ACPI: DMAR "u8) >= 0
        || HasTimeStamp(line);

    public void ReadLine(ReadOnlySpan<byte> line, int number)
    {
        _anyLogLine = _anyLogLine || IsLogLine(line);
        if (TryReadVersion(line, number) || TryReadTable(line, number) || TryReadWidth(line, number))
            return;
        if (!LinuxLines.TryRead(line, number, _boot))
            _xen.Read(line, number, _boot);
    }

    public BootLogResult Finish(int lastLine, DumpNotices general, string accepted)
    {
        EndBoot(lastLine);
        if (!_anyLogLine)
        {
            general.Add(DumpDiagnosticCode.NotALog, 0, $"this is no boot log; {accepted}");
            return new BootRecord(0).ToResult(0, general.ToImmutable()) with { Diagnostics = general.ToImmutable() };
        }

        BootRecord used = _used ?? _boot;
        if (_boots > 1)
        {
            general.Add(DumpDiagnosticCode.SeveralBoots, _usedFirst,
                $"the log holds {_boots} boots that list the table; the last of them, from this line on, is used");
        }

        return used.ToResult(_used is null ? lastLine : _usedLast, general.ToImmutable());
    }

    private bool TryReadVersion(ReadOnlySpan<byte> line, int number)
    {
        // The control domain's kernel reports Xen too ("Xen version: 4.17.2 (preserve-AD)"), within its own boot.
        if (LogText.TryAfter(line, "Linux version "u8, out ReadOnlySpan<byte> version))
        {
            BeginBoot(number);
            _boot.KernelVersion = LogText.Word(version);
            return true;
        }

        if (!LogText.TryAfter(line, "(XEN) Xen version "u8, out version))
            return false;
        BeginBoot(number);
        _boot.XenVersion = LogText.Word(version);
        return true;
    }

    private bool TryReadTable(ReadOnlySpan<byte> line, int number)
    {
        if (!LogText.TryAfter(line, "ACPI: DMAR "u8, out ReadOnlySpan<byte> rest))
            return false;
        if (_boot.HasBegunTable)
            BeginBoot(number);

        _boot.Table = ReadTable(rest, number);
        if (_boot.Table is null)
            BootLog.Unreadable(line, number, _boot);
        return true;
    }

    // "0x00000000BD3346F4 0000D8 (v01 DELL ...)", Xen's "8AD69000, 0088 (r1 APPLE ...)", and of Linux 2.6
    // "(v001 INTEL ...) @ 0x00000000bf7b00f0".
    private static LoggedTable? ReadTable(ReadOnlySpan<byte> text, int number)
    {
        int open = text.IndexOf((byte)'(');
        int close = text.LastIndexOf((byte)')');
        string header = open >= 0 && close > open ? LogText.Shown(text[(open + 1)..close]) : "";
        if (open == 0 && close > 0)
        {
            ReadOnlySpan<byte> tail = text[(close + 1)..];
            return LogText.TryTake(ref tail, "@"u8) && LogText.TryTakeHex(ref tail, out ulong at)
                ? new LoggedTable(new Hpa(at), null, header, number)
                : null;
        }

        if (!LogText.TryTakeHex(ref text, out ulong address))
            return null;
        LogText.TryTake(ref text, ","u8);
        return LogText.TryTakeHex(ref text, out ulong length) && length <= uint.MaxValue
            ? new LoggedTable(new Hpa(address), (uint)length, header, number)
            : null;
    }

    private bool TryReadWidth(ReadOnlySpan<byte> line, int number)
    {
        if (!LogText.TryAfter(line, "Host address width "u8, out ReadOnlySpan<byte> rest))
            return false;
        if (_boot.HasBegunTable)
            BeginBoot(number);

        int end = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (Ascii.TryParse(end < 0 ? rest : rest[..end], 10, out ulong width) && width <= 64)
            _boot.HostAddressWidth = (int)width;
        else
            BootLog.Unreadable(line, number, _boot);
        return true;
    }

    private void BeginBoot(int number)
    {
        EndBoot(number - 1);
        _boot = new BootRecord(number);
        _xen = new XenLines();
        _first = number;
    }

    private void EndBoot(int lastLine)
    {
        if (!_boot.ListsTable)
            return;
        _boots++;
        _used = _boot;
        _usedFirst = _first;
        _usedLast = lastLine;
    }

    // "[    0.071313] DMAR: ..."
    private static bool HasTimeStamp(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> content = Ascii.Trim(line);
        return content.StartsWith("["u8) && LineDressing.Remove(content).Length < content.Length;
    }
}
