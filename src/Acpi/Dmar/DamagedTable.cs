using System.Collections.Immutable;
using System.Diagnostics;

namespace RdmPlanner.Acpi;

/// <summary>Makes the bytes of a well-formed table wrong in one named way, and in no other.</summary>
internal static class DamagedTable
{
    /// <summary>Null when the table has nothing that could be damaged so.</summary>
    public static byte[]? Make(DmarTable intact, DmarDamage damage) => damage switch
    {
        DmarDamage.WrongSignature => Encode(intact with { Header = intact.Header with { Signature = AcpiText.From("XMAR") } }),
        DmarDamage.TableTooShort => Encode(intact)[..40],
        DmarDamage.LengthBeyondData => Encode(intact with { Header = intact.Header with { Length = intact.Header.Length + 16 } }),
        DmarDamage.LengthShortOfData => Encode(intact with { Remainder = [1, 2, 3, 4] }),
        DmarDamage.LengthBelowHeader => Encode(intact with { Header = intact.Header with { Length = AcpiTableHeader.Size } }),
        DmarDamage.WrongChecksum => WithWrongChecksum(intact),
        DmarDamage.ReservedTableBitsSet => Encode(intact with { Flags = intact.Flags | (DmarFlags)0x80 }),
        DmarDamage.TypesOutOfOrder => WithFirstStructureLast(intact),
        DmarDamage.StructureLengthZero => WithLastStructureLength(intact, _ => 0),
        DmarDamage.StructureOverruns => WithLastStructureLength(intact, length => length + 8),
        DmarDamage.StructureTooShort => WithLastStructureCut(intact),
        DmarDamage.UnknownStructureType => WithLastStructure(intact, s => new UnknownStructure((RemappingStructureType)0xffff, s.Tail)),
        DmarDamage.StructureTooLong => WithFirst<HardwareAffinity>(intact, a => a with { Tail = [0, 0, 0, 0] }),
        DmarDamage.NameNotTerminated =>
            WithFirst<NamespaceDevice>(intact, d => d with { ObjectNameField = d.ObjectNameField.Replace('\0', 'X') }),
        DmarDamage.ReservedStructureBitsSet => WithFirst<ReservedMemoryRegion>(intact, r => r with { Reserved = 1 }),
        DmarDamage.BaseAboveLimit =>
            WithFirst<ReservedMemoryRegion>(intact, r => r with { BaseAddress = new Hpa(0x2000), LimitAddress = new Hpa(0xfff) }),
        DmarDamage.UnalignedBase =>
            WithFirst<ReservedMemoryRegion>(intact, r => r with { BaseAddress = new Hpa(r.BaseAddress.Value | 0x800) }),
        DmarDamage.UnalignedLimit =>
            WithFirst<ReservedMemoryRegion>(intact, r => r with { LimitAddress = new Hpa(r.LimitAddress.Value & ~0x7ffUL) }),
        DmarDamage.NoScope => WithFirst<ReservedMemoryRegion>(intact, r => r with { Scopes = [] }),
        DmarDamage.ScopeTooShort => WithLastScopeLength(intact, _ => 5),
        DmarDamage.ScopeOverruns => WithLastScopeLength(intact, length => length + 2),
        DmarDamage.OddPath => WithLastScope(intact, s => s with { Path = PciPath.FromBytes([.. s.Path.Bytes, 0]) }),
        DmarDamage.EmptyPath => WithLastScope(intact, s => s with { Path = PciPath.Empty }),
        DmarDamage.DeviceOutOfRange => WithLastScope(intact, s => s with { Path = PciPath.Of(new PciHop(32, 0)) }),
        DmarDamage.FunctionOutOfRange => WithLastScope(intact, s => s with { Path = PciPath.Of(new PciHop(0, 8)) }),
        DmarDamage.ReservedScopeBitsSet => WithLastScope(intact, s => s with { Reserved = 1 }),
        DmarDamage.UnknownScopeType => WithLastScope(intact, s => s with { Type = (DeviceScopeType)0xff }),
        _ => throw new UnreachableException($"{damage}"),
    };

