namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Numbers as printk() formats them: the one home of hex inside lines in Xen's wording.</summary>
internal static class XenText
{
    /// <summary>The format <c>%lx</c>: lower-case hex without prefix.</summary>
    public static string Hex(ulong value) => $"{value:x}";

    /// <summary>The format <c>%#lx</c>: hex with prefix, but zero is <c>0</c>.</summary>
    public static string PrefixedHex(ulong value) => value == 0 ? "0" : $"0x{value:x}";

    /// <summary>The format <c>%#05lx</c> of frame numbers (PRI_mfn): five characters wide, the prefix counted.</summary>
    public static string FrameNumber(ulong value) => value == 0 ? "00000" : $"0x{value:x3}";
}
