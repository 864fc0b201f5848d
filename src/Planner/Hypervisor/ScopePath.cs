using System.Collections.Immutable;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>The path of a scope entry, walked from bridge to bridge.</summary>
internal static class ScopePath
{
    /// <summary>MIN_SCOPE_LEN: an entry with one hop.</summary>
    public const int LeastScopeLength = DmarImage.ScopeSize + DmarImage.HopSize;

    /// <summary>What the bus number registers of an unlisted device read as.</summary>
    public static readonly BusNumbers Unanswered = new(0xff, 0xff);

    /// <summary>Finds the device an entry stands for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="offset">Offset of the entry, whose length was checked.</param>
    /// <param name="segment">Segment of the structure.</param>
    /// <param name="bridges">Known bridges.</param>
    /// <param name="isKnown">Whether all bridges on the way are known.</param>
    /// <returns>The device.</returns>
    public static PciAddress Walk(
        DmarImage table, int offset, ushort segment, ImmutableDictionary<PciAddress, BusNumbers> bridges, out bool isKnown)
    {
        isKnown = true;
        byte bus = table.U8(offset + 5);
        int hops = (table.U8(offset + 1) - DmarImage.ScopeSize) / DmarImage.HopSize;
        int path = offset + DmarImage.ScopeSize;
        for (; hops > 1; hops--, path += DmarImage.HopSize)
        {
            PciAddress bridge = Hop(table, path, segment, bus);
            isKnown &= bridges.ContainsKey(bridge);
            bus = bridges.GetValueOrDefault(bridge, Unanswered).Secondary;
        }

        return Hop(table, path, segment, bus);
    }

    // C: PCI_DEVFN() masks device and function.
    private static PciAddress Hop(DmarImage table, int path, ushort segment, byte bus) =>
        new(segment, bus, (byte)(table.U8(path) & 0x1f), (byte)(table.U8(path + 1) & 7));
}
