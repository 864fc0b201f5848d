using System.Buffers.Binary;
using System.Text.Json;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan diff</c>: kinds of input, what counts as a difference, forms and exit codes.</summary>
public sealed class DiffCommandTests : IDisposable
{
    private const string Unit = "00001000 01000000 0000d9fe 00000000";
    private readonly string _folder = Directory.CreateTempSubdirectory("rdmplan-diff-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Diff_TextAndBinaryOfOneTable_AreTheSame()
    {
        Ran ran = Rdmplan.Run("diff", "fixtures/dumps/dmar.bin", "fixtures/dumps/acpidump.txt");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.EndsWith("\nno differences\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_Csv_HasARowForEachFieldAndMarksTheMakersNames()
    {
        string[] rows = Rdmplan.Run("diff", "sample:laptop", "sample:workstation", "--format", "csv").Output.Split('\n');

        Assert.Equal("action,subject,name,identity,field,before,after", rows[0]);
        Assert.Equal("changed,header,Flags,false,Flags,0x5,0x1", rows[1]);
        Assert.Equal("changed,header,Oem Table ID,true,Oem Table ID,\"\"\"LAPTOP\"\"\",\"\"\"WORKSTN\"\"\"", rows[2]);
        Assert.Contains("removed,region,\"RMRR [0x8d5dd000-0x8d5fcfff] (pfn 0x8d5dd-0x8d5fc, 32 pages)\",false,device,0000:00:14.0,", rows);
    }

    [Fact]
    public void Diff_MovedRegion_IsOneChangeOfThatRegion()
    {
        string before = Table("before.bin", Unit, Region(0x7c000000, 0x803fffff, "01080000 00000200"), Region(0xe8000, 0xe8fff, "01080000 00001400"));
        string after = Table("after.bin", Unit, Region(0x7e000000, 0x823fffff, "01080000 00000200"));

        Ran ran = Rdmplan.Run("diff", before, after);

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Equal(
            $"""
            --- {before}
            +++ {after}
            - RMRR [0xe8000-0xe8fff] (pfn 0xe8-0xe8, 1 page) is gone
                - device 0000:00:14.0
            ~ RMRR [0x7c000000-0x803fffff] (pfn 0x7c000-0x803ff, 17408 pages) moved
                Base Address         0x7c000000 -> 0x7e000000
                End Address (limit)  0x803fffff -> 0x823fffff
            1 region moved, 0 added, 1 removed

            """,
            ran.Output);
    }

    [Fact]
    public void Diff_MovedRegionWithAGuest_ComparesVerdicts()
    {
        // 4096 MiB reach over both places; with the boundary at 2000 MiB only the higher start is above it.
        string before = Table("before.bin", Unit, Region(0x7e000000, 0x7e0fffff, "01080000 00000200"));
        string after = Table("after.bin", Unit, Region(0x7c000000, 0x7c0fffff, "01080000 00000200"));

        Ran ran = Rdmplan.Run(
            "diff", before, after, "--memory", "4096", "--boundary", "2000", "--rdm", "strategy=host,policy=strict");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("\n~ verdict outcome: accepted -> rejected\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\n+ error RDM3001: 1\n", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 region moved, 0 added, 0 removed; verdict ACCEPTED -> REJECTED\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_StructuresInAnotherOrder_IsANote()
    {
        string one = Region(0x7c000000, 0x803fffff, "01080000 00000200");
        string two = Region(0xe8000, 0xe8fff, "01080000 00001400");

        Ran ran = Rdmplan.Run("diff", Table("a.bin", Unit, one, two), Table("b.bin", Unit, two, one));

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Contains("\nnote: structures stand in another order\nno differences\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_OemRevisionAlone_IsMarkedAndCanBeIgnored()
    {
        string before = Table("a.bin", Unit);
        byte[] changed = File.ReadAllBytes(before);
        changed[24] = 7;
        RawTable.Seal(changed);
        string after = Path.Combine(_folder, "b.bin");
        File.WriteAllBytes(after, changed);

        Ran ran = Rdmplan.Run("diff", before, after);
        Ran json = Rdmplan.Run("diff", before, after, "--format", "json");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("\n~ header Oem Revision: 0x0 -> 0x7 (a name only)\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("only names and revisions differ", ran.Output, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(json.Output).RootElement.GetProperty("identity_only").GetBoolean());
        Assert.Equal(ExitCode.Accepted, Rdmplan.Run("diff", before, after, "--ignore-identity").Exit);
    }

    [Fact]
    public void Diff_DeviceScopes_AreNamedOneByOne()
    {
        string before = Table("a.bin", Unit, Region(0x7c000000, 0x803fffff, "01080000 00001d00"));
        string after = Table("b.bin", Unit, Region(0x7c000000, 0x803fffff, "01080000 00001d00 01080000 00001a00"));

        Assert.Contains(" changed\n    + device 0000:00:1a.0\n0 regions moved, 0 added, 0 removed, 1 changed\n", Rdmplan.Run("diff", before, after).Output, StringComparison.Ordinal);
        Assert.Contains("    - device 0000:00:1a.0\n", Rdmplan.Run("diff", after, before).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_Guests_ComparesSettingsEdgesAndMap()
    {
        string before = Text("a.cfg", "type = \"hvm\"\nmemory = 1024\nrdm = \"strategy=host,policy=strict\"\n");
        string after = Text("b.cfg", "type = \"hvm\"\nmemory = 4096\nrdm = \"strategy=host,policy=strict\"\n");

        Ran ran = Rdmplan.Run("diff", before, after, "--host", "sample:straddles-2g");

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("~ guest memory_mib: 1024 -> 4096\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("~ lowmem_end: ", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("verdict ACCEPTED -> REJECTED\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_SavedPlans_CompareAsTheirGuestsDo()
    {
        string[] host = ["--host", "sample:straddles-2g", "--rdm", "strategy=host,policy=strict", "--format", "json"];
        string before = Text("a.json", Rdmplan.Run(["plan", "--memory", "1024", .. host]).Output);
        string after = Text("b.json", Rdmplan.Run(["plan", "--memory", "4096", .. host]).Output);

        Assert.Equal(ExitCode.Accepted, Rdmplan.Run("diff", before, before).Exit);
        Assert.EndsWith("verdict ACCEPTED -> REJECTED\n", Rdmplan.Run("diff", before, after).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_LogAndTable_ComparesRegionsAndSaysSo()
    {
        Ran ran = Rdmplan.RunWithInput(
            Rdmplan.Utf8("start,last,devices,policy\n0x7c000000,0x803fffff,0000:00:02.0,\n"), "diff", Table("a.bin", Unit, Region(0x7c000000, 0x803fffff, "01080000 00000200")), "-");

        Assert.Equal(ExitCode.Accepted, ran.Exit);
        Assert.Contains("no table: only regions are compared", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_IvrsTables_ComparesTheirMemory()
    {
        Ran ran = Rdmplan.Run("diff", Ivrs("a.bin", 0x4f83f000), Ivrs("b.bin", 0x5f83f000));

        Assert.Equal(ExitCode.Rejected, ran.Exit);
        Assert.Contains("\n~ IVMD 21h [0x4f83f000-0x4f87ffff] (pfn 0x4f83f-0x4f87f, 65 pages) moved\n", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n1 region moved, 0 added, 0 removed\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Diff_MixedKinds_IsAUsageErrorThatNamesBoth()
    {
        Ran ran = Rdmplan.Run("diff", "sample:laptop", Text("a.cfg", "memory = 1024\n"));

        Assert.Equal(ExitCode.Usage, ran.Exit);
        Assert.Contains("is a host", ran.Error, StringComparison.Ordinal);
        Assert.Contains("is a guest configuration", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Accepted, "diff", "sample:laptop", "sample:laptop")]
    [InlineData(ExitCode.Rejected, "diff", "sample:laptop", "sample:server")]
    [InlineData(ExitCode.Usage, "diff", "sample:laptop")]
    [InlineData(ExitCode.Usage, "diff", "-", "-")]
    [InlineData(ExitCode.Usage, "diff", "sample:laptop", "sample:laptop", "--host", "sample:server")]
    [InlineData(ExitCode.Usage, "diff", "sample:laptop", "sample:laptop", "--format", "sarif")]
    [InlineData(ExitCode.BadInput, "diff", "sample:laptop", "fixtures/no-such-file")]
    [InlineData(ExitCode.BadInput, "diff", "sample:laptop", "fixtures/README.md")]
    [InlineData(ExitCode.BadInput, "diff", "sample:laptop", "sample:laptop", "--guest", "fixtures/no-such-file")]
    public void Diff_ExitCode_IsAsDocumented(ExitCode expected, params string[] args) => Assert.Equal(expected, Rdmplan.Run(args).Exit);

    [Theory]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("{\"format_version\":\"2.0\"}")]
    [InlineData("{\"format_version\":\"1.0\",\"tables\":[]}")]
    [InlineData("{\"format_version\":\"1.0\",\"outcome\":\"accepted\",\"memory_map\":[{\"addr\":\"x\"}]}")]
    [InlineData("{\"format_version\":\"1.0\",\"outcome\":\"accepted\",\"memory_map\":7}")]
    public void Diff_JsonThatIsNoPlan_IsBadInput(string json)
    {
        Ran ran = Rdmplan.RunWithInput(Rdmplan.Utf8(json), "diff", "-", "sample:laptop");

        Assert.Equal(ExitCode.BadInput, ran.Exit);
        Assert.NotEmpty(ran.Error);
    }

    [Fact]
    public void Diff_HostileNames_StayText()
    {
        string before = Table("a.bin", Unit);
        byte[] changed = File.ReadAllBytes(before);
        "\u001b[31m::x"u8[..6].CopyTo(changed.AsSpan(10));
        RawTable.Seal(changed);
        string after = Path.Combine(_folder, "b.bin");
        File.WriteAllBytes(after, changed);

        foreach (string format in (string[])["text", "json", "csv", "ndjson", "github"])
        {
            Assert.DoesNotContain('\u001b', Rdmplan.Run("diff", before, after, "--format", format).Output);
        }

        Assert.All(
            Rdmplan.Run("diff", before, after, "--format", "github").Output.TrimEnd('\n').Split('\n'),
            line => Assert.Matches("^::(error|warning|notice) file=[^:,]+,title=rdmplan diff::", line));
    }

    private static string Region(ulong start, ulong last, string scopes)
    {
        byte[] head = new byte[24];
        head[0] = 1;
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(2), (short)(24 + (scopes.Replace(" ", "", StringComparison.Ordinal).Length / 2)));
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(8), start);
        BinaryPrimitives.WriteUInt64LittleEndian(head.AsSpan(16), last);
        return Convert.ToHexString(head) + scopes;
    }

    /// <summary>An IVRS table with one IVMD of type 21h for device 00:01.0, 0x41000 bytes long.</summary>
    private string Ivrs(string name, ulong start)
    {
        byte[] table = new byte[80];
        "IVRS"u8.CopyTo(table);
        table[4] = 80;
        table[8] = 2;
        table[48] = 0x21;
        table[50] = 32;
        table[52] = 8;
        BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(64), start);
        BinaryPrimitives.WriteUInt64LittleEndian(table.AsSpan(72), 0x41000);
        RawTable.Seal(table);
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, table);
        return path;
    }

    private string Table(string name, params string[] structures)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, RawTable.Around(Convert.FromHexString(string.Concat(structures).Replace(" ", "", StringComparison.Ordinal))));
        return path;
    }

    private string Text(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
