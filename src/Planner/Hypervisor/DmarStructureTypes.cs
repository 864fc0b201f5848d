namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Type numbers of the table that the hypervisor knows (VT-d 8.2, 8.3.1).</summary>
internal static class DmarStructureTypes
{
    public const ushort Drhd = 0;
    public const ushort Rmrr = 1;
    public const ushort Atsr = 2;
    public const ushort Rhsa = 3;
    public const ushort Satc = 5;

    public const byte ScopeEndpoint = 1;
    public const byte ScopeBridge = 2;
    public const byte ScopeIoApic = 3;
    public const byte ScopeHpet = 4;
}
