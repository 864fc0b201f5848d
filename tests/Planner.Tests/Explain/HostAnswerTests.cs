using RdmPlanner.Planner.Explain;
using RdmPlanner.Planner.Host;
using Xunit;

namespace RdmPlanner.Planner.Tests.Explain;

/// <summary>What a line means on a host: its device and address among the host's regions.</summary>
public sealed class HostAnswerTests
{
    private const string Csv =
        """
        start,last,devices,policy
        0xe8000,0xe8fff,00:1d.0,
        0x7a000000,0x7a00ffff,00:14.0 00:1d.0,
        0x80000000,0x8000ffff,00:04.0,
        0x80010000,0x8001ffff,00:05.0,
        0x8d000000,0x8d0fffff,00:02.0,
        0x140000000,0x1400fffff,03:00.0,
        """;

    private static readonly HostDescription Host = HostReader.Read(System.Text.Encoding.UTF8.GetBytes(Csv), "host.csv");

    private static string Answer(string line, HostDescription? host = null) =>
        string.Join('\n', HostAnswer.Of(LinePatterns.Find(line)!, host ?? Host, null));

    [Fact]
    public void Of_DeviceWithASharedRegion_NamesRegionAndSharers()
    {
        string answer = Answer("It's disallowed to assign 0000:00:14.0 with shared RMRR at 7a000000 for d5.");

        Assert.Contains("Device 0000:00:14.0 owns the region [0x7a000000, 0x7a00ffff] (pages 0x7a000 to 0x7a00f, 16 pages)", answer, StringComparison.Ordinal);
        Assert.Contains("it shares it with 0000:00:1d.0.", answer, StringComparison.Ordinal);
        Assert.Contains("Xen counts 2 owners", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("No region", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AddressInARegion_NamesItAndTheBoundaryThatHelps()
    {
        string answer = Answer("RDM conflict at 0x7a000000.");

        Assert.Contains("lies in the region [0x7a000000, 0x7a00ffff]", answer, StringComparison.Ordinal);
        Assert.Contains("belongs to 0000:00:14.0, 0000:00:1d.0", answer, StringComparison.Ordinal);

        // 0x7a000000 is exactly 1952 MiB; it must start strictly above the boundary.
        Assert.Contains("rdm_mem_boundary = 1951 (MiB) or less", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RDM conflict at 0xe8000.", "below 1 MiB")]
    [InlineData("RDM conflict at 0x8d000000.", "above the default rdm_mem_boundary")]
    [InlineData("RDM conflict at 0x80010000.", "above the default rdm_mem_boundary")]
    [InlineData("RDM conflict at 0x80000000.", "rdm_mem_boundary = 2047 (MiB) or less")]
    [InlineData("RDM conflict at 0x140000000.", "above 4 GiB")]
    [InlineData("RDM conflict at 0x40000000.", "No region of host.csv contains 0x40000000 (page 0x40000); the nearest is [0x7a000000")]
    [InlineData("vfio-pci 0000:05:00.0: Device is ineligible for IOMMU domain attach due to platform RMRR requirement.", "No region of host.csv names 0000:05:00.0")]
    [InlineData("Failed to parse ACPI DMAR.  Disabling VT-d.", "names neither a device nor an address")]
    public void Of_OtherLines_SayWhatHelpsOrThatNothingMatches(string line, string expected) =>
        Assert.Contains(expected, Answer(line), StringComparison.Ordinal);

    [Fact]
    public void Of_HostWithoutRegions_SaysThatTheLineIsOfAnother() => Assert.Contains(
        "no reserved region at all", Answer("RDM conflict at 0xe8000.", SampleHosts.Find("sample:no-region")), StringComparison.Ordinal);

    [Fact]
    public void Of_TableHost_NamesTheStructureAndItsOffset() => Assert.Contains(
        "of RMRR #", Answer("RDM conflict at 0x7c000000.", SampleHosts.Find("sample:straddles-2g")), StringComparison.Ordinal);

    [Fact]
    public void Of_PlainGuest_GivesThePlannersHelp()
    {
        string answer = string.Join('\n', GuestAnswer.Of(Host, null, null));

        Assert.Contains("A plain guest of 4096 MiB", answer, StringComparison.Ordinal);
        Assert.Contains("REJECTED", answer, StringComparison.Ordinal);
        Assert.Contains("error[RDM3001]", answer, StringComparison.Ordinal);
        Assert.Contains("Help: ", answer, StringComparison.Ordinal);
    }
}
