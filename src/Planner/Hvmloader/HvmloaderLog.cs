using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The console hvmloader prints to, with its own printf.</summary>
/// <remarks>
/// Mirrors _doprint() and printnum() in tools/firmware/hvmloader/util.c (Xen c447b73): %d %u %o %x %X with <c>l</c>, width and
/// zero fill, %s and %c; every number is 32 bits wide, because hvmloader is a 32-bit program. There is no
/// <c>ll</c>: of "%llx" the second l is an unknown conversion and is printed itself, the x after it is plain text, and no
/// argument is taken. When the log is not wanted nothing is formatted.
/// </remarks>
internal sealed class HvmloaderLog(bool wanted)
{
    /// <summary>How hvmloader prints 64 bits: two words, the upper one unpadded (PRIllx of util.h).</summary>
    public const string Hex64 = "%x%08x";

    private readonly StringBuilder _text = new();

    public bool IsWanted => wanted;

    /// <summary>The lines so far; a line without its end is one, too. Null when no log is wanted.</summary>
    public ImmutableArray<string>? Lines
    {
        get
        {
            if (!wanted)
            {
                return null;
            }

            string text = _text.ToString();
            string[] lines = text.Split('\n');
            int count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
            return [.. lines.AsSpan(0, count)];
        }
    }

    public static uint High(ulong value) => (uint)(value >> 32);

    public static uint Low(ulong value) => (uint)(value & uint.MaxValue);

    public void Print(string format, params ReadOnlySpan<PrintArgument> arguments)
    {
        if (!wanted)
        {
            return;
        }

        int next = 0;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                _text.Append(format[i]);
                continue;
            }

            i = PrintConversion(format, i + 1, arguments, ref next);
        }
    }

    private int PrintConversion(string format, int i, ReadOnlySpan<PrintArgument> arguments, ref int next)
    {
        bool left = format[i] == '-';
        i += left ? 1 : 0;
        bool zero = format[i] == '0';
        int width = 0;
        for (; char.IsAsciiDigit(format[i]); i++)
        {
            width = (width * 10) + (format[i] - '0');
        }

        i += format[i] == 'l' ? 1 : 0;
        switch (format[i])
        {
            case 'd' or 'u' or 'o' or 'x' or 'X':
                PrintNumber(format[i], arguments[next++].Number, width, zero);
                break;
            case 's':
                string text = arguments[next++].Text;
                _text.Append(left ? text.PadRight(width) : text.PadLeft(width));
                break;
            case 'c':
                _text.Append((char)arguments[next++].Number);
                break;
            default:
                _text.Append(format[i]);
                break;
        }

        return i;
    }

    private void PrintNumber(char conversion, uint value, int width, bool zero)
    {
        if (conversion == 'd' && (value & 0x8000_0000) != 0)
        {
            // The sign is printed before the padding and does not count for the width.
            _text.Append('-');
            value = unchecked(0u - value);
        }

        uint radix = conversion switch { 'o' => 8, 'x' or 'X' => 16, _ => 10 };
        Span<char> digits = stackalloc char[11];
        int first = digits.Length;
        do
        {
            digits[--first] = (conversion == 'X' ? "0123456789ABCDEF" : "0123456789abcdef")[(int)(value % radix)];
            value /= radix;
        }
        while (value != 0);

        _text.Append(zero ? '0' : ' ', Math.Max(0, width - (digits.Length - first))).Append(digits[first..]);
    }
}

/// <summary>An argument of hvmloader's printf: a 32-bit number or a string.</summary>
internal readonly struct PrintArgument
{
    private readonly string? _text;

    private PrintArgument(uint number, string? text) => (Number, _text) = (number, text);

    public uint Number { get; }

    public string Text => _text ?? string.Empty;

    public static implicit operator PrintArgument(uint number) => new(number, null);

    public static implicit operator PrintArgument(string text) => new(0, text);
}
