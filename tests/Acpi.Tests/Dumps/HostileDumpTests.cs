using System.Text;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Acpi.Logs;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dumps;

/// <summary>Large and senseless inputs: each must end, with few diagnostics.</summary>
public sealed class HostileDumpTests
{
    private const int MebiByte = 1 << 20;

    /// <summary>What one line of a hostile file consists of.</summary>
    public static TheoryData<string> Patterns =>
    [
        "A", "\0", "*\n", "DMAR", "DMAR\u0030\0\0\0", "0000: 44\n", "00000000: 444d4152\n*\n", "44 ", "DMAR @ 0x1\n", "/*", "[", "Raw Table Data\n",
        "DMAR: RMRR base: 0x1 end: 0x2\n", "(XEN) [VT-D] RMRR [1,2] not in reserved memory\n", "[VT-D][", "Linux version \n", "> ", "0x", "\n", "g\n44\n",
        "00000000:", "44 4d 41 52  ",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Read_PatternOverTwoMebibytes_EndsWithFewDiagnostics(string pattern)
    {
        byte[] data = Filled(Encoding.ASCII.GetBytes(pattern), 2 * MebiByte);

        Assert.InRange(AcpiDump.Read(data).Diagnostics.Length, 0, 200);
        Assert.InRange(BootLog.Read(data).Diagnostics.Length, 0, 200);
        Assert.InRange(HostDump.Read(data).Diagnostics.Length, 0, 200);
    }

    [Fact]
    public void Read_SixtyFourMebibytesOfNoise_Ends()
    {
        byte[] data = new byte[62 * MebiByte];
        new Random(1).NextBytes(data);
        Assert.Equal(HostDumpKind.Nothing, HostDump.Read(data).Kind);

        for (int i = 0; i < data.Length; i++)
            data[i] = (byte)(' ' + (data[i] % 95));
        Assert.Equal(HostDumpKind.Nothing, HostDump.Read(data).Kind);
    }

    [Fact]
    public void Read_BareHexBeyondTheLimit_IsCutWithADiagnostic()
    {
        AcpiDumpResult result = AcpiDump.Read([.. "444d4152\n"u8, .. Filled("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"u8, 36 * MebiByte)]);

        Assert.Contains(result.Diagnostics, d => d.Code == DumpDiagnosticCode.TableTooLarge);
        Assert.InRange(Assert.Single(result.Tables).Bytes.Length, 15 * MebiByte, 16 * MebiByte);
    }

    [Fact]
    public void Read_ManyRegions_KeepsABoundedNumber()
    {
        string log = string.Concat(Enumerable.Range(0, 20000).Select(i => $"DMAR: RMRR base: 0x{i:x}000 end: 0x{i:x}fff\n"));

        BootLogResult result = BootLog.Read(Encoding.ASCII.GetBytes(log));

        Assert.Equal(16384, result.Regions.Length);
        Assert.Contains(result.Diagnostics, d => d.Code == DumpDiagnosticCode.TooManyRegions);
    }

    [Theory]
    [InlineData("acpidump.txt")]
    [InlineData("hexdump-canonical.txt")]
    [InlineData("oem1-hexdump.txt")]
    [InlineData("iasl.dsl")]
    [InlineData("powershell-utf16.txt")]
    public void Read_AnyPrefixOfAFile_GivesAPrefixOfItsTables(string file)
    {
        byte[] whole = DumpFixtures.Read(file);
        AcpiDumpResult complete = AcpiDump.Read(whole);
        for (int length = 0; length < whole.Length; length++)
        {
            AcpiDumpResult result = AcpiDump.Read(whole.AsSpan(0, length));
            Assert.InRange(result.Tables.Length, 0, complete.Tables.Length);
            Assert.All(result.Diagnostics, d => Assert.InRange(d.Line, 0, whole.Length));
        }
    }

    private static byte[] Filled(ReadOnlySpan<byte> pattern, int size)
    {
        byte[] data = new byte[size / pattern.Length * pattern.Length];
        for (int at = 0; at < data.Length; at += pattern.Length)
            pattern.CopyTo(data.AsSpan(at));
        return data;
    }
}
