using RdmPlanner.Acpi;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>Rules about remapping units and the structures that refer to them.</summary>
internal static class UnitChecks
{
    private const ulong PageMask = 0xfff;

    internal static void Run(DmarView view, DmarTable table, FindingCollector findings)
    {
        HardwareUnit[] units = [.. table.Structures.OfType<HardwareUnit>()];
        Dictionary<ulong, HardwareUnit> byBase = [];
        foreach (HardwareUnit unit in units)
        {
            CheckBase(view, table, unit, findings);
            if (!byBase.TryAdd(unit.RegisterBase.Value, unit))
            {
                findings.Add(
                    LintCode.UnitRepeated, Base(view, unit),
                    $"{unit.RegisterBase} is also the base of {view.NameOf(byBase[unit.RegisterBase.Value])}");
            }

            if (unit.SizeField != 0)
            {
                findings.Add(
                    LintCode.UnitSizeSet, view.PlaceOf(unit, 5, 1, "Size"),
                    $"the size byte is {unit.SizeField}: {SizeText.Of(unit.RegisterSetSizeInBytes)} of registers");
            }
        }

        CheckIncludeAll(view, units, findings);
        CheckNamedTwice(view, units, findings);
        CheckAllPorts(view, table, findings);
        CheckAffinities(view, table, byBase, findings);
        CheckNamespaceDevices(view, table, findings);
    }

    private static LintPlace Base(DmarView view, HardwareUnit unit) => view.PlaceOf(unit, 8, 8, "Register Base Address");

    private static void CheckBase(DmarView view, DmarTable table, HardwareUnit unit, FindingCollector findings)
    {
        ulong address = unit.RegisterBase.Value;
        switch (address)
        {
            case 0:
                findings.Add(
                    LintCode.UnitAtZero, Base(view, unit), "the register base is 0",
                    "Linux says 'Your BIOS is broken; DMAR reported at address 0' and goes without the IOMMU");
                return;
            case ulong.MaxValue:
                findings.Add(LintCode.UnitAtAllOnes, Base(view, unit), "the register base is all ones");
                return;
        }

        if ((address & PageMask) != 0)
        {
            findings.Add(LintCode.UnitUnaligned, Base(view, unit), $"the register base {unit.RegisterBase} is not a multiple of 4 KiB");
        }

        if (IsBeyond(address, table))
        {
            findings.Add(
                LintCode.UnitBeyondWidth, Base(view, unit),
                $"the register base {unit.RegisterBase} needs more than the {table.HostAddressWidth} address bits of the header");
        }
    }

    /// <summary>Whether an address does not fit the width that the header gives.</summary>
    internal static bool IsBeyond(ulong address, DmarTable table) =>
        table.HostAddressWidth < 64 && address >> table.HostAddressWidth != 0;

    private static void CheckIncludeAll(DmarView view, HardwareUnit[] units, FindingCollector findings)
    {
        HardwareUnit? firstOfAll = null;
        foreach (IGrouping<ushort, HardwareUnit> segment in units.GroupBy(u => u.Segment))
        {
            HardwareUnit? first = null;
            foreach (HardwareUnit unit in segment.Where(u => u.IncludePciAll))
            {
                SayIncludeAll(view, unit, first, firstOfAll, findings);
                first ??= unit;
                firstOfAll ??= unit;
            }

            HardwareUnit last = segment.Last();
            if (first is null)
            {
                findings.Add(
                    LintCode.NoIncludeAll, view.PlaceOf(last, 4, 1, "Flags"),
                    $"none of the {segment.Count()} units of segment {segment.Key} takes the devices that nobody names");
            }
            else if (!last.IncludePciAll)
            {
                findings.Add(
                    LintCode.IncludeAllNotLast, view.PlaceOf(first, 4, 1, "Flags"),
                    $"{view.NameOf(last)} of segment {segment.Key} comes behind {view.NameOf(first)}, which has INCLUDE_PCI_ALL");
            }
        }
    }

