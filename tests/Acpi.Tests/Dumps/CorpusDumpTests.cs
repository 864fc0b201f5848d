using System.Text;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Builders;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Dumps;

/// <summary>Every real table through every form.</summary>
public sealed class CorpusDumpTests
{
    [Fact]
    public void Read_EveryRealTableInEveryForm_GivesItsBytes()
    {
        Assert.SkipWhen(SharedFolder.Corpus is null, SharedFolder.SkipReason);
        string[] files = Directory.GetFiles(Path.Combine(SharedFolder.Corpus!, "dmar"), "*.bin");
        Assert.NotEmpty(files);

        foreach (string file in files)
        {
            byte[] table = File.ReadAllBytes(file);
            Assert.Equal(AcpiDumpFormat.Binary, AcpiDump.Read(table).Format);
            foreach ((string name, Func<byte[], string> render) in DumpText.Forms)
            {
                AcpiDumpResult result = AcpiDump.Read(Encoding.ASCII.GetBytes(render(table)));
                Assert.True(result.Diagnostics.IsEmpty, $"{file} as {name}: {string.Join("; ", result.Diagnostics)}");
                Assert.True(table.AsSpan().SequenceEqual(Assert.Single(result.Tables).Bytes.AsSpan()), $"{file} as {name}");
            }
        }
    }
}