    private static byte[] Encode(DmarTable damaged) => Sealed(DmarEncoder.Encode(damaged));

    // The damage is to be the only one, so the checksum is made right for what the length field still covers.
    private static byte[] Sealed(byte[] bytes)
    {
        AcpiChecksum.Seal(bytes.AsSpan(0, DmarReader.ExtentOf(bytes)));
        return bytes;
    }

    private static byte[] WithWrongChecksum(DmarTable intact)
    {
        byte[] bytes = Encode(intact);
        bytes[AcpiChecksum.Offset] = unchecked((byte)(bytes[AcpiChecksum.Offset] + 1));
        return bytes;
    }

    private static byte[]? WithFirstStructureLast(DmarTable intact)
    {
        if (intact.Structures.Length < 2 || intact.Structures[0].Type >= intact.Structures[^1].Type)
            return null;

        ImmutableArray<RemappingStructure> moved = intact.Structures.RemoveAt(0).Add(intact.Structures[0]);
        return Encode(DmarTableBuilder.LaidOut(intact with { Structures = moved }));
    }

    private static byte[]? WithLastStructure(DmarTable intact, Func<RemappingStructure, RemappingStructure> change) =>
        intact.Structures.IsEmpty ? null : WithStructure(intact, intact.Structures.Length - 1, change);

    // An unknown type has no fields that could be missing.
    private static byte[]? WithLastStructureCut(DmarTable intact) =>
        intact.Structures.IsEmpty || intact.Structures[^1] is UnknownStructure
            ? null
            : WithLastStructure(intact, s => new UnknownStructure(s.Type, []));

    private static byte[]? WithLastStructureLength(DmarTable intact, Func<int, int> change)
    {
        if (intact.Structures.IsEmpty)
            return null;

        RemappingStructure last = intact.Structures[^1];
        byte[] bytes = DmarEncoder.Encode(intact);
        int length = change(last.LengthInBytes);
        bytes[last.Offset + 2] = (byte)(length & 0xff);
        bytes[last.Offset + 3] = (byte)(length >> 8);
        return Sealed(bytes);
    }

    private static byte[]? WithFirst<T>(DmarTable intact, Func<T, T> change)
        where T : RemappingStructure
    {
        int index = 0;
        while (index < intact.Structures.Length && intact.Structures[index] is not T)
            index++;

        return index == intact.Structures.Length ? null : WithStructure(intact, index, s => change((T)s));
    }

    private static byte[] WithStructure(DmarTable intact, int index, Func<RemappingStructure, RemappingStructure> change)
    {
        ImmutableArray<RemappingStructure> changed = intact.Structures.SetItem(index, change(intact.Structures[index]));
        return Encode(DmarTableBuilder.LaidOut(intact with { Structures = changed }));
    }

    private static byte[]? WithLastScope(DmarTable intact, Func<DeviceScope, DeviceScope> change)
    {
        int index = IndexOfStructureWithScope(intact);
        return index < 0 ? null : WithStructure(intact, index, s =>
        {
            var scoped = (ScopedStructure)s;
            return scoped with { Scopes = scoped.Scopes.SetItem(scoped.Scopes.Length - 1, change(scoped.Scopes[^1])) };
        });
    }

    private static byte[]? WithLastScopeLength(DmarTable intact, Func<int, int> change)
    {
        int index = IndexOfStructureWithScope(intact);
        if (index < 0)
            return null;

        DeviceScope last = ((ScopedStructure)intact.Structures[index]).Scopes[^1];
        byte[] bytes = DmarEncoder.Encode(intact);
        bytes[last.Offset + 1] = (byte)change(last.LengthInBytes);
        return Sealed(bytes);
    }

    private static int IndexOfStructureWithScope(DmarTable table)
    {
        for (int i = 0; i < table.Structures.Length; i++)
        {
            if (table.Structures[i] is ScopedStructure { Scopes.IsEmpty: false })
                return i;
        }

        return -1;
    }
}
