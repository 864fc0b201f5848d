using Xunit;

namespace RdmPlanner.E820.Tests.Formats;

public sealed class E820TypeNamesTests
{
    [Theory]
    [InlineData(1u, "RAM", "RAM", "(usable)", "usable", "System RAM")]
    [InlineData(2u, "RESERVED", "RESERVED", "(reserved)", "reserved", "Reserved")]
    [InlineData(3u, "ACPI", "ACPI", "(ACPI data)", "ACPI data", "ACPI Tables")]
    [InlineData(4u, "NVS", "NVS", "(ACPI NVS)", "ACPI NVS", "ACPI Non-volatile Storage")]
    [InlineData(5u, "UNUSABLE", "UNKNOWN (00000005)", "(unusable)", "unusable", "Unusable memory")]
    [InlineData(7u, "type 7", "UNKNOWN (00000007)", "type 7", "persistent (type 7)", "Persistent Memory")]
    [InlineData(12u, "type 12", "UNKNOWN (0000000c)", "type 12", "persistent (type 12)", "Persistent Memory (legacy)")]
    [InlineData(20u, "type 20", "UNKNOWN (00000014)", "type 20", "type 20", "Unknown E820 type")]
    [InlineData(0u, "type 0", "UNKNOWN (00000000)", "type 0", "type 0", "Unknown E820 type")]
    [InlineData(0xefffffffu, "type 4026531839", "UNKNOWN (efffffff)", "type 4026531839", "soft reserved", "Soft Reserved")]
    public void EachDialect_SpellsTheCode_AndReadsItBack(uint code, string xen, string hvmloader, string xenBoot, string linux, string sysfs)
    {
        var type = (E820Type)code;
        Assert.Equal(xen, E820TypeNames.Xen(type));
        Assert.Equal(hvmloader, E820TypeNames.Hvmloader(type));
        Assert.Equal(xenBoot, E820TypeNames.XenBoot(type));
        Assert.Equal(linux, E820TypeNames.LinuxBoot(type));
        Assert.Equal(sysfs, E820TypeNames.FirmwareMemmap(type));
        foreach (string name in new[] { xen, hvmloader, xenBoot, linux, sysfs }.Where(name => name != "Unknown E820 type"))
        {
            Assert.True(E820TypeNames.TryParse(name, out E820Type read), name);
            Assert.Equal(type, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("()")]
    [InlineData("RAM RAM")]
    [InlineData("type")]
    [InlineData("type ")]
    [InlineData("type 9x")]
    [InlineData("type +9")]
    [InlineData("UNKNOWN ()")]
    [InlineData("UNKNOWN (123456789)")]
    [InlineData("persistent (type )")]
    [InlineData("Unknown E820 type")]
    public void TryParse_AnythingElse_IsFalse(string text)
    {
        Assert.False(E820TypeNames.TryParse(text, out E820Type type));
        Assert.Equal(E820Type.None, type);
    }
}
