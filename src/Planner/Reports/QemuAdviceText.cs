using System.Globalization;
using System.Text;
using System.Text.Json;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Qemu;

namespace RdmPlanner.Planner.Reports;

/// <summary>Advice for a QEMU guest: as arguments and as the lines of a libvirt domain.</summary>
public static class QemuAdviceText
{
    /// <summary>Writes the report.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>The text; LF line ends, no control characters.</returns>
    public static string Write(QemuAnswer answer)
    {
        StringBuilder text = new();
        string machine = SafeText.Plain(answer.Layout.Machine.Name);
        text.Append(answer.Conflicts.IsEmpty ? $"verdict: ACCEPTED, no RAM of {machine} lies on a region: nothing to change\n"
            : answer.Fixes is [{ } best, ..] ? $"verdict: RAM of {machine} lies on a region, fixed by {best.Title}\n"
            : $"verdict: RAM of {machine} lies on a region, and no setting of QEMU changes it\n");
        text.Append(CultureInfo.InvariantCulture, $"  RAM      {Ram(answer.Layout)}\n");
        foreach (QemuConflict conflict in answer.Conflicts)
        {
            FindingText.Append(text, "  now:     ", Words(conflict));
        }

        if (answer.Statement is { } statement)
        {
            FindingText.Append(text, "  because: ", statement);
            FindingText.Append(text, "  remains: ", "the device left out, or a setting or update of the firmware that moves the region");
        }

        for (int i = 0; i < answer.Fixes.Length; i++)
        {
            Append(text, i + 1, answer.Fixes[i]);
        }

        text.Append('\n');
        FindingText.Append(text, "note: ", "QEMU neither moves RAM for a region nor marks it reserved; Linux itself refuses a device with a region (\"ineligible for IOMMU "
            + "domain attach due to platform RMRR requirement\") unless the region is one of USB or graphics, and no layout changes that");
        return text.ToString();
    }

    /// <summary>Writes the answer as JSON.</summary>
    /// <param name="answer">The answer.</param>
    /// <returns>Indented JSON with LF line ends and a final newline.</returns>
    public static string WriteJson(QemuAnswer answer) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format_version", DmarJson.FormatVersion);
        writer.WriteString("hypervisor", "qemu");
        writer.WriteString("machine", answer.Layout.Machine.Name);
        writer.WriteString("outcome", answer.Conflicts.IsEmpty ? "clean" : answer.Fixes.IsEmpty ? "none" : "fixed");
        WriteEnds(writer, answer.Layout);
        writer.WriteStartArray("conflicts");
        foreach (QemuConflict conflict in answer.Conflicts)
        {
            writer.WriteStartObject();
            writer.WriteString("base", conflict.Region.BaseAddress.ToString());
            writer.WriteString("limit", conflict.Region.LimitAddress.ToString());
            writer.WriteString("message", Words(conflict));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("fixes");
        foreach (QemuAdvised fix in answer.Fixes)
        {
            writer.WriteStartObject();
            writer.WriteString("title", fix.Title);
            writer.WriteStartArray("arguments");
            foreach (string argument in fix.Arguments)
            {
                writer.WriteStringValue(argument);
            }

            writer.WriteEndArray();
            writer.WriteNumber("moved_mib", fix.MovedMiB);
            writer.WriteNumber("given_up_mib", fix.GivenUpMiB);
            writer.WriteBoolean("qemu_warns_of_alignment", fix.Layout.WarnsOfAlignment);
            WriteEnds(writer, fix.Layout);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("statement", answer.Statement);
        writer.WriteEndObject();
    });

    private static void WriteEnds(Utf8JsonWriter writer, QemuRamLayout layout)
    {
        writer.WriteString("lowmem_end", layout.LowEnd.ToString());
        writer.WriteString("highmem_end", layout.HighEnd?.ToString());
    }

    private static string Words(QemuConflict conflict) =>
        $"RAM lies on the region [{conflict.Region.BaseAddress}, {conflict.Region.LimitAddress}] (first and last byte) of {conflict.Region.Source} "
        + $"(devices: {RegionText.Devices(conflict.Region)}) in {string.Join(", ", conflict.Overlap.Select(o => $"[{o.Start}, {o.End})"))}";

    private static string Ram(QemuRamLayout layout) =>
        $"[0x0, {layout.LowEnd}){(layout.HighEnd is { } high ? $" and [{E820.Gpa.FourGiB}, {high})" : "")}";

    private static void Append(StringBuilder text, int number, QemuAdvised fix)
    {
        text.Append(CultureInfo.InvariantCulture, $"\nfix {number}: {string.Join(' ', fix.Arguments)}\n");
        if (fix.MovedMiB > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  cost:    {fix.MovedMiB} MiB of RAM lie above 4 GiB instead of below\n");
        }

        if (fix.GivenUpMiB > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  cost:    {fix.GivenUpMiB} MiB of RAM given up\n");
        }

        if (fix.Layout.WarnsOfAlignment)
        {
            text.Append("  cost:    QEMU warns of a split that is no whole GiB: the last pages below it are not huge ones\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  checked: laid out again, RAM is {Ram(fix.Layout)}: on no region\n");
        string memory = fix.Arguments.Contains("-m")
            ? $"<memory unit='MiB'>{(fix.Layout.RamSizeInBytes >> 20).ToString(CultureInfo.InvariantCulture)}</memory>"
            : "";
        string[] machine = [.. fix.Arguments.TakeWhile(a => a != "-m")];
        string commandLine = machine.Length == 0 ? ""
            : "<qemu:commandline>" + string.Concat(machine.Select(a => $"<qemu:arg value='{a}'/>")) + "</qemu:commandline>";
        text.Append(CultureInfo.InvariantCulture, $"  libvirt: {string.Join(" and ", new[] { memory, commandLine }.Where(p => p.Length > 0))}\n");
    }
}
