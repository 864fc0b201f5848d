using System.Text;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using Xunit;

namespace RdmPlanner.Planner.Tests.Advice;

public sealed class GuestSourceTests
{
    [Fact]
    public void OfFile_IsTheFileWithItsOptions()
    {
        GuestOverrides options = GuestOverrides.None with { BoundaryMiB = 3000 };

        GuestSource source = GuestSource.OfFile("g", [0x6d, 0xe9, 0x0a], options);

        Assert.False(source.IsMadeOfOptions);
        Assert.Equal([0x6d, 0xe9, 0x0a], source.ToBytes());
        Assert.Equal(options, source.Overrides);
    }

    [Fact]
    public void OfOptions_IsTheFileThatSaysTheSame()
    {
        GuestOverrides options = GuestOverrides.None with
        {
            MemoryMiB = 4096, MaxMemMiB = 8192, VideoRamMiB = 16, Vga = "cirrus", Hap = true, MmioHoleMiB = 2048, BoundaryMiB = 1024,
            Rdm = "strategy=host,policy=\"strict\"", Pci = ["00:14.0", "03:00.0,name=a\\b\r\n"], RdmGrammar = OptionGrammar.Xen414, UninitialisedFunction = 3,
        };

        GuestSource source = GuestSource.OfOptions(options);

        Assert.True(source.IsMadeOfOptions);
        Assert.Equal(
            """
            type = "hvm"
            memory = 4096
            maxmem = 8192
            videoram = 16
            vga = "cirrus"
            hap = 1
            mmio_hole = 2048
            rdm_mem_boundary = 1024
            rdm = "strategy=host,policy=\"strict\""
            pci = [
                "00:14.0",
                "03:00.0,name=a\\b\r\n",
            ]

            """,
            Encoding.Latin1.GetString(source.ToBytes()));
        Assert.Equal(GuestOverrides.None with { RdmGrammar = OptionGrammar.Xen414, UninitialisedFunction = 3 }, source.Overrides);
    }

    [Fact]
    public void OfOptions_SaysNothingOfWhatWasNotGiven() =>
        Assert.Equal("type = \"hvm\"\nhap = 0\n", Encoding.Latin1.GetString(GuestSource.OfOptions(GuestOverrides.None with { Hap = false }).ToBytes()));
}
