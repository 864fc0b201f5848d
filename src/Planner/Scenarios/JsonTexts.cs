using System.Text.Json;
using System.Text.Unicode;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Texts in JSON that is well-formed. Some of them cannot be read: the parser takes them, and reading throws, however late.</summary>
public static class JsonTexts
{
    /// <summary>Looks for a text that cannot be read.</summary>
    /// <param name="utf8">JSON that the parser takes.</param>
    /// <returns>What is wrong, without full stop; null when every text can be read.</returns>
    public static string? Problem(ReadOnlySpan<byte> utf8) => !Utf8.IsValid(utf8) ? "is not in UTF-8"
        : HasHalfCharacter(utf8) ? "has text with half of a UTF-16 pair"
        : null;

    /// <summary>Whether an escape stands for half of a UTF-16 pair alone.</summary>
    private static bool HasHalfCharacter(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.ValueIsEscaped && IsHalved(reader.ValueSpan))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHalved(ReadOnlySpan<byte> escaped)
    {
        bool highBefore = false;
        for (int i = 0; i < escaped.Length; i++)
        {
            bool isEscape = escaped[i] == '\\';
            bool isUnit = isEscape && escaped[i + 1] == 'u';
            int unit = isUnit ? Unit(escaped.Slice(i + 2, 4)) : 0;
            bool isLow = unit is >= 0xdc00 and <= 0xdfff;
            if (highBefore != isLow)
            {
                return true;
            }

            highBefore = unit is >= 0xd800 and <= 0xdbff;
            i += isUnit ? 5 : isEscape ? 1 : 0;
        }

        return highBefore;
    }

    /// <summary>Four hexadecimal digits, which the reader has checked.</summary>
    private static int Unit(ReadOnlySpan<byte> digits)
    {
        int unit = 0;
        foreach (byte digit in digits)
        {
            unit = (unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return unit;
    }
}
