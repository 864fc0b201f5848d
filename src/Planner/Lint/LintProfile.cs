namespace RdmPlanner.Planner.Lint;

/// <summary>Whose judgement a lint run reports.</summary>
public enum LintProfile
{
    /// <summary>Everybody's: the worst of the first three counts; what only FWTS finds is a note.</summary>
    All,

    /// <summary>The specification: VT-d, ACPI, AMD's IOMMU.</summary>
    Spec,

    /// <summary>The Linux kernel's drivers.</summary>
    Linux,

    /// <summary>The Xen hypervisor.</summary>
    Xen,

    /// <summary>The Firmware Test Suite.</summary>
    Fwts,
}
