using FsCheck;
using FsCheck.Fluent;

namespace RdmPlanner.TestKit.Generators;

/// <summary>What properties about DMAR tables draw from.</summary>
public static class DmarArbitraries
{
    /// <summary>Tables without findings.</summary>
    public static Arbitrary<CleanTable> CleanTable() => Arb.From(DmarTables.Clean, DmarTables.Shrink);

    /// <summary>Well-formed tables with anything in their fields.</summary>
    public static Arbitrary<AnyTable> AnyTable() => Arb.From(DmarTables.Any, DmarTables.Shrink);

    /// <summary>Tables damaged in one named way.</summary>
    public static Arbitrary<DamagedTableBytes> DamagedTableBytes() => DmarBytes.Damaged.ToArbitrary();

    /// <summary>Bytes of any kind.</summary>
    public static Arbitrary<HostileBytes> HostileBytes() => Arb.From(DmarBytes.Hostile, DmarBytes.Shrink);
}
