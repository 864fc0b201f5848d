using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Acpi;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Generators of remapping structures without any finding.</summary>
public static class DmarStructures
{
    // Page numbers where rules change: 0, 1 MiB, the default boundary, the MMIO hole, 4 GiB, and neighbours.
    private static readonly int[] Anchors = [0, 0xa0, 0x100, 0x7ffff, 0x80000, 0x80001, 0xf0000, 0xfffff, 0x100000, 0x140000];

    /// <summary>The first byte of a page, near an anchor three times out of four.</summary>
    public static Gen<Hpa> PageAddress { get; } = Gen
        .Frequency((3, Gen.Elements(Anchors)), (1, Gen.Choose(0, int.MaxValue - 1)))
        .Select(page => new Hpa((ulong)page * 4096));

    /// <summary>An RMRR of one page up to 4 GiB.</summary>
    public static Gen<ReservedMemoryRegion> Region { get; } =
        from segment in DmarScopes.Segment
        from first in PageAddress
        from pages in Gen.Frequency((1, Gen.Constant(1)), (3, Gen.Choose(1, 0x4000)), (1, Gen.Choose(1, 0x100000)))
        from scopes in DmarScopes.Some(DmarScopes.Clean)
        select new ReservedMemoryRegion
        {
            Segment = segment,
            BaseAddress = first,
            LimitAddress = new Hpa(first.Value + ((ulong)pages * 4096) - 1),
            Scopes = [.. scopes],
        };

    private static Gen<HardwareUnit> Unit { get; } =
        from segment in DmarScopes.Segment
        from includeAll in Gen.Choose(0, 1)
        from size in Gen.Choose(0, 15)
        from register in PageAddress
        from scopes in DmarScopes.Some(DmarScopes.Clean)
        select new HardwareUnit
        {
            Segment = segment,
            Flags = (byte)includeAll,
            SizeField = (byte)size,
            RegisterBase = register,
            Scopes = includeAll == 1 && size % 2 == 0 ? [] : [.. scopes],
        };

    private static Gen<RootPortAts> Ports { get; } =
        from segment in DmarScopes.Segment
        from all in Gen.Choose(0, 1)
        from scopes in DmarScopes.Some(DmarScopes.Clean)
        select new RootPortAts { Segment = segment, Flags = (byte)all, Scopes = all == 1 ? [] : [.. scopes] };

    private static Gen<HardwareAffinity> Affinity { get; } =
        from register in PageAddress
        from domain in Gen.Choose(0, int.MaxValue)
        select new HardwareAffinity { RegisterBase = register, ProximityDomain = (uint)domain };

    private static Gen<NamespaceDevice> Device { get; } =
        from number in DmarScopes.AnyByte
        from name in Gen.Elements("\\_SB.PC00.I2C0", "\\_SB.PCI0.SDMA", "\\A", "")
        from padding in Gen.Choose(1, 4)
        select new NamespaceDevice { AcpiDeviceNumber = number, ObjectNameField = name + new string('\0', padding) };

    private static Gen<SocAddressTranslationCache> Cache { get; } =
        from required in Gen.Choose(0, 1)
        from scopes in DmarScopes.Some(DmarScopes.Clean)
        select new SocAddressTranslationCache { Flags = (byte)required, Scopes = [.. scopes] };

    private static Gen<SocDeviceProperty> Property { get; } =
        from flags in Gen.Choose(0, 0x1f)
        from scopes in DmarScopes.Some(DmarScopes.Clean)
        select new SocDeviceProperty { Scopes = [.. scopes.Select(s => s with { Flags = (byte)flags })] };

    /// <summary>A structure of a type beyond those defined; its only finding is the note that says so.</summary>
    public static Gen<UnknownStructure> Unknown { get; } =
        from type in Gen.Choose(7, 0xffff)
        from length in Gen.Choose(0, 40)
        from body in DmarScopes.AnyByte.ArrayOf(length)
        select new UnknownStructure((RemappingStructureType)type, [.. body]);

    /// <summary>Any known structure without a finding; DRHD and RMRR most often, as in the field.</summary>
    public static Gen<RemappingStructure> Clean { get; } = Gen.Frequency(
        (4, Unit.Select(s => (RemappingStructure)s)),
        (5, Region.Select(s => (RemappingStructure)s)),
        (1, Ports.Select(s => (RemappingStructure)s)),
        (1, Affinity.Select(s => (RemappingStructure)s)),
        (1, Device.Select(s => (RemappingStructure)s)),
        (1, Cache.Select(s => (RemappingStructure)s)),
        (1, Property.Select(s => (RemappingStructure)s)));

    /// <summary>Any structure, its fields set to what no specification allows half of the time.</summary>
    public static Gen<RemappingStructure> Any { get; } = Gen.Frequency(
        (3, Clean),
        (1, Unknown.Select(s => (RemappingStructure)s)),
        (4, Clean.SelectMany(WithOddFields)));

    // A tail of one byte, or one that starts with a scope too short, cannot be read as a scope: it stays a tail.
    private static Gen<ImmutableArray<byte>> Tail { get; } =
        Gen.Elements<byte[]>([], [], [1], [1, 5, 0, 0, 0, 0, 0, 0], [1, 0, 0]).Select(b => b.ToImmutableArray());

    private static Gen<RemappingStructure> WithOddFields(RemappingStructure clean) => clean switch
    {
        ReservedMemoryRegion region =>
            from reserved in Gen.Choose(0, 0xffff)
            from low in Gen.Choose(0, int.MaxValue)
            from high in Gen.Choose(int.MinValue, int.MaxValue)
            from scoped in WithOddScopes(region)
            select (RemappingStructure)((ReservedMemoryRegion)scoped with
            {
                Reserved = (ushort)reserved,
                BaseAddress = new Hpa((ulong)low),
                LimitAddress = new Hpa(unchecked((ulong)high)),
            }),
        ScopedStructure scoped => WithOddScopes(scoped).Select(s => (RemappingStructure)s),
        HardwareAffinity affinity => Tail.Select(t => (RemappingStructure)(affinity with { Tail = t, Reserved = 0x80000001 })),
        NamespaceDevice device => Gen.Choose(0, 0xffffff).Select(
            r => (RemappingStructure)(device with { Reserved = (uint)r, ObjectNameField = "\u00ff\u0001no terminator" })),
        _ => Gen.Constant(clean),
    };

    private static Gen<ScopedStructure> WithOddScopes(ScopedStructure clean) =>
        from scopes in DmarScopes.Some(DmarScopes.Any)
        from none in Gen.Choose(0, 9)
        from tail in Tail
        select clean with { Scopes = none == 0 ? [] : [.. scopes], Tail = tail };
}
