using RdmPlanner.Planner.Hypervisor;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hypervisor;

public sealed class RmrrOptionTests
{
    [Theory]
    [InlineData("", -22, 0)]
    [InlineData("9d000", 0, 0)]
    [InlineData("0x=0:14.0", 0, 1)]
    [InlineData("9d000=0:14.0;", -22, 1)]
    [InlineData("9d000-9d010=0:14.0", -7, 0)]
    [InlineData("9d001-9d000=0:14.0", -7, 0)]
    [InlineData("9d000;9d001=0:14.0", 0, 1)]
    [InlineData("9d000=0:14.010", -22, 0)]
    [InlineData("9d000=0:14.07", 0, 1)]
    [InlineData("9d000=0:14.08", -22, 1)]
    [InlineData("9d000=0:14.0x7", 0, 1)]
    [InlineData("9d000=100:14.0", -22, 0)]
    [InlineData("9d000=10000:0:14.0", -22, 0)]
    [InlineData("9d000=0:14", -22, 0)]
    [InlineData("9d000=0:14.0,junk", -22, 0)]
    [InlineData("9d000=:.", 0, 1)]
    [InlineData(" 9d000=0:14.0", -22, 0)]
    public void Run_OptionText_GivesResultAndCount(string text, int rc, int count)
    {
        HypervisorResult host = DmarAcceptance.Run(new HypervisorInput { RmrrOption = text });

        Assert.Equal((rc, count), (host.ParamRc, host.ParamCount));
    }

    [Fact]
    public void Run_RangeTooLong_SaysSo()
    {
        HypervisorResult host = DmarAcceptance.Run(new HypervisorInput { RmrrOption = "9d000-9d010=0:14.0" });

        Assert.Equal(["<err>[VT-D]RMRR range [9d000-9d010] exceeds 16 pages"], Hosts.Lines(host.Log));
    }

    [Fact]
    public void FromCommandLine_LongText_KeepsWhatTheBufferHolds()
    {
        string kept = RmrrOption.FromCommandLine(new string('7', 200));

        Assert.Equal(122, kept.Length);
        Assert.Equal("9d000=0:14.0", RmrrOption.FromCommandLine("9d000=0:14.0 console=vga"));
    }
}
