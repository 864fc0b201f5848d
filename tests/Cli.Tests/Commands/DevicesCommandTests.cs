using System.Text.Json.Nodes;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary><c>rdmplan devices</c>: reports, answers and exit codes.</summary>
public sealed class DevicesCommandTests
{
    [Theory]
    [InlineData("laptop", "sample:laptop", "--memory", "4G")]
    [InlineData("straddles-2g-verbose", "sample:straddles-2g", "--memory", "4G", "-v")]
    [InlineData("server", "sample:server", "--lspci", "fixtures/topology/server.lspci-nn.txt", "--memory", "4096")]
    [InlineData("server-verbose-xen", "sample:server", "--lspci", "fixtures/topology/server.lspci-nn.txt", "--hypervisor", "xen", "-v", "02:00.0")]
    [InlineData("server-unresolved", "sample:server")]
    [InlineData("server-tree", "sample:server", "-t")]
    [InlineData("server-csv", "sample:server", "--format", "csv")]
    [InlineData("qemu-pc", "sample:straddles-2g", "--hypervisor", "qemu", "--machine", "pc", "--memory", "4096M", "--kernel", "6.8.12-4-pve")]
    public void Devices_SampleHosts_ReportAsInTheFixture(string fixture, params string[] args)
    {
        Ran ran = Rdmplan.Run(["devices", "--host", .. args]);

        Assert.Equal((ExitCode.Accepted, ""), (ran.Exit, ran.Error));
        GoldenFile.Check(ran.Output, "golden", "devices", $"{fixture}.txt");
    }

