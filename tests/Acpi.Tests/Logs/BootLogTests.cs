using System.Text;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.Acpi.Tests.Dumps;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Logs;

/// <summary>Boot logs of our own making, in the words of real kernels.</summary>
public sealed class BootLogTests
{
    [Fact]
    public void Read_JournalOfLinux_GivesRegionsUnitsAndComplaints()
    {
        BootLogResult log = LogFixtures.Read("linux-journal.txt");

        Assert.Equal(["0x3e2e0000-0x3e2fffff@9", "0xbf7dc000-0xbf7dbfff@11"], LogFixtures.Regions(log));
        Assert.Equal(["0xfbffc000 all@7 node 1"], LogFixtures.Units(log));
        Assert.Equal(46, log.HostAddressWidth);
        Assert.Equal("6.1.0-13-amd64", log.KernelVersion);
        Assert.Null(log.XenVersion);
        Assert.Equal(new LoggedTable(new Hpa(0x7b7fd000), 0x228, "v01 RDMPLN FIXTURE1 00000001 RDMP 00000001", 4), log.Table);
        Assert.Equal(1, log.RootPortAtsCount);
        Assert.Equal((2, 17), (log.FirstLine, log.LastLine));
        Assert.Equal(["6107@10", "6106@11", "6102@13", "6110@0"], LogFixtures.Diagnostics(log));
        Assert.True(log.HasErrors);
    }

    [Fact]
    public void Read_OldLinux_KnowsTheOldSpellings()
    {
        BootLogResult log = LogFixtures.Read("linux-2.6.txt");

        Assert.Equal(["0xed000-0xeffff@5", "0xbf7ed000-0xbf7fffff@6"], LogFixtures.Regions(log));
        Assert.Equal(["0xfed90000 all@4"], LogFixtures.Units(log));
        Assert.Equal(36, log.HostAddressWidth);
        Assert.Equal("2.6.28", log.KernelVersion);
        Assert.Equal((new Hpa(0xbf7b00f0), 0x80u), (log.Table!.Address, log.Table.LengthInBytes!.Value));
    }

    [Fact]
    public void Read_VerboseXen_GivesRegionsTheirDevices()
    {
        BootLogResult log = LogFixtures.Read("xen-4.12-verbose.txt");

        Assert.Equal(
            ["0x78863000-0x78882fff@14 0000:00:14.0 0000:00:1c.4", "0x78907000-0x78986fff@17 0000:00:16.7 ignored"],
            LogFixtures.Regions(log));
        Assert.Equal(["0xfed90000@5", "0xfed91000 all@8"], LogFixtures.Units(log));
        Assert.Equal("4.12.1", log.XenVersion);
        Assert.Null(log.KernelVersion);
        Assert.Equal((1, 21), (log.FirstLine, log.LastLine));
        Assert.Equal(DumpDiagnosticCode.RegionIgnoredByXen, Assert.Single(log.Diagnostics).Code);
        Assert.False(log.HasErrors);
    }

    [Fact]
    public void Read_NewerXen_ReadsRegionsBeforeDevicesAndThoseOfTheOption()
    {
        BootLogResult log = LogFixtures.Read("xen-4.17.txt");

        Assert.Equal(
            [
                "0x7a000000-0x7a003fff@3 0000:00:1f.2 0000:00:05.0",
                "0xb0000000-0xb000ffff@8 0000:00:02.0",
                "0x78907000-0x78986fff@11 0000:00:16.7 ignored",
                "0x7a002000-0x7a005fff@12 0000:00:05.0 ignored option",
                "0x79000000-0x79000fff@14 0000:00:05.0 option",
            ],
            LogFixtures.Regions(log));
        Assert.Equal("4.17.7", log.XenVersion);
        Assert.True(log.VtdDisabled);
        Assert.Equal(
            [DumpDiagnosticCode.XenComplaint, DumpDiagnosticCode.RegionIgnoredByXen, DumpDiagnosticCode.XenComplaint, DumpDiagnosticCode.XenComplaint],
            log.Diagnostics.Select(d => d.Code));
    }

    [Theory]
    [InlineData("two-boots.txt", "0xaaae4000-0xaaae63ff@6", 4, 7)]
    [InlineData("grep-of-two-boots.txt", "0x8d0ce000-0x8d0edfff@6", 4, 6)]
    public void Read_SeveralBoots_UsesTheLastThatListsTheTable(string file, string region, int firstLine, int lastLine)
    {
        BootLogResult log = LogFixtures.Read(file);

        Assert.Equal([region], LogFixtures.Regions(log));
        Assert.Equal((firstLine, lastLine), (log.FirstLine, log.LastLine));
        Assert.Equal(DumpDiagnosticCode.SeveralBoots, log.Diagnostics[0].Code);
    }

    [Theory]
    [InlineData("(XEN) [VT-D]  RMRR address range e8000..e8fff not in reserved memory; need \"iommu_inclusive_mapping=1\"?")]
    [InlineData("(XEN) [VT-D]dmar.c:472:  RMRR address range not in reserved memory base = e8000 end = e8fff; iommu_inclusive_mapping=1 parameter may be needed.")]
    [InlineData("(XEN) [VT-D]dmar.c:510:   The RMRR (e8000, e8fff) is incorrect!")]
    [InlineData("(XEN) [VT-D]Overlapping RMRRs [1000,1fff] and [e8000,e8fff]")]
    [InlineData("\u001b[32m[    0.07] \u001b[0m\u001b[33mDMAR: \u001b[0mRMRR base: 0x000000000e8000 end: 0x000000000e8fff\u001b[0m")]
    public void Read_OtherWordings_GiveTheSameRegion(string line)
    {
        BootLogResult log = BootLog.Read(Encoding.ASCII.GetBytes(line));

        Assert.Equal(["0xe8000-0xe8fff@1"], LogFixtures.Regions(log));
    }

