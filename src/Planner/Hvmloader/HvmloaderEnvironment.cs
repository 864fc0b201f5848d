namespace RdmPlanner.Planner.Hvmloader;

/// <summary>What hvmloader prints but no input of the simulation decides: the machine and the sizes of its tables.</summary>
/// <remarks>The defaults are those of a guest of Xen 4.17.7 with one virtual CPU.</remarks>
public sealed record HvmloaderEnvironment
{
    /// <summary>Version the hypervisor reports, extra version included.</summary>
    public string XenVersion { get; init; } = "4.17.7";

    /// <summary>Address of the xenstore ring page.</summary>
    public uint XenbusRing { get; init; } = 0xfeff_c000;

    /// <summary>Event channel of xenstore.</summary>
    public uint XenbusEventChannel { get; init; } = 1;

    /// <summary>CPU clock in MHz.</summary>
    public uint CpuMhz { get; init; } = 2596;

    /// <summary>Variable MTRRs of a virtual CPU.</summary>
    public uint VariableMtrrs { get; init; } = 8;

    /// <summary>Where the vm86 TSS lies; it follows the MP tables, whose size grows with the number of CPUs.</summary>
    public uint TssAddress { get; init; } = 0xfc10_0280;

    /// <summary>Last byte of scratch space in use.</summary>
    public uint ScratchEnd { get; init; } = 0x1_00e3;
}