    private static void SayIncludeAll(
        DmarView view, HardwareUnit unit, HardwareUnit? first, HardwareUnit? firstOfAll, FindingCollector findings)
    {
        HardwareUnit? earlier = first ?? firstOfAll;
        if (earlier is null)
        {
            return;
        }

        // The specification has one for each segment; FWTS counts them over all segments, Xen in segment 0 only.
        LintSeverities severities = LintRule.Of(LintCode.SecondIncludeAll).Severities;
        severities = first is null ? severities with { Spec = null, Xen = null }
            : unit.Segment != 0 ? severities with { Xen = null }
            : severities;
        findings.Add(
            LintCode.SecondIncludeAll, severities, view.PlaceOf(unit, 4, 1, "Flags"),
            first is null
                ? $"{view.NameOf(earlier)} of segment {earlier.Segment} has INCLUDE_PCI_ALL too, which is right, but FWTS counts over all segments"
                : $"{view.NameOf(earlier)} of segment {unit.Segment} has INCLUDE_PCI_ALL already");
    }

    private static void CheckNamedTwice(DmarView view, HardwareUnit[] units, FindingCollector findings)
    {
        Dictionary<string, HardwareUnit> owners = [];
        foreach (HardwareUnit unit in units)
        {
            foreach (DeviceScope scope in unit.Scopes.Where(ScopeChecks.IsPci))
            {
                string device = DmarText.ScopeAddress(scope, unit.Segment);
                if (!owners.TryAdd(device, unit) && owners[device] != unit)
                {
                    findings.Add(
                        LintCode.DeviceInTwoUnits, view.PlaceOf(unit, scope), $"{view.NameOf(owners[device])} names {device} too");
                }
            }
        }
    }

    private static void CheckAllPorts(DmarView view, DmarTable table, FindingCollector findings)
    {
        Dictionary<ushort, RootPortAts> seen = [];
        foreach (RootPortAts ports in table.Structures.OfType<RootPortAts>().Where(p => p.AllPorts))
        {
            if (seen.TryAdd(ports.Segment, ports))
            {
                continue;
            }

            LintSeverities severities = LintRule.Of(LintCode.SecondAllPorts).Severities;
            findings.Add(
                LintCode.SecondAllPorts, ports.Segment == 0 ? severities : severities with { Xen = null },
                view.PlaceOf(ports, 4, 1, "Flags"), $"{view.NameOf(seen[ports.Segment])} of segment {ports.Segment} has ALL_PORTS already");
        }
    }

    private static void CheckAffinities(
        DmarView view, DmarTable table, Dictionary<ulong, HardwareUnit> byBase, FindingCollector findings)
    {
        foreach (HardwareAffinity affinity in table.Structures.OfType<HardwareAffinity>())
        {
            if (!byBase.ContainsKey(affinity.RegisterBase.Value))
            {
                findings.Add(
                    LintCode.AffinityWithoutUnit, view.PlaceOf(affinity, 8, 8, "Base Address"),
                    $"no DRHD has the register base {affinity.RegisterBase}");
            }
        }
    }

    private static void CheckNamespaceDevices(DmarView view, DmarTable table, FindingCollector findings)
    {
        HashSet<byte> declared = [.. table.Structures.OfType<NamespaceDevice>().Select(d => d.AcpiDeviceNumber)];
        HashSet<byte> named = [];
        foreach (HardwareUnit unit in table.Structures.OfType<HardwareUnit>())
        {
            foreach (DeviceScope scope in unit.Scopes.Where(s => s.Type == DeviceScopeType.NamespaceDevice))
            {
                named.Add(scope.EnumerationId);
                if (!declared.Contains(scope.EnumerationId))
                {
                    findings.Add(
                        LintCode.ScopeWithoutNamespaceDevice, view.PlaceOf(unit, scope, 4, 1, "Enumeration ID"),
                        $"no ANDD has the device number {scope.EnumerationId}");
                }
            }
        }

        foreach (NamespaceDevice device in table.Structures.OfType<NamespaceDevice>().Where(d => !named.Contains(d.AcpiDeviceNumber)))
        {
            findings.Add(
                LintCode.NamespaceDeviceWithoutScope, view.PlaceOf(device, 7, 1, "ACPI Device Number"),
                $"no unit's scope has the enumeration id {device.AcpiDeviceNumber} of {SafeText.Quoted(device.ObjectName)}");
        }
    }
}
