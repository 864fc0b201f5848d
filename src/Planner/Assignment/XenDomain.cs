using System.Globalization;

namespace RdmPlanner.Planner.Assignment;

/// <summary>A domain, by its number.</summary>
/// <param name="Id">The number; 0 is the hardware domain.</param>
public readonly record struct XenDomain(ushort Id)
{
    /// <summary>dom_io, which takes devices in quarantine (DOMID_IO).</summary>
    public static XenDomain Io { get; } = new(0x7ff1);

    /// <summary>Whether it is the hardware domain, whose regions are never unmapped.</summary>
    public bool IsHardwareDomain => Id == 0;

    /// <summary>As Xen's format %pd prints it: <c>d5</c>, <c>d[IO]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => this == Io ? "d[IO]" : string.Create(CultureInfo.InvariantCulture, $"d{Id}");
}
