using FsCheck;
using FsCheck.Fluent;

namespace RdmPlanner.Acpi.Tests.Dumps;

/// <summary>A table with a right length field and any bytes after its header.</summary>
public sealed record AnyTable(byte[] Bytes)
{
    /// <inheritdoc/>
    public override string ToString() => Convert.ToHexStringLower(Bytes);
}

/// <summary>A text made of the pieces that dump lines consist of, in no sensible order.</summary>
public sealed record DumpLikeText(string Text);

/// <summary>Generators of this folder.</summary>
public static class TableArbitraries
{
    private const int HeaderSizeInBytes = 48;

    private static readonly Gen<byte> AnyByte = Gen.Choose(0, 255).Select(value => (byte)value);

    // What readers of dumps stumble over: text that looks like hex, separators, runs that are squeezed.
    private static readonly Gen<byte[]> Run = Gen.Frequency(
        (3, AnyByte.ArrayOf(12)),
        (2, Gen.Elements("|> ab cd#", "DMAR", "12 34", "//*-,{}").Select(text => text.Select(c => (byte)c).ToArray())),
        (2, Gen.Choose(16, 80).Select(length => new byte[length])),
        (1, Gen.Choose(16, 80).Select(length => Enumerable.Repeat((byte)0xff, length).ToArray())));

    /// <summary>Bodies of 0 to 500 bytes or so, odd lengths included.</summary>
    public static Gen<AnyTable> Table { get; } =
        Gen.Choose(0, 8).SelectMany(count => Run.ArrayOf(count)).Select(runs => Build([.. runs.SelectMany(run => run)]));

    private static readonly Gen<string> Piece = Gen.Elements(
        "DMAR @ 0x", "0000: ", "00000010: ", "0000000 ", "44 4d 41 52", "4d44 5241", "*", "\n", "\r\n", "\n", "  ", " ", "|", ">", "// ",
        "Raw Table Data: Length 136 (0x88)\n", "unsigned char a[] = {\n", "};", "/*", "*/", "ffffffffffffffff", "ffffffff: ", "\0", "[    0.0] ",
        "ffffffffffffffff: 44\n", "DMAR: RMRR base: 0x", " end: 0x1", "(XEN) [VT-D] RMRR [", "] and [", " - ", "0x", ",", "(", ")",
        "[VT-D]found ACPI_DMAR_RMRR:", "endpoint: ", "0000:00:1f.7", "Linux version ", "Host address width ", "ACPI: DMAR ", "g",
        "DMAR: RMRR base: 0x1000 end: 0x1fff\n", "(XEN) [VT-D] RMRR [2000,2fff] not in reserved memory\n");

    /// <summary>Up to 60 pieces.</summary>
    public static Gen<DumpLikeText> Text { get; } =
        Gen.Choose(0, 60).SelectMany(count => Piece.ArrayOf(count)).Select(pieces => new DumpLikeText(string.Concat(pieces)));

    /// <summary>Shrinks to the shorter body.</summary>
    public static Arbitrary<AnyTable> AnyTables() => Arb.From(Table, table =>
        table.Bytes.Length == HeaderSizeInBytes
            ? []
            : [Build(table.Bytes[(HeaderSizeInBytes + ((table.Bytes.Length - HeaderSizeInBytes + 1) / 2))..]), Build(table.Bytes[HeaderSizeInBytes..^1])]);

    /// <summary>Shrinks to either half.</summary>
    public static Arbitrary<DumpLikeText> Texts() => Arb.From(Text, text =>
        text.Text.Length < 2 ? [] : [new DumpLikeText(text.Text[..(text.Text.Length / 2)]), new DumpLikeText(text.Text[(text.Text.Length / 2)..])]);

    private static AnyTable Build(byte[] body)
    {
        byte[] table = [.. "DMAR"u8, .. BitConverter.GetBytes(HeaderSizeInBytes + body.Length), 1, 0, .. "RDMPLNRDMPLAN"u8, .. new byte[25], .. body];
        table[36] = 38;
        return new AnyTable(table);
    }
}
