using System.Collections.Immutable;
using System.Text;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Advice;

/// <summary>Edits by hand: the layout of a file that people care about.</summary>
public sealed class ConfigEditorTests
{
    private static readonly ConfigChange Boundary = new NumberChange(Knob.Boundary, 1983);
    private static readonly ConfigChange Memory = new NumberChange(Knob.Memory, 2000);

    public static TheoryData<string, ConfigChange[], string> Edits => new()
    {
        // A number in place: comment, blanks, quotes and a missing last newline stay.
        { "memory = 4096   # all of it\n", [Memory], "memory = 2000   # all of it\n" },
        { "memory='4096'", [Memory], "memory='2000'" },
        { "memory = 0x1000 ; hap=1\n", [Memory], "memory = 2000 ; hap=1\n" },

        // The last assignment is the one in force.
        { "memory = 1\nmemory = 4096\n", [Memory], "memory = 1\nmemory = 2000\n" },
        { "memory += 4096\nmemory = 4096\n", [Memory], "memory += 4096\nmemory = 2000\n" },

        // maxmem decides the layout; memory may not be more.
        { "memory = 1024\nmaxmem = 4096\n", [Memory], "memory = 1024\nmaxmem = 2000\n" },
        { "memory = 4000\nmaxmem = 4096\n", [Memory], "memory = 2000\nmaxmem = 2000\n" },

        // A new setting goes behind its relatives, in their manner.
        { "  rdm='strategy=host'\nvif=[ ]\n", [Boundary], "  rdm='strategy=host'\n  rdm_mem_boundary=1983\nvif=[ ]\n" },
        { "memory = 4096\r\nname = 'a'\r\n", [Boundary], "memory = 4096\r\nrdm_mem_boundary = 1983\r\nname = 'a'\r\n" },
        { "memory = 4096", [Boundary], "memory = 4096\nrdm_mem_boundary = 1983" },
        { "memory = 4096; pci = [\n '00:14.0' ]\nhap = 1\n", [Boundary], "memory = 4096; pci = [\n '00:14.0' ]\nrdm_mem_boundary = 1983\nhap = 1\n" },

        // One word of a string.
        { "rdm = \"strategy=host,policy=strict\" # why\n", [new GlobalRelaxed()], "rdm = \"strategy=host,policy=relaxed\" # why\n" },
        { "rdm = 'policy=strict, strategy=host'\n", [new GlobalRelaxed()], "rdm = 'policy=relaxed, strategy=host'\n" },
        { "rdm = [ 'host',\n  'reserve=force' ]\n", [new GlobalRelaxed()], "rdm = [ 'host',\n  'reserve=relaxed' ]\n" },
        { "rdm = 'strategy=host'\nrdm += ',policy=strict'\n", [new GlobalRelaxed()], "rdm = 'strategy=host'\nrdm += ',policy=strict'\nrdm = 'strategy=host,policy=relaxed'\n" },

        // Devices.
        { "pci = [ '00:14.0', \"03:00.0,permissive=1\" ]\n", [new DeviceRelaxed(1)], "pci = [ '00:14.0', \"03:00.0,permissive=1,rdm_policy=relaxed\" ]\n" },
        { "pci = [ '00:14.0,rdm_policy=strict,seize=1' ]\n", [new DeviceRelaxed(0)], "pci = [ '00:14.0,rdm_policy=relaxed,seize=1' ]\n" },
        { "pci = [ '00:14.0,rdm_reserve=force' ]\n", [new DeviceRelaxed(0)], "pci = [ '00:14.0,rdm_reserve=relaxed' ]\n" },
        { "pci = [ '00:14.0,' ]\n", [new DeviceRelaxed(0)], "pci = [ '00:14.0,rdm_policy=relaxed' ]\n" },
        { "pci = [ '00:14.0', '00:1d.0', '03:00.0' ]\n", [new DeviceLeftOut(1)], "pci = [ '00:14.0', '03:00.0' ]\n" },
        { "pci = [ '00:14.0', '00:1d.0' ]\n", [new DeviceLeftOut(1)], "pci = [ '00:14.0' ]\n" },
        { "pci = [ '00:14.0' ]\n", [new DeviceLeftOut(0)], "pci = [ ]\n" },
        { "pci = [\n  '00:14.0', # usb\n  '00:1d.0', # old usb\n]\n", [new DeviceLeftOut(1)], "pci = [\n  '00:14.0', # usb\n]\n" },
        { "pci = [\n  '00:14.0', # usb\n  '00:1d.0' # old usb\n]\n", [new DeviceLeftOut(1)], "pci = [\n  '00:14.0', # usb\n]\n" },
        { "pci = [ '00:14.0' ]\npci += [ '00:1d.0' ]\n", [new DeviceRelaxed(1)], "pci = [ '00:14.0' ]\npci += [ '00:1d.0,rdm_policy=relaxed' ]\n" },
        { "pci = [ '00:14.0' ]\npci = [ '00:1d.0' ]\n", [new DeviceRelaxed(0)], "pci = [ '00:14.0' ]\npci = [ '00:1d.0,rdm_policy=relaxed' ]\n" },

        // A line of its own goes as a whole; a shared one keeps its neighbours.
        { "memory = 64\nrdm = 'strategy=host' # all\nhap = 1\n", [new RdmDropped()], "memory = 64\nhap = 1\n" },
        { "memory = 64; rdm = 'strategy=host'; hap = 1\n", [new RdmDropped()], "memory = 64; hap = 1\n" },
        { "memory = 64; rdm = 'strategy=host'\n", [new RdmDropped()], "memory = 64\n" },
        { "; rdm = 'strategy=host'\nhap = 1\n", [new RdmDropped()], "\nhap = 1\n" },
        { "rdm = 'strategy=host'\nrdm = 'strategy=none'\n", [new RdmDropped()], "" },
        { "memory = 64\r\nrdm = 'strategy=host'\r\nhap = 1\r\n", [new RdmDropped()], "memory = 64\r\nhap = 1\r\n" },
        { "memory = 64\r\nrdm = 'strategy=host'  \r\n", [new RdmDropped()], "memory = 64\r\n" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Apply_ChangesThisAndNothingElse(string before, ConfigChange[] changes, string after)
    {
        GuestSource source = GuestSource.OfFile("g", Encoding.UTF8.GetBytes(before), GuestOverrides.None);

        EditedGuest? edited = ConfigEditor.Apply(source, source.Bind(XenProfile.Design).Config, changes);

        Assert.Equal(after, Encoding.UTF8.GetString(edited!.Source.ToBytes()));
        Assert.Equal(after, UnifiedDiff.Apply(before, edited.Diff.Unified("a", "b")));
    }

    [Fact]
    public void Apply_OptionOnTop_GoesIntoTheFile()
    {
        GuestOverrides options = GuestOverrides.None with { BoundaryMiB = 3000, Pci = ["00:14.0", "00:1d.0"], Rdm = "strategy=host,policy=strict" };
        GuestSource source = GuestSource.OfFile("g", "memory = 4096\npci = [ '03:00.0' ]\n"u8, options);

        EditedGuest? edited = ConfigEditor.Apply(
            source, source.Bind(XenProfile.Design).Config, [Boundary, new GlobalRelaxed(), new DeviceLeftOut(0)]);

        Assert.Equal(
            "memory = 4096\nrdm_mem_boundary = 1983\nrdm = 'strategy=host,policy=relaxed'\npci = [ '03:00.0' ]\npci = [ '00:1d.0' ]\n",
            Encoding.UTF8.GetString(edited!.Source.ToBytes()));
        Assert.Equal(GuestOverrides.None, edited.Source.Overrides);
    }

    [Fact]
    public void Apply_SecondOptionLeftOut_KeepsTheFirst()
    {
        GuestOverrides options = GuestOverrides.None with { Pci = ["00:14.0", "00:1d.0", "03:00.0"] };
        GuestSource source = GuestSource.OfFile("g", "memory = 4096\n"u8, options);

        EditedGuest? edited = ConfigEditor.Apply(
            source, source.Bind(XenProfile.Design).Config, [new DeviceLeftOut(1), new DeviceRelaxed(2)]);

        Assert.Equal("memory = 4096\npci = [ \"00:14.0\", \"03:00.0,rdm_policy=relaxed\" ]\n", Encoding.UTF8.GetString(edited!.Source.ToBytes()));
    }

    // What diff -u prints of both files.
    [Fact]
    public void Unified_ChangesFarApart_AreHunksWithTheirOwnPlaces()
    {
        string before = "# 1\n# 2\n# 3\n# 4\nmemory = 4096\n# 6\n# 7\n# 8\n# 9\n# 10\n# 11\n# 12\nhap = 1\n# 14\npci = [\n  '00:14.0',\n  '00:1d.0',\n]\n# 19\n# 20\n# 21\n# 22\n";

        Assert.Equal(
            "--- a\n+++ b\n"
            + "@@ -3,6 +3,7 @@\n # 3\n # 4\n memory = 4096\n+rdm_mem_boundary = 1983\n # 6\n # 7\n # 8\n"
            + "@@ -14,7 +15,6 @@\n # 14\n pci = [\n   '00:14.0',\n-  '00:1d.0',\n ]\n # 19\n # 20\n",
            Diff(before, Boundary, new DeviceLeftOut(1)));
    }

    [Fact]
    public void Unified_ChangesAfterALineLess_AreCountedBack()
    {
        string before = "rdm = 'strategy=host'\n# 2\n# 3\n# 4\n# 5\n# 6\n# 7\n# 8\n# 9\nmemory = 4096\n";

        Assert.Equal(
            "--- a\n+++ b\n"
            + "@@ -1,4 +1,3 @@\n-rdm = 'strategy=host'\n # 2\n # 3\n # 4\n"
            + "@@ -7,4 +6,4 @@\n # 7\n # 8\n # 9\n-memory = 4096\n+memory = 2000\n",
            Diff(before, new RdmDropped(), Memory));
    }

    // Six lines between two changes are the context of both, seven are not.
    [Theory]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    public void Unified_ChangesSoFarApart_ShareAHunkOrDoNot(int linesBetween, int hunks)
    {
        string before = "hap = 1\nmemory = 4096\n" + string.Concat(Enumerable.Range(1, linesBetween).Select(i => $"# {i}\n")) + "rdm = 'strategy=host,policy=strict'\n";

        Assert.Equal(hunks, Diff(before, Memory, new GlobalRelaxed()).Split("\n@@ ").Length - 1);
    }

    [Fact]
    public void Apply_TextWithAnError_IsNotEdited()
    {
        GuestSource source = GuestSource.OfFile("g", "memory = = 1\n"u8, GuestOverrides.None);

        Assert.Null(ConfigEditor.Apply(source, GuestConfig.Default, [Memory]));
    }

    [Fact]
    public void LineCount_CountsChangedLinesOnce()
    {
        GuestSource source = GuestSource.OfFile("g", "memory = 4000\nmaxmem = 4096\nhap = 1"u8, GuestOverrides.None);
        ImmutableArray<ConfigChange> changes = [Memory, Boundary];

        Assert.Equal(3, ConfigEditor.Apply(source, source.Bind(XenProfile.Design).Config, changes)!.Diff.LineCount);
    }

    private static string Diff(string before, params ConfigChange[] changes)
    {
        GuestSource source = GuestSource.OfFile("g", Encoding.UTF8.GetBytes(before), GuestOverrides.None);
        EditedGuest edited = ConfigEditor.Apply(source, source.Bind(XenProfile.Design).Config, [.. changes])!;
        string diff = edited.Diff.Unified("a", "b");

        Assert.Equal(Encoding.UTF8.GetString(edited.Source.ToBytes()), UnifiedDiff.Apply(before, diff));
        return diff;
    }
}
