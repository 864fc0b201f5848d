using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RdmPlanner.Cli;
using RdmPlanner.E820;
using RdmPlanner.LinuxBoot.Tests.Machine;
using RdmPlanner.LinuxBoot.Tests.Tables;
using RdmPlanner.Planner.Host;
using Xunit;

namespace RdmPlanner.LinuxBoot.Tests;

/// <summary>The published binary collects inside the booted machine; outside, its bundle is that machine.</summary>
public sealed partial class CollectBootTests
{
    private const string Script =
        """
        echo "=== collect"
        /bin/rdmplan collect --out /host.tar.gz
        echo "exit $?"
        echo "=== bundle"
        $b base64 /host.tar.gz
        """;

    private static readonly BootTable Table = BootTables.Intact.Single(t => t.Name == "several-units");

    [Fact]
    public async Task Collect_InTheBootedMachine_GivesThatMachine()
    {
        BootedMachine machine = await BootAsync();
        HostDescription host = HostReader.Read(Bundle(machine), "host.tar.gz");

        Assert.Equal("exit 0", machine.Sections["collect"][^1]);
        Assert.Contains(machine.Sections["collect"], l => l.StartsWith("  DMAR ", StringComparison.Ordinal));
        Assert.Equal(Convert.ToHexString(Table.Bytes), Convert.ToHexString(host.Tables.Single().Bytes.AsSpan()));
        Assert.Equal(
            FirmwareMemmap.ReadListing(string.Join('\n', machine.FirmwareMap)).Records.Select(r => (r.Address, r.WrappedEnd, r.Type)),
            host.MemoryMap!.Entries.Select(e => (e.Range.Start, e.Range.End, e.Type)));
        Assert.Equal(
            machine.Log.Select(l => Function().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal),
            host.Topology.Functions.Select(f => string.Create(
                CultureInfo.InvariantCulture, $"{f.Address}: [{f.VendorId:x4}:{f.DeviceId:x4}] type 00 class 0x{f.ClassCode:x4}")));
    }

    [Fact]
    public async Task Collect_ThenPlanOutside_IsThePlanOfTheTable()
    {
        byte[] bundle = Bundle(await BootAsync());

        Assert.Equal(Plan(Table.Bytes), Plan(bundle));
    }

    private static async Task<BootedMachine> BootAsync()
    {
        Assert.SkipWhen(BootParts.Found is null, BootParts.SkipReason);
        Assert.SkipWhen(NativeBinary.Path is null, NativeBinary.SkipReason);
        return await Boots.OfAsync("collect", new BootRequest
        {
            Table = Table.Bytes,
            KernelParameters = "intel_iommu=on",
            Files = await NativeBinary.FilesAsync(),
            After = Script,
        });
    }

    private static byte[] Bundle(BootedMachine machine) => Convert.FromBase64String(string.Concat(machine.Sections["bundle"]));

    // The lines on what is planned; those before say which form the host came in.
    private static string Plan(byte[] host)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        Streams streams = new() { OpenInput = () => new MemoryStream(host), Output = output, Error = error };
        ExitCode exit = CommandLine.Run(
            ["plan", "--host", "-", "--memory", "3072", "--boundary", "1024", "--pci", "00:1f.2", "--format", "csv"], streams);

        Assert.Equal(ExitCode.Accepted, exit);
        return output.ToString().Replace("-/sys/firmware/acpi/tables/DMAR", "-", StringComparison.Ordinal);
    }

    [GeneratedRegex("pci (0000:[0-9a-f:.]+: \\[[0-9a-f:]+\\] type 00 class 0x[0-9a-f]{4})")]
    private static partial Regex Function();
}
