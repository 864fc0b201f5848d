using System.Globalization;

namespace RdmPlanner.E820;

/// <summary>How each program spells the types; the only home of these words.</summary>
public static class E820TypeNames
{
    /// <summary>The sysfs text for every code without a name.</summary>
    internal const string UnknownFirmwareType = "Unknown E820 type";

    /// <summary>Every spelling that is read, from all dialects; no word means two types.</summary>
    private static readonly (string Name, E820Type Type)[] Spellings =
    [
        ("RAM", E820Type.Ram),
        ("usable", E820Type.Ram),
        ("System RAM", E820Type.Ram),
        ("kernel usable RAM", E820Type.Ram),
        ("reserved", E820Type.Reserved),
        ("device reserved", E820Type.Reserved),
        ("ACPI", E820Type.Acpi),
        ("ACPI data", E820Type.Acpi),
        ("ACPI Tables", E820Type.Acpi),
        ("NVS", E820Type.Nvs),
        ("ACPI NVS", E820Type.Nvs),
        ("ACPI Non-volatile Storage", E820Type.Nvs),
        ("unusable", E820Type.Unusable),
        ("Unusable memory", E820Type.Unusable),
        ("Persistent Memory", E820Type.PersistentMemory),
        ("Persistent Memory (legacy)", E820Type.LegacyPersistentMemory),
        ("Persistent RAM", E820Type.PersistentMemory),
        ("soft reserved", E820Type.SoftReserved),
    ];

    /// <summary>The names of Xen's toolstack and of this project's reports: <c>RAM RESERVED ACPI NVS UNUSABLE</c>.</summary>
    /// <param name="type">Any code.</param>
    /// <returns>The name, or <c>type 9</c> (decimal) for a code without one.</returns>
    public static string Xen(E820Type type) => type switch
    {
        E820Type.Ram => "RAM",
        E820Type.Reserved => "RESERVED",
        E820Type.Acpi => "ACPI",
        E820Type.Nvs => "NVS",
        E820Type.Unusable => "UNUSABLE",
        _ => Number(type),
    };

    /// <summary>What hvmloader prints: <c>RAM RESERVED ACPI NVS</c>, and any other code, 5 included, as <c>UNKNOWN (00000005)</c>.</summary>
    /// <remarks>Mirrors dump_e820_table() in tools/firmware/hvmloader/e820.c, which knows four types.</remarks>
    /// <param name="type">Any code.</param>
    /// <returns>The word after the last colon of the line.</returns>
    public static string Hvmloader(E820Type type) => type switch
    {
        E820Type.Ram => "RAM",
        E820Type.Reserved => "RESERVED",
        E820Type.Acpi => "ACPI",
        E820Type.Nvs => "NVS",
        _ => $"UNKNOWN ({(uint)type:x8})",
    };

    /// <summary>What the hypervisor prints at boot: <c>(usable)</c>, <c>(ACPI data)</c>, or <c>type 9</c> without parentheses.</summary>
    /// <remarks>Mirrors print_e820_memory_map() in xen/arch/x86/e820.c.</remarks>
    /// <param name="type">Any code.</param>
    /// <returns>The end of the line, after the range.</returns>
    public static string XenBoot(E820Type type) => type switch
    {
        E820Type.Ram => "(usable)",
        E820Type.Reserved => "(reserved)",
        E820Type.Acpi => "(ACPI data)",
        E820Type.Nvs => "(ACPI NVS)",
        E820Type.Unusable => "(unusable)",
        _ => Number(type),
    };

    /// <summary>What Linux prints at boot: <c>usable</c>, <c>ACPI data</c>, <c>persistent (type 7)</c>, <c>type 9</c>.</summary>
    /// <remarks>Mirrors e820_print_type() in arch/x86/kernel/e820.c.</remarks>
    /// <param name="type">Any code.</param>
    /// <returns>The end of the line, after the range.</returns>
    public static string LinuxBoot(E820Type type) => type switch
    {
        E820Type.Ram => "usable",
        E820Type.Reserved => "reserved",
        E820Type.Acpi => "ACPI data",
        E820Type.Nvs => "ACPI NVS",
        E820Type.Unusable => "unusable",
        E820Type.SoftReserved => "soft reserved",
        E820Type.PersistentMemory or E820Type.LegacyPersistentMemory => $"persistent ({Number(type)})",
        _ => Number(type),
    };

    /// <summary>What Linux writes to <c>/sys/firmware/memmap/N/type</c>; a code without a name is lost there.</summary>
    /// <remarks>Mirrors e820_type_to_string() in arch/x86/kernel/e820.c.</remarks>
    /// <param name="type">Any code.</param>
    /// <returns>The content of the file.</returns>
    public static string FirmwareMemmap(E820Type type) => type switch
    {
        E820Type.Ram => "System RAM",
        E820Type.Reserved => "Reserved",
        E820Type.Acpi => "ACPI Tables",
        E820Type.Nvs => "ACPI Non-volatile Storage",
        E820Type.Unusable => "Unusable memory",
        E820Type.PersistentMemory => "Persistent Memory",
        E820Type.LegacyPersistentMemory => "Persistent Memory (legacy)",
        E820Type.SoftReserved => "Soft Reserved",
        _ => UnknownFirmwareType,
    };

    /// <summary>Reads a type in any dialect, without regard to case and to surrounding blanks and parentheses.</summary>
    /// <param name="text">A name, <c>type 9</c>, <c>persistent (type 7)</c> or <c>UNKNOWN (00000005)</c>.</param>
    /// <param name="type">The type, or <see cref="E820Type.None"/> when there is none in the text.</param>
    /// <returns>True when the whole text is a type.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out E820Type type)
    {
        ReadOnlySpan<char> word = text.Trim();
        if (word.Length > 1 && word[0] == '(' && word[^1] == ')')
            word = word[1..^1].Trim();
        foreach ((string name, E820Type spelled) in Spellings)
        {
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                type = spelled;
                return true;
            }
        }
        bool isNumber = TryParseNumber(word, out uint code);
        type = (E820Type)code;
        return isNumber;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> word, out uint code)
    {
        if (Inside(word, "UNKNOWN (", ")") is { Length: > 0 } hex)
            return uint.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
        ReadOnlySpan<char> number = Inside(word, "persistent (type ", ")");
        if (number.IsEmpty)
            number = Inside(word, "persistent RAM (type ", ")");
        if (number.IsEmpty)
            number = Inside(word, "type ", "");
        return uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out code);
    }

    private static ReadOnlySpan<char> Inside(ReadOnlySpan<char> word, string before, string after) =>
        word.Length > before.Length + after.Length
        && word.StartsWith(before, StringComparison.OrdinalIgnoreCase)
        && word.EndsWith(after, StringComparison.OrdinalIgnoreCase)
            ? word[before.Length..^after.Length]
            : default;

    private static string Number(E820Type type) => $"type {(uint)type}";
}
