using System.Globalization;
using System.Text;
using RdmPlanner.Planner.Devices;
using RdmPlanner.Planner.Qemu;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Reports;

/// <summary>The QEMU side of a device survey: where RAM lies, what it lies on, and the property that avoids it.</summary>
internal static class QemuText
{
    /// <summary>Writes it; nothing without a QEMU guest.</summary>
    internal static void Write(StringBuilder text, DeviceSurvey survey)
    {
        if (survey.Request.Qemu is not { } layout)
        {
            return;
        }

        string split = layout.HighEnd is { } high
            ? $"RAM [0, {layout.LowEnd}) and [0x100000000, {high})"
            : $"RAM [0, {layout.LowEnd})";
        text.Append(CultureInfo.InvariantCulture,
            $"QEMU {SafeText.Plain(layout.Machine.Name)}: {split} ({(layout.Machine.Board == QemuBoard.Q35 ? "hw/i386/pc_q35.c" : "hw/i386/pc_piix.c")})\n");
        HostRegion[] met = [.. survey.Devices.SelectMany(d => d.Qemu).Select(c => c.Region).Distinct()];
        if (met.Length == 0)
        {
            text.Append("  no region of these devices meets it\n");
            return;
        }

        text.Append(
            "  QEMU knows no RMRRs: RAM stays on the region, VFIO does not refuse it, and DMA that firmware goes on doing hits the guest\n");
        if (survey.Devices.Any(d => !d.Qemu.IsEmpty && LinuxRules.For(d.Linux, null)?.Outcome == LinuxOutcome.Blocked))
        {
            text.Append(
                "  regions of blocked devices are not direct-relaxable: VFIO takes them out of the IOVA list (5.4 on, EINVAL), but refuses the device before\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  help: {Help(layout, met)}\n");
    }

    /// <summary>The least change of the machine property that clears the regions.</summary>
    internal static string Help(QemuRamLayout layout, IReadOnlyList<HostRegion> regions)
    {
        if (QemuCheck.LargestMaxRamBelow4G(layout, regions) is not { } most)
        {
            return regions.Any(r => r.BaseAddress.Value < 1 << 20)
                ? "a region below 1 MiB cannot be avoided: leave its device out"
                : "no max-ram-below-4g avoids them all: leave a device out";
        }

        ulong? whole = QemuCheck.LargestMaxRamBelow4G(layout, regions, wholeGiB: true);
        string also = whole is { } gib && gib != most ? $" ({QemuSize.Of(gib)} keeps to whole GiB, which is faster)" : "";
        return $"-machine {SafeText.Plain(layout.Machine.Name)},max-ram-below-4g={QemuSize.Of(most)} keeps RAM off them{also}";
    }
}