    [Theory]
    [InlineData("(XEN) [VT-D]dmar.c:615:   RMRR region: base_addr zz end_addr 78882fff")]
    [InlineData("(XEN) [VT-D] RMRR: [78863000,")]
    [InlineData("DMAR: RMRR base: 0x1234567890123456789 end: 0x1")]
    [InlineData("DMAR: RMRR base: 0x000000000e8000 end: 0x000000000e8fffg")]
    [InlineData("DMAR: RMRR base: 0x000000000e8000 end: 0x")]
    public void Read_RegionLineThatCannotBeRead_IsAnErrorWithItsLine(string line)
    {
        BootLogResult log = BootLog.Read(Encoding.ASCII.GetBytes("\n" + line + "\n"));

        Assert.Empty(log.Regions);
        Assert.Contains(log.Diagnostics, d => d is { Code: DumpDiagnosticCode.RegionLineUnreadable, Line: 2, Severity: DiagnosticSeverity.Error });
    }

    [Fact]
    public void Read_SharedRegionComplaint_IsKeptInXensWords()
    {
        BootLogResult log = BootLog.Read("(XEN) [VT-D] It's disallowed to assign 0000:00:06.0 with shared RMRR at 79000000 for d5."u8);

        Assert.Equal(
            "DUMP6108 line 1: Xen says: It's disallowed to assign 0000:00:06.0 with shared RMRR at 79000000 for d5.",
            log.Diagnostics[0].ToString());
    }

    [Fact]
    public void Read_NoLog_SaysWhatIsExpected()
    {
        BootLogResult log = BootLog.Read("hello\n"u8);

        Assert.Equal(DumpDiagnosticCode.NotALog, Assert.Single(log.Diagnostics).Code);
        Assert.Contains("dmesg", log.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LooksLikeOne_DumpsOfAnyForm_AreNoLogs()
    {
        foreach (string file in Directory.GetFiles(RdmPlanner.TestKit.FixtureFolder.Of("dumps")).Where(f => !f.EndsWith(".md", StringComparison.Ordinal)))
        {
            Assert.False(BootLog.LooksLikeOne(File.ReadAllBytes(file)), file);
            HostDumpKind kind = HostDump.Read(File.ReadAllBytes(file)).Kind;
            Assert.True(kind == HostDumpKind.AcpiTables, $"{file}: {kind}");
        }
    }

    [Fact]
    public void LooksLikeOne_TextColumnThatSaysXen_IsNoLog() =>
        Assert.False(BootLog.LooksLikeOne("00000000: 2858 454e 2920 5b56 542d 445d  (XEN) [VT-D]\n"u8));

    [Fact]
    public void HostDump_LogThatContainsADump_IsALog()
    {
        HostDumpResult result = HostDump.Read([.. File.ReadAllBytes(RdmPlanner.TestKit.FixtureFolder.Of("logs", "xen-4.17.txt")), .. DumpFixtures.Read("xxd.txt")]);

        Assert.Equal(HostDumpKind.BootLog, result.Kind);
        Assert.Equal(5, result.Log!.Regions.Length);
    }

    [Fact]
    public void HostDump_LogWithoutRegionsAndADump_IsTheDump()
    {
        HostDumpResult result = HostDump.Read([.. "Linux version 6.1.0-13-amd64 (builder@example)\n"u8, .. DumpFixtures.Read("xxd.txt")]);

        Assert.Equal(HostDumpKind.AcpiTables, result.Kind);
        Assert.Equal(DumpFixtures.Dmar, Assert.Single(result.Tables!.Tables).Bytes);
    }

    [Fact]
    public void Read_XenThatListsNothing_IsUsedRatherThanItsControlDomain()
    {
        BootLogResult log = BootLog.Read("(XEN) Xen version 4.17.7 (b@e)\n(XEN) ACPI: DMAR 8AD69000, 0088 (r1 A B)\nLinux version 6.1 (b@e)\nlast\n"u8);

        Assert.Equal("4.17.7", log.XenVersion);
        Assert.Equal((1, 2), (log.FirstLine, log.LastLine));
        Assert.Equal(DumpDiagnosticCode.NoRegionInLog, Assert.Single(log.Diagnostics).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing of the kind\n")]
    public void HostDump_Nothing_ListsTablesAndLogs(string text)
    {
        HostDumpResult result = HostDump.Read(Encoding.ASCII.GetBytes(text));

        Assert.Equal(HostDumpKind.Nothing, result.Kind);
        Assert.Contains("acpidump", result.Diagnostics[^1].Message, StringComparison.Ordinal);
        Assert.Contains("boot log", result.Diagnostics[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SeverityOf_EveryCode_IsDefined() =>
        Assert.All(Enum.GetValues<DumpDiagnosticCode>(), code => Assert.True(Enum.IsDefined(DumpDiagnostic.SeverityOf(code))));
}
