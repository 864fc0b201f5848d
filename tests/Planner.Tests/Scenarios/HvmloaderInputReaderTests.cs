using System.Text.Json;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Scenarios;
using Xunit;

namespace RdmPlanner.Planner.Tests.Scenarios;

/// <summary>Reading of stage hvmloader: every number form, and what is refused.</summary>
public sealed class HvmloaderInputReaderTests
{
    [Fact]
    public void Read_EveryNumberForm_IsTheSameNumber()
    {
        HvmloaderInput input = Read("""{"low_mem_pgend":"0x100","high_mem_pgend":"256","acpi_pages":256,"vcpus":null}""");
        Assert.Equal((256u, 256u, 256u, 1u), (input.LowMemPgEnd, input.HighMemPgEnd, input.AcpiPages, input.Vcpus));
    }

    [Theory]
    [InlineData("""{"low_mem_pgend":"0x100000000"}""", "low_mem_pgend")]
    [InlineData("""{"low_mem_pgend":-1}""", "low_mem_pgend")]
    [InlineData("""{"low_mem_pgend":[]}""", "low_mem_pgend")]
    [InlineData("""{"bios":"coreboot"}""", "bios")]
    [InlineData("""{"phys_bits":64}""", "phys_bits")]
    [InlineData("""{"xenstore":[]}""", "xenstore")]
    [InlineData("""{"memory_map":{}}""", "memory_map")]
    [InlineData("""{"memory_map":[{"addr":0,"size":1,"type":"ROM"}]}""", "type")]
    [InlineData("""{"devices":[{}]}""", "devfn")]
    [InlineData("""{"devices":[{"devfn":8},{"devfn":8}]}""", "devfn")]
    [InlineData("""{"devices":[{"devfn":8,"bars":[{"index":0,"size":3}]}]}""", "size")]
    [InlineData("""{"devices":[{"devfn":8,"bars":[{"index":6,"size":16}]}]}""", "index")]
    [InlineData("""{"devices":[{"devfn":8,"bars":[{"index":0,"kind":"mem64","size":16},{"index":1,"size":16}]}]}""", "index")]
    [InlineData("""{"devices":[{"devfn":8,"bars":[{"index":0,"kind":"rom","size":16}]}]}""", "kind")]
    [InlineData("[]", "low_mem_pgend")]
    public void Read_MalformedInput_NamesTheValue(string json, string path) =>
        Assert.Equal(path, Assert.Throws<ScenarioFormatException>(() => Read(json)).Path);

    private static HvmloaderInput Read(string json) => HvmloaderInputReader.Read(JsonDocument.Parse(json).RootElement);
}
