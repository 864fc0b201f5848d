using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Acpi;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Bytes that may or may not resemble a table.</summary>
/// <param name="Bytes">The bytes.</param>
public sealed record HostileBytes(byte[] Bytes);

/// <summary>A well-formed table and its bytes damaged in one named way.</summary>
/// <param name="Intact">The table before.</param>
/// <param name="Damage">What was done.</param>
/// <param name="Bytes">The bytes after; null when the table has nothing that could be damaged so.</param>
public sealed record DamagedTableBytes(CleanTable Intact, DmarDamage Damage, byte[]? Bytes);

/// <summary>Generators of bytes to decode.</summary>
public static class DmarBytes
{
    private static readonly DmarDamage[] AllDamages = Enum.GetValues<DmarDamage>();

    /// <summary>A clean table with one damage; four out of five can carry the damage that was drawn.</summary>
    public static Gen<DamagedTableBytes> Damaged { get; } =
        from clean in DmarTables.Clean
        from damage in Gen.Elements(AllDamages)
        select new DamagedTableBytes(clean, damage, Damage(clean.Table, damage));

    /// <summary>Noise, noise behind a table header, structure-like noise, and tables with some bytes overwritten.</summary>
    public static Gen<HostileBytes> Hostile { get; } = Gen.Frequency(
        (1, Noise(120).Select(b => new HostileBytes(b))),
        (2, Noise(200).Select(b => new HostileBytes(RawTable.Around(b)))),
        (3, StructureLikeNoise.Select(b => new HostileBytes(RawTable.Around(b)))),
        (4, Overwritten.Select(b => new HostileBytes(b))),
        (2, Truncated.Select(b => new HostileBytes(b))));

    /// <summary>Shorter bytes: the first half, all but the last, all but the first after the header.</summary>
    public static IEnumerable<HostileBytes> Shrink(HostileBytes hostile)
    {
        byte[] bytes = hostile.Bytes;
        if (bytes.Length == 0)
            yield break;

        yield return new HostileBytes(bytes[..(bytes.Length / 2)]);
        yield return new HostileBytes(bytes[..^1]);
        if (bytes.Length > 48)
            yield return new HostileBytes([.. bytes[..48], .. bytes[49..]]);
    }

    private static Gen<byte[]> StructureLikeNoise =>
        from count in Gen.Choose(1, 6)
        from parts in StructureLike.ArrayOf(count)
        select parts.SelectMany(p => p).ToArray();

    // Small types and lengths, so that the walk goes deep before it meets something impossible.
    private static Gen<byte[]> StructureLike =>
        from type in Gen.Choose(0, 8)
        from length in Gen.Frequency((5, Gen.Choose(4, 48)), (1, Gen.Choose(0, 4)))
        from body in Gen.Frequency((1, DmarScopes.AnyByte), (2, Gen.Choose(0, 10).Select(b => (byte)b))).ArrayOf(Math.Max(0, length - 4))
        select (byte[])[(byte)type, 0, (byte)length, 0, .. body];

    private static Gen<byte[]> Overwritten =>
        from any in DmarTables.Any
        let bytes = DmarEncoder.Encode(any.Table)
        from count in Gen.Choose(1, 4)
        from places in Gen.Choose(0, bytes.Length - 1).ArrayOf(count)
        from values in Gen.Frequency((1, DmarScopes.AnyByte), (1, Gen.Elements<byte>(0, 1, 4, 5, 0x7f, 0xff))).ArrayOf(count)
        select Overwrite(bytes, places, values);

    private static Gen<byte[]> Truncated =>
        from any in DmarTables.Any
        let bytes = DmarEncoder.Encode(any.Table)
        from length in Gen.Choose(0, bytes.Length - 1)
        select bytes[..length];

    private static Gen<byte[]> Noise(int longest) => Gen.Choose(0, longest).SelectMany(DmarScopes.AnyByte.ArrayOf);

    private static byte[] Overwrite(byte[] bytes, int[] places, byte[] values)
    {
        byte[] changed = [.. bytes];
        for (int i = 0; i < places.Length; i++)
            changed[places[i]] = values[i];

        return changed;
    }

    private static byte[]? Damage(DmarTable table, DmarDamage damage)
    {
        var builder = new DmarTableBuilder { HostAddressWidthRaw = table.HostAddressWidthRaw, Flags = table.Flags };
        foreach (RemappingStructure structure in table.Structures)
            builder.Add(structure);

        return builder.TryToBytes(damage, out byte[] bytes) ? bytes : null;
    }
}
