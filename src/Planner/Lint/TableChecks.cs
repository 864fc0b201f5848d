using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about the table as a whole.</summary>
internal static class TableChecks
{
    // Linux: width < PAGE_SHIFT - 1.
    private const int LeastWidthOfLinux = 11;

    internal static void Run(DmarView view, DmarTable table, FindingCollector findings)
    {
        if (!table.Structures.OfType<HardwareUnit>().Any())
        {
            findings.Add(LintCode.NoHardwareUnit, view.Header(4, 4, "Table Length"), "the table has no DRHD structure");
        }

        if (table.Header.Length <= DmarTable.HeaderSize)
        {
            findings.Add(
                LintCode.EmptyTable, view.Header(4, 4, "Table Length"), $"the table is {table.Header.Length} bytes long, header included");
        }

        CheckWidth(view, table, findings);
        if (table.Flags.HasFlag(DmarFlags.X2ApicOptOut))
        {
            string message = table.Flags.HasFlag(DmarFlags.IntrRemap)
                ? "the flag X2APIC_OPT_OUT is set"
                : "the flag X2APIC_OPT_OUT is set, but counts only together with INTR_REMAP, which is not";
            findings.Add(LintCode.X2ApicOptOut, view.Header(37, 1, "Flags"), message);
        }
    }

    private static void CheckWidth(DmarView view, DmarTable table, FindingCollector findings)
    {
        if (table.HostAddressWidthRaw >= LeastWidthOfLinux)
        {
            return;
        }

        LintSeverities severities = LintRule.Of(LintCode.AddressWidthTooSmall).Severities;
        findings.Add(
            LintCode.AddressWidthTooSmall,
            table.HostAddressWidthRaw == 0 ? severities : severities with { Xen = null },
            view.Header(36, 1, "Host Address Width"),
            $"the width byte is {table.HostAddressWidthRaw}: {table.HostAddressWidth} address bits");
    }
}
