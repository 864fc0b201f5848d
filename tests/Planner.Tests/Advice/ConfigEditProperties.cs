using System.Collections.Immutable;
using System.Text;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Planner.Tests.Advice;

/// <summary>Edits of generated configurations: what was asked for changes, and nothing else does.</summary>
[BudgetedProperties(Arbitrary = [typeof(ConfigTexts)])]
public sealed class ConfigEditProperties
{
    [Property]
    public bool Edit_Numbers_AreReadBackAndTheRestIsAsItWas(ConfigText file) => Holds(
        file,
        (_, _) => [new NumberChange(Knob.Boundary, 1000), new NumberChange(Knob.MmioHole, 2000), new NumberChange(Knob.Hap, 0), new NumberChange(Knob.Memory, 1500)],
        (before, after) => Placeless(after) == Placeless(before) with
        {
            RdmMemBoundaryMiB = new(1000, ""), MmioHoleMiB = new(2000, ""), Hap = new(false, ""),
            MemoryMiB = new(after.MemoryMiB.Value, ""), MaxMemMiB = new(1500, ""),
        }
            && Devices(after).SequenceEqual(Devices(before))
            && after.MemoryMiB.Value <= 1500,
        // Five settings, and a last line that gets its end because a setting comes after it.
        mostLines: 6);

    [Property]
    public bool Edit_GlobalPolicy_ChangesNothingButThePolicy(ConfigText file) => Holds(
        file,
        (_, _) => [new GlobalRelaxed()],
        (before, after) => after.RdmText.Value is not null
            && Placeless(after) == Placeless(before) with { RdmPolicy = new(RdmPolicy.Relaxed, ""), RdmText = new(after.RdmText.Value, "") }
            && Devices(after).SequenceEqual(Devices(before)),
        mostLines: 1);

    [Property]
    public bool Edit_Devices_RelaxesAndRemovesTheChosenOnesOnly(ConfigText file, int choice)
    {
        int Fate(int device) => (choice >> (2 * (device % 16))) & 3;
        return Holds(
            file,
            (guest, _) => [.. Enumerable.Range(0, guest.Devices.Length).Where(i => Fate(i) != 0)
                .Select(i => Fate(i) == 1 ? (ConfigChange)new DeviceRelaxed(i) : new DeviceLeftOut(i))],
            (before, after) => Placeless(after) == Placeless(before) && Devices(after).SequenceEqual(
                Devices(before).Select((d, i) => Fate(i) == 1 ? d with { Policy = RdmPolicy.Relaxed } : d).Where((_, i) => Fate(i) < 2)),
            mostLines: int.MaxValue);
    }

    [Property]
    public bool Edit_NoRdm_LeavesTheDefaults(ConfigText file) => Holds(
        file,
        (_, _) => [new RdmDropped()],
        (before, after) => Devices(after).SequenceEqual(Devices(before)) && Placeless(after) == Placeless(before) with
        {
            RdmText = new(null, ""), RdmStrategy = new(RdmStrategy.Ignore, ""), RdmPolicy = new(null, ""),
        },
        mostLines: int.MaxValue);

    [Fact]
    public void Generator_CoversWhatEditsMustPreserve()
    {
        string[] texts = [.. ConfigTexts.File.Draw(2000, 30).Select(f => f.Text)];
        GuestConfig[] guests = [.. texts.Select(t => Source(t).Bind(XenProfile.Design)).Where(b => !b.IsRefused).Select(b => b.Config)];

        Assert.True(guests.Length > 1800, $"{guests.Length} are read");
        Assert.InRange(guests.Count(g => g.Devices.Length > 1), 300, 1900);
        Assert.InRange(texts.Count(t => t.Contains("\r\n", StringComparison.Ordinal)), 300, 900);
        Assert.InRange(texts.Count(t => !t.EndsWith('\n')), 100, 900);
        Assert.InRange(texts.Count(t => t.Contains("+=", StringComparison.Ordinal)), 200, 1500);
        Assert.InRange(texts.Count(t => t.Split("rdm =").Length > 2), 100, 1500);
        Assert.InRange(texts.Count(t => t.Contains("; ", StringComparison.Ordinal)), 100, 1500);
    }

    private static bool Holds(
        ConfigText file, Func<GuestConfig, string, ImmutableArray<ConfigChange>> changes, Func<GuestConfig, GuestConfig, bool> law, int mostLines)
    {
        GuestSource source = Source(file.Text);
        BoundGuest before = source.Bind(XenProfile.Design);
        if (before.IsRefused)
        {
            return true;
        }

        EditedGuest? edited = ConfigEditor.Apply(source, before.Config, changes(before.Config, file.Text));
        Assert.NotNull(edited);
        string text = Encoding.UTF8.GetString(edited.Source.ToBytes());
        BoundGuest after = edited.Source.Bind(XenProfile.Design);
        string diff = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(edited.Diff.Unified("a", "b")));
        return !after.IsRefused
            && edited.Diff.LineCount <= mostLines
            && (diff.Length == 0 ? text == file.Text : UnifiedDiff.Apply(file.Text, diff) == text)
            && before.Config.Vifs.SequenceEqual(after.Config.Vifs)
            && law(before.Config, after.Config);
    }

    private static GuestSource Source(string text) => GuestSource.OfFile("g", Encoding.UTF8.GetBytes(text), GuestOverrides.None);

    private sealed record Device(Acpi.PciAddress Address, bool Permissive, bool Seize, RdmPolicy? Policy);

    private static IEnumerable<Device> Devices(GuestConfig guest) =>
        guest.Devices.Select(d => new Device(d.Address, d.Permissive, d.Seize, d.PolicyOverride));

    /// <summary>Without the lists, and without the places, which an edit moves.</summary>
    private static GuestConfig Placeless(GuestConfig g) => g with
    {
        Name = new(g.Name.Value, ""),
        Type = new(g.Type.Value, ""),
        MemoryMiB = new(g.MemoryMiB.Value, ""),
        MaxMemMiB = new(g.MaxMemMiB.Value, ""),
        MmioHoleMiB = new(g.MmioHoleMiB.Value, ""),
        Hap = new(g.Hap.Value, ""),
        RdmText = new(g.RdmText.Value, ""),
        RdmStrategy = new(g.RdmStrategy.Value, ""),
        RdmPolicy = new(g.RdmPolicy.Value, ""),
        RdmMemBoundaryMiB = new(g.RdmMemBoundaryMiB.Value, ""),
        Vifs = [],
        Devices = [],
        DeviceModelArgs = [],
    };
}
