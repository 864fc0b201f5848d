using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.Acpi;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Generators of device scopes and of the small values that DMAR structures are made of.</summary>
public static class DmarScopes
{
    /// <summary>Any byte.</summary>
    public static Gen<byte> AnyByte { get; } = Gen.Choose(0, 255).Select(b => (byte)b);

    /// <summary>A byte that is 0 three times out of four, as reserved fields are.</summary>
    public static Gen<byte> MostlyZero { get; } = Gen.Frequency((3, Gen.Constant((byte)0)), (1, AnyByte));

    /// <summary>A segment: 0 nearly always, as in the field.</summary>
    public static Gen<ushort> Segment { get; } = Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 0xffff))).Select(s => (ushort)s);

    /// <summary>A hop that PCI can have.</summary>
    public static Gen<PciHop> LegalHop { get; } =
        from device in Gen.Choose(0, 31)
        from function in Gen.Choose(0, 7)
        select new PciHop((byte)device, (byte)function);

    /// <summary>Paths of any length, legal or not, one in twelve with an odd byte, one in six empty.</summary>
    public static Gen<PciPath> AnyPath { get; } = Gen.Frequency(
        (2, LegalHop.Select(h => PciPath.Of(h))),
        (2, LegalHop.ArrayOf(3).Select(h => PciPath.Of(h))),
        (1, Gen.Constant(PciPath.Empty)),
        (1, from length in Gen.Choose(0, 249) from bytes in AnyByte.ArrayOf(length) select PciPath.FromBytes(bytes)));

    /// <summary>A scope without any finding: known type, one legal hop, nothing reserved set.</summary>
    public static Gen<DeviceScope> Clean { get; } =
        from type in Gen.Choose(1, 5)
        from id in MostlyZero
        from bus in MostlyZero
        from hop in LegalHop
        select new DeviceScope { Type = (DeviceScopeType)type, EnumerationId = id, StartBusNumber = bus, Path = PciPath.Of(hop) };

    /// <summary>A scope with anything in its fields.</summary>
    public static Gen<DeviceScope> Any { get; } =
        from type in Gen.Frequency((4, Gen.Choose(1, 5)), (1, Gen.Choose(0, 255)))
        from flags in MostlyZero
        from reserved in MostlyZero
        from id in AnyByte
        from bus in AnyByte
        from path in AnyPath
        select new DeviceScope
        {
            Type = (DeviceScopeType)type,
            Flags = flags,
            Reserved = reserved,
            EnumerationId = id,
            StartBusNumber = bus,
            Path = path,
        };

    /// <summary>A list of one to four scopes.</summary>
    public static Gen<DeviceScope[]> Some(Gen<DeviceScope> scope) => Gen.Choose(1, 4).SelectMany(scope.ArrayOf);
}
