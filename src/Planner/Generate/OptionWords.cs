using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Generate;

/// <summary>What the options <c>rmrr=</c> and <c>ivmd=</c> have in common: lists of ranges in words of limited length.</summary>
internal static class OptionWords
{
    /// <summary>The most characters of a word: the buffer opt[128] of cmdline_parse() in xen/common/kernel.c, name and sign counted.</summary>
    internal const int MaxWordLength = 127;

    /// <summary>Why a region without any known device is refused.</summary>
    internal const string UnknownDevices = "its devices are not known (behind bridges, or not named by the input); state the region with --region START-END=DEVICES";

    /// <summary>What to know of a region with some unknown devices.</summary>
    internal const string SomeUnknownDevices = "devices behind bridges are left out, because the table does not say on which bus they are";

    /// <summary>Frames in hex: <c>0xd5d46-0xd5d48</c>, or one.</summary>
    internal static string Frames(ulong first, ulong last) => first == last ? $"0x{first:x}" : $"0x{first:x}-0x{last:x}";

    /// <summary>A device as both parsers read it: <c>0:1d.0</c>, with its segment where that is not 0.</summary>
    internal static string Device(PciAddress device)
    {
        string place = $"{device.Bus:x}:{device.Device:x}.{device.Function:x}";
        return device.Segment == 0 ? place : $"{device.Segment:x}:{place}";
    }

    /// <summary>
    /// Joins items with semicolons into words that are short enough. An option given several times adds to what was
    /// there: its parser counts on.
    /// </summary>
    /// <param name="name">The option with its sign: <c>rmrr=</c>.</param>
    /// <param name="items">The items; each fits a word by itself.</param>
    /// <returns>The words.</returns>
    internal static ImmutableArray<string> Pack(string name, IEnumerable<string> items)
    {
        ImmutableArray<string>.Builder words = ImmutableArray.CreateBuilder<string>();
        string word = "";
        foreach (string item in items)
        {
            string longer = word.Length == 0 ? name + item : $"{word};{item}";
            if (word.Length > 0 && longer.Length > MaxWordLength)
            {
                words.Add(word);
                longer = name + item;
            }

            word = longer;
        }

        if (word.Length > 0)
        {
            words.Add(word);
        }

        return words.DrainToImmutable();
    }
}
