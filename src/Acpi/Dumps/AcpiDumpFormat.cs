namespace RdmPlanner.Acpi.Dumps;

/// <summary>The form of a dump, found by its content and never by its name.</summary>
public enum AcpiDumpFormat
{
    /// <summary>No table was found in any known form.</summary>
    Unrecognised,

    /// <summary>The bytes of one table, or of several one after another.</summary>
    Binary,

    /// <summary>The text of <c>acpidump</c>: a line <c>DMAR @ 0x...</c> before each table.</summary>
    AcpidumpText,

    /// <summary>A <c>.dsl</c> file of <c>iasl -d</c> with its section <c>Raw Table Data</c>.</summary>
    Disassembly,

    /// <summary><c>xxd</c> and relatives: offset, colon, bytes or words.</summary>
    Xxd,

    /// <summary><c>hexdump -C</c>: offset, bytes, text between bars.</summary>
    HexdumpCanonical,

    /// <summary>Plain <c>hexdump</c> or <c>od -t x2</c>: offset and little-endian words.</summary>
    HexdumpWords,

    /// <summary>Offset and bytes without a colon, as <c>od -t x1</c> and hand-commented files have them.</summary>
    OffsetBytes,

    /// <summary>Hex digits without offsets, as <c>xxd -p</c> writes them; <c>0x</c> and commas are allowed.</summary>
    BareHex,

    /// <summary>A C array, as <c>xxd -i</c> writes it.</summary>
    CInclude,
}
