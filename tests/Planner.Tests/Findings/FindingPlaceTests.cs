using RdmPlanner.Planner.Findings;
using Xunit;

namespace RdmPlanner.Planner.Tests.Findings;

/// <summary>Places in words, taken apart for the forms that want file, line and offset.</summary>
public sealed class FindingPlaceTests
{
    [Theory]
    [InlineData("guest.cfg", "guest.cfg - - - -")]
    [InlineData("guest.cfg:4", "guest.cfg 4 - - -")]
    [InlineData("guest.cfg:4:17", "guest.cfg 4 17 - -")]
    [InlineData("a:b.cfg:4:17", "a:b.cfg 4 17 - -")]
    [InlineData("a:b.cfg:4", "a:b.cfg 4 - - -")]
    [InlineData("guest.cfg:0", "guest.cfg:0 - - - -")]
    [InlineData("guest.cfg:0:4", "guest.cfg:0 4 - - -")]
    [InlineData("guest.cfg:+4", "guest.cfg:+4 - - - -")]
    [InlineData("guest.cfg:4294967296", "guest.cfg:4294967296 - - - -")]
    [InlineData("guest.cfg:", "guest.cfg: - - - -")]
    [InlineData(":4", ":4 - - - -")]
    [InlineData("4:17", "4 17 - - -")]
    [InlineData("host.bin:0x0", "host.bin - - 0 -")]
    [InlineData("host.bin:0x68", "host.bin - - 104 -")]
    [InlineData("host.bin:0x", "host.bin:0x - - - -")]
    [InlineData("host.bin:0xffffffff", "host.bin:0xffffffff - - - -")]
    [InlineData("RMRR #1 at offset 0x68 of host.bin", "host.bin - - 104 RMRR #1")]
    [InlineData("RMRR #2 at offset 0x0 of a b.bin", "a b.bin - - 0 RMRR #2")]
    [InlineData("RMRR #1 at offset 0xzz of host.bin", "RMRR #1 at offset 0xzz of host.bin - - - -")]
    [InlineData("RMRR #1 at offset 0x68", "RMRR #1 at offset 0x68 - - - -")]
    [InlineData("", " - - - -")]
    public void Of_PlaceInWords_IsItsParts(string location, string parts)
    {
        FindingPlace place = FindingPlace.Of(location);

        Assert.Equal(parts, $"{place.File} {Text(place.Line)} {Text(place.Column)} {Text(place.Offset)} {place.Structure ?? "-"}");
    }

    private static string Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}