    [Fact]
    public void Devices_DeviceThatNothingNames_IsNotSaidToBeFine()
    {
        Ran ran = Rdmplan.Run("devices", "--host", "sample:laptop", "03:00.0", "00:02.0");

        Assert.Matches(@"0000:03:00\.0 .* ok\? +ok\? +free\?", ran.Output);
        Assert.Matches(@"0000:00:02\.0 .* ok +ok +relaxable\?", ran.Output);
        Assert.Contains("warning[RDM3007]: device 0000:03:00.0 is absent from the DMAR table", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("device 0000:00:02.0", ran.Output, StringComparison.Ordinal);
    }

    // RMRR of a bridge 00:1c.0 as a sub-hierarchy (scope type 2), buses 2 and 3 behind it: Linux counts 02:00.0 and
    // 03:00.0 from 5.3 on, Xen the bridge alone.
    [Fact]
    public void Devices_BehindABridgeOfAScope_CountForLinux()
    {
        string folder = Directory.CreateTempSubdirectory("devices").FullName;
        try
        {
            string table = Path.Combine(folder, "dmar.hex");
            File.WriteAllText(table, "444d4152" + "60000000" + "01" + "7e" + "52444d504c4e" + "52444d504c414e20" + "01000000" + "52444d50" + "01000000"
                + "26" + "01" + "00000000000000000000"
                + "0000100001000000" + "0000d9fe00000000"
                + "0100200000000000" + "0000007d00000000" + "ffff7f7d00000000" + "0208000000001c00");
            string listing = Path.Combine(folder, "lspci.txt");
            File.WriteAllText(listing, """
                00:1c.0 PCI bridge [0604]: Intel Corporation Device [8086:9d10]
                	Bus: primary=00, secondary=02, subordinate=03, sec-latency=0
                02:00.0 Ethernet controller [0200]: Intel Corporation Device [8086:1533]
                04:00.0 Ethernet controller [0200]: Intel Corporation Device [8086:1533]

                """);
            string[] question = ["devices", "--host", table, "--lspci", listing];
            JsonNode json = JsonNode.Parse(Rdmplan.Run([.. question, "--format", "json"]).Output)!;

            JsonNode Device(string name) => json["devices"]!.AsArray().Single(d => (string?)d!["device"] == name)!;
            Assert.Equal([1], Device("0000:02:00.0")["bridge_regions"]!.AsArray().Select(r => (int)r!));
            Assert.Equal(["free", "blocked", "blocked"], Device("0000:02:00.0")["linux"]!.AsArray().Select(l => (string?)l!["outcome"]));
            Assert.Equal("5.3", (string?)Device("0000:02:00.0")["linux"]![1]!["from"]);
            Assert.Equal("ok", (string?)Device("0000:02:00.0")["xen"]!["strict"]!["outcome"]);
            Assert.Empty(Device("0000:04:00.0")["bridge_regions"]!.AsArray());
            Assert.Equal("free", (string?)Device("0000:04:00.0")["linux"]![0]!["outcome"]);
            Assert.Contains("#1 0x7d000000-0x7d7fffff of a bridge", Rdmplan.Run(question).Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Devices_Json_HasEveryPart()
    {
        JsonNode json = JsonNode.Parse(Rdmplan.Run("devices", "--host", "sample:server", "--memory", "4G", "--format", "json").Output)!;

        Assert.Equal("1.0", (string?)json["format_version"]);
        Assert.Equal(["0x80", "0xd4", "0x100"], json["regions"]!.AsArray().Select(r => (string?)r!["offset"]));
        JsonNode usb = json["devices"]!.AsArray().Single(d => (string?)d!["device"] == "0000:00:1d.0")!;
        Assert.Equal("shared", (string?)usb["xen"]!["strict"]!["outcome"]);
        Assert.Equal("refused", (string?)usb["xen"]!["strict"]!["guest"]);
        Assert.Equal("moved", (string?)usb["xen"]!["relaxed"]!["guest"]);
        Assert.Equal(7, Assert.Single(json["groups"]!.AsArray())!.AsArray().Count);
        Assert.Equal(46, (int)json["address_width"]!["host_address_width"]!);
        Assert.Equal("0x80000000", (string?)json["qemu"]!["low_end"]);
    }

    [Theory]
    [InlineData("6.5", "ineligible")]
    [InlineData("6.6", "1:1 IOMMU mapping")]
    public void Devices_Kernel_QuotesItsOwnRefusal(string kernel, string words)
    {
        Ran ran = Rdmplan.Run(
            "devices", "--host", "sample:server", "--lspci", "fixtures/topology/server.lspci-nn.txt", "--kernel", kernel, "-v", "--hypervisor", "qemu", "03:00.0");
        Assert.Contains(words, ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("relax_rmrr", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Accepted, "sample:laptop", "--fail-on", "warning", "--memory", "4G")]
    [InlineData(ExitCode.Rejected, "sample:straddles-2g", "--fail-on", "warning", "--memory", "4G")]
    [InlineData(ExitCode.Accepted, "sample:straddles-2g", "--fail-on", "error", "--memory", "4G")]
    [InlineData(ExitCode.Rejected, "sample:server", "--fail-on", "warning", "00:1d.0")]
    [InlineData(ExitCode.Accepted, "sample:server", "--fail-on", "error", "00:1d.0")]
    [InlineData(ExitCode.Usage, "sample:laptop", "00:20.0")]
    [InlineData(ExitCode.Usage, "sample:laptop", "--kernel", "new")]
    [InlineData(ExitCode.Usage, "sample:laptop", "--machine", "microvm")]
    [InlineData(ExitCode.Usage, "sample:laptop", "--memory", "lots")]
    [InlineData(ExitCode.Usage, "sample:laptop", "--memory", "0")]
    [InlineData(ExitCode.Usage, "sample:laptop", "--memory", "1G", "--max-ram-below-4g", "5G")]
    [InlineData(ExitCode.Usage, "sample:laptop", "--xen", "3.4")]
    [InlineData(ExitCode.Usage, "sample:laptop", "--hypervisor", "kvm")]
    [InlineData(ExitCode.Usage, "-", "--lspci", "-")]
    [InlineData(ExitCode.BadInput, "sample:laptop", "--lspci", "fixtures/README.md")]
    [InlineData(ExitCode.BadInput, "sample:laptop", "--sysfs", "fixtures/no-such-folder")]
    [InlineData(ExitCode.BadInput, "sample:laptop", "--e820", "fixtures/README.md")]
    [InlineData(ExitCode.BadInput, "fixtures/README.md")]
    public void Devices_ExitCodes(ExitCode expected, params string[] args)
    {
        Ran ran = Rdmplan.Run(["devices", "--host", .. args]);

        Assert.Equal(expected, ran.Exit);
        Assert.Equal(expected is ExitCode.Usage or ExitCode.BadInput, ran.Error.Length > 0);
    }

    [Fact]
    public void Devices_ListingWithEscapes_IsPrintedSafely()
    {
        byte[] listing = Rdmplan.Utf8("00:02.0 \u001b[31mRed\u202e [0300]: Card [8086:0001]\n");
        Ran ran = Rdmplan.RunWithInput(listing, "devices", "--host", "sample:laptop", "--lspci", "-", "-v");
        Assert.DoesNotContain('\u001b', ran.Output);
        Assert.DoesNotContain('\u202e', ran.Output);
    }

    [Fact]
    public void Devices_MemoryMapWithRamUnderARegion_TurnsVtdOff()
    {
        byte[] log = Rdmplan.Utf8("[    0.000000] BIOS-e820: [mem 0x0000000000000000-0x00000000ffffffff] usable\n");
        Ran ran = Rdmplan.RunWithInput(log, "devices", "--host", "sample:laptop", "--e820", "-", "--hypervisor", "xen");
        Assert.Contains("no-vtd", ran.Output, StringComparison.Ordinal);
        Assert.Contains("[XEN7002]", ran.Output, StringComparison.Ordinal);
    }
}
