using System.Text;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Acpi.Logs;
using RdmPlanner.E820;
using RdmPlanner.LinuxBoot.Tests.Machine;
using RdmPlanner.LinuxBoot.Tests.Tables;
using Xunit;

namespace RdmPlanner.LinuxBoot.Tests;

/// <summary>
/// A real kernel reads the tables that our writer makes: it gets our bytes, lists what our decoder lists, complains where
/// it is known to, and our log reader reads the same in what it prints.
/// </summary>
public abstract class TableBootTests
{
    private protected static async Task AssertKernelAgrees(BootTable table)
    {
        BootedMachine machine = await Boots.OfAsync(table);

        Assert.Equal(Convert.ToHexString(table.Bytes), Convert.ToHexString(machine.Table));
        DmarTable decoded = DmarDecoder.Decode(machine.Table).Table!;
        Assert.Equal(LinuxLines.Of(decoded).Take(table.ListedLines), LinuxLines.In(machine.Log));
        Assert.Equal(table.Complaints.AsEnumerable(), LinuxLines.ComplaintsIn(machine.Log));
        AssertLogReaderAgrees(table, decoded, machine);
        AssertLintAgrees(table, machine);
    }

    private static void AssertLintAgrees(BootTable table, BootedMachine machine)
    {
        Assert.Equal(table.Lint, string.Join(' ', LintRun.CodesOf(table.Bytes, machine)));
        string[] withLog = LintRun.CodesOf(table.Bytes, machine, withLog: true);
        if (table.ListedLines == int.MaxValue)
        {
            Assert.DoesNotContain(withLog, LintRun.SaysThatLogDiffers);
        }

        Assert.Equal(
            table.Complaints.Any(c => c.StartsWith("[Firmware Bug]", StringComparison.Ordinal)),
            withLog.Contains("LINT8111"));
    }

    private static void AssertLogReaderAgrees(BootTable table, DmarTable decoded, BootedMachine machine)
    {
        string log = string.Join('\n', machine.Log);
        BootLogResult read = BootLog.Read(Encoding.UTF8.GetBytes(log));
        RemappingStructure[] listed = [.. decoded.Structures.Take(Math.Max(0, table.ListedLines - 1))];

        Assert.Equal(table.ListedLines == 0 ? null : decoded.HostAddressWidth, read.HostAddressWidth);
        Assert.Equal((uint)table.Bytes.Length, read.Table!.LengthInBytes);
        Assert.Equal(listed.OfType<HardwareUnit>().Select(u => (u.RegisterBase, u.IncludePciAll)), read.Units.Select(u => (u.RegisterBase, u.IncludesAll)));
        Assert.Equal(
            listed.OfType<ReservedMemoryRegion>().Select(r => (r.BaseAddress, r.LimitAddress)),
            read.Regions.Select(r => (r.BaseAddress, r.LimitAddress)));
        Assert.Equal(
            machine.Log.Count(l => l.Contains("DMAR: [Firmware Bug]: ", StringComparison.Ordinal)),
            read.Diagnostics.Count(d => d.Code == DumpDiagnosticCode.FirmwareBugReported));
        Assert.Equal(
            FirmwareMemmap.ReadListing(string.Join('\n', machine.FirmwareMap)).Records.AsEnumerable(),
            LinuxE820.Read(log).Records);
    }
}

/// <summary>Tables without a fault.</summary>
public sealed class IntactTableBootTests : TableBootTests
{
    public static TheoryData<string> Names => [.. BootTables.Intact.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Boot_IntactTable_KernelAgrees(string name) => AssertKernelAgrees(BootTables.Intact.Single(t => t.Name == name));
}

/// <summary>Tables with one fault each.</summary>
public sealed class DamagedTableBootTests : TableBootTests
{
    public static TheoryData<string> Names => [.. BootTables.Damaged.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Boot_DamagedTable_KernelAgrees(string name) => AssertKernelAgrees(BootTables.Damaged.Single(t => t.Name == name));

    /// <summary>dmar_acpi_dev_scope_init steps over the structures by their length, and one of length 0 holds it for ever.</summary>
    [Fact]
    public async Task Boot_StructureOfLength0_KernelNeverComesUp()
    {
        BootTable table = BootTables.StructureOfLength0;
        BootedMachine machine = await Boots.OfAsync(table.Name, new BootRequest
        {
            Table = table.Bytes,
            KernelParameters = "intel_iommu=on softlockup_panic=1",
            EndsInPanic = true,
        });

        Assert.Contains(machine.Log, l => l.Contains("Kernel panic - not syncing: softlockup: hung tasks", StringComparison.Ordinal));
        Assert.Contains(machine.Log, l => l.Contains("RIP: 0010:dmar_dev_scope_init", StringComparison.Ordinal));
        Assert.Contains(DmarDecoder.Decode(table.Bytes).Diagnostics, d => d.Code == DmarDiagnosticCode.StructureLengthZero);
    }
}
