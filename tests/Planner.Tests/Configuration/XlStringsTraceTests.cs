using System.Text.RegularExpressions;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

/// <summary>Option strings that went through the real xl 4.17: exit code, messages and what it kept.</summary>
public sealed partial class XlStringsTraceTests
{
    // Lines before the setting under test, as the messages of the trace count them.
    private const string Preamble = "name=\"g\"\ntype=\"hvm\"\nmemory=256\nvcpus=1\nvga=\"stdvga\"\n";

    [Fact]
    public void Run_EveryEntryOfTheTrace_ExitsPrintsAndKeepsTheSame()
    {
        List<Entry> entries = Entries();
        Assert.InRange(entries.Count, 106, int.MaxValue);
        Assert.Equal([], entries.Select(Difference).OfType<string>());
    }

    private static string? Difference(Entry entry)
    {
        Assert.True(XenProfile.TryParse("4.17", out XenProfile profile));
        string text = entry.Settings.Contains("type=", StringComparison.Ordinal)
            ? entry.Settings + "\n"
            : Preamble + entry.Settings + "\n";
        BoundGuest bound = GuestConfigBinder.Bind(XlConfigReader.Read(text, entry.FileName), GuestOverrides.None, profile);

        // The device policies of PV and PVH guests are what happens to lie in a union there.
        string kept = entry.Settings.Contains("type=", StringComparison.Ordinal) ? entry.Kept : Kept(bound);
        return bound.Xl.ExitCode != entry.ExitCode ? $"{entry.Settings}: exit {bound.Xl.ExitCode}, not {entry.ExitCode}"
            : bound.Xl.StandardError.TrimEnd('\n') != entry.Messages ? $"{entry.Settings}: '{bound.Xl.StandardError}', not '{entry.Messages}'"
            : entry.ExitCode == 0 && kept != entry.Kept ? $"{entry.Settings}: kept '{kept}', not '{entry.Kept}'"
            : null;
    }

    // The trace shows a field that differs from its default; a policy xl read uninitialised is null there.
    private static string Kept(BoundGuest bound)
    {
        string rdm = !bound.Xl.UninitialisedRead ? "{ }"
            : bound.Xl.Strategy == RdmStrategy.Host ? "{ strategy host, policy null }"
            : "{ strategy null, policy null }";
        IEnumerable<string> devices = bound.Xl.Devices.Select(d =>
            $"{d.Address.Device} {d.VirtualSlot * 8} {(d.AllFunctions ? "all" : "one")} "
            + (bound.Xl.UninitialisedRead && d.PolicyOverride is null ? "null" : PolicyWords.Of(d.Policy)));
        return $"rdm {rdm} hole {bound.Config.MmioHoleMiB.Value * 1024} "
            + $"boundary {(bound.Config.RdmMemBoundaryMiB.IsDefault ? null : bound.Config.RdmMemBoundaryMiB.Value * 1024)} "
            + $"pci {string.Join("; ", devices)}";
    }

    private static List<Entry> Entries()
    {
        string? path = SharedFolder.Find("traces", "xl-4.17-strings.txt");
        Assert.SkipWhen(path is null, SharedFolder.SkipReason);
        return
        [
            .. File.ReadAllText(path!).Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select((text, i) => Entry.Read(text, i)),
        ];
    }

    private sealed partial record Entry(string Settings, string FileName, int ExitCode, string Messages, string Kept)
    {
        public static Entry Read(string text, int index)
        {
            string[] lines = text.Split('\n');
            string[] rest = [.. lines[2..].Where(l => l.Length > 0)];
            string dump = string.Concat(rest.Where(l => l.StartsWith(' ')));
            return new Entry(
                SettingStart().Replace(lines[0].TrimEnd(), "\n"),
                $"full/{index + 1:d3}.cfg",
                int.Parse(lines[1]["rc=".Length..], System.Globalization.CultureInfo.InvariantCulture),
                string.Join('\n', rest.Where(l => !l.StartsWith(' '))),
                KeptOf(dump));
        }

        private static string KeptOf(string dump)
        {
            string rdm = dump.Contains("\"strategy\": \"host\", \"policy\": null", StringComparison.Ordinal) ? "{ strategy host, policy null }"
                : dump.Contains("\"strategy\": null, \"policy\": null", StringComparison.Ordinal) ? "{ strategy null, policy null }"
                : "{ }";
            IEnumerable<string> devices = Device().Matches(dump).Select(m =>
                $"{Field(m.Value, "dev") ?? "0"} {Field(m.Value, "vdevfn")} "
                + $"{(Field(m.Value, "vfunc_mask") == "4294967295" ? "all" : "one")} "
                + (Field(m.Value, "rdm_policy") ?? "invalid"));
            return $"rdm {rdm} hole {Field(dump, "mmio_hole_memkb")} boundary {Field(dump, "rdm_mem_boundary_memkb")} "
                + $"pci {string.Join("; ", devices)}";
        }

        private static string? Field(string text, string name)
        {
            Match match = Regex.Match(text, $"\"{name}\": \"?([0-9a-z]+)");
            return match.Success ? match.Groups[1].Value : null;
        }

        [GeneratedRegex("""(?<=["'\]0-9]) (?=(pci|kernel|rdm|maxmem)=)""")]
        private static partial Regex SettingStart();

        [GeneratedRegex(@"\{ [^{}]*""(vfunc_mask|name)""[^{}]*\}")]
        private static partial Regex Device();
    }
}
