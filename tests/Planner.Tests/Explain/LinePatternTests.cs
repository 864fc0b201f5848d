using RdmPlanner.Acpi;
using RdmPlanner.Planner.Explain;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Explain;

/// <summary>Every wording is recognised in every dress, and its values are picked out.</summary>
public sealed class LinePatternTests
{
    private static readonly string[] Prefixes =
    [
        "", "[   12.345678] ", "(XEN) ", "(XEN) [2026-03-01 10:00:00.123] ", "Mar 01 10:00:00 host kernel: ", "libxl: error: libxl_dm.c:1:f: Domain 5:", "> ",
    ];

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(FixtureFolder.Of("explain"), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    private static string[] LinesOf(string page) => File.ReadAllLines(FixtureFolder.Of("explain", page + ".txt"));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Find_EachLineOfAPage_FindsThatPageUnderAnyPrefix(string page) => Assert.All(
        LinesOf(page), line => Assert.All(Prefixes, prefix => Assert.Equal(page, LinePatterns.Find(prefix + line)?.Page)));

    [Fact]
    public void All_EachRow_IsTheOneThatRecognisesItsExample() => Assert.All(LinePatterns.All, row =>
    {
        LineMatch? match = LinePatterns.Find(row.Example);
        Assert.NotNull(match);
        Assert.True(match.Page == row.Page || row.Page == "vfio-dma-map-*", $"{row.Example}: {match.Page}");
        Assert.Same(row, LinePatterns.All.First(p => p.Match(string.Join(' ', row.Example.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))) is not null));
    });

    [Fact]
    public void All_EachPage_ExistsAndHasFixturesAndPatterns()
    {
        string[] pages = [.. ExplainPages.Names.Where(n => char.IsAsciiLetterLower(n[0]))];
        string[] named = [.. LinePatterns.All.Select(r => LinePatterns.Find(r.Example)!.Page).Concat(Pages.Select(p => p.Data)).Distinct()];

        Assert.Equal(pages.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.Equal(pages.Order(StringComparer.Ordinal), Pages.Select(p => p.Data).Order(StringComparer.Ordinal));
        Assert.True(pages.Length > 80);
    }

    [Fact]
    public void Find_EachPageOfLines_HasATitleAndOnlyKnownPlaceholders() => Assert.All(
        ExplainPages.Names.Where(n => char.IsAsciiLetterLower(n[0])), name =>
        {
            ExplainPage page = ExplainPages.Find(name)!;
            Assert.False(string.IsNullOrEmpty(page.Title));
            string text = string.Join(' ', [page.Meaning, page.Layer, page.Avoid, page.Next ?? "", .. page.Steps]);
            Assert.All(System.Text.RegularExpressions.Regex.Matches(text, @"\{([^}]*)\}").Select(m => m.Groups[1].Value), p => Assert.Contains(p, LineMatch.Placeholders));
            Assert.StartsWith("rdmplan ", page.Next ?? "rdmplan ", StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("(XEN) [VT-D] It's disallowed to assign 0000:08:00.0 with shared RMRR at 7ba77000 for Dom32753.", "0000:08:00.0", 0x7ba77000UL, null)]
    [InlineData("RDM conflict at 0x7a000000.", null, 0x7a000000UL, null)]
    [InlineData("(XEN) Cannot setup identity map d5:79000, gfn already mapped to 23f000.", null, 0x79000000UL, null)]
    [InlineData("(XEN) RMRR: [0x0e8 ,0x0e8] is not (entirely) in reserved memory", null, 0xe8000UL, 0xe8fffUL)]
    [InlineData("(XEN) RMRR: [0x20000000, 0x200ff000] is not (entirely) in reserved memory", null, 0x20000000UL, 0x200fffffUL)]
    [InlineData("(XEN) RMRR: page at 0x20000 can't be converted", null, 0x20000000UL, null)]
    [InlineData("(XEN) AMD-Vi: Error: IVMD: page at 4f83f000 can't be converted", null, 0x4f83f000UL, null)]
    [InlineData("libxl__device_pci_add failed for PCI device 0:0:6.0 (rc -3)", "0000:00:06.0", null, null)]
    [InlineData("vfio-pci 0000:03:00.1: Device is ineligible for IOMMU domain attach due to platform RMRR requirement.  Contact your platform vendor.", "0000:03:00.1", null, null)]
    [InlineData("DMAR: [Firmware Bug]: Your BIOS is broken; bad RMRR [0x00000000bdc00000-0x00000000bfffffff]", null, 0xbdc00000UL, 0xbfffffffUL)]
    [InlineData("DMAR: [DMA Read NO_PASID] Request device [00:02.0] fault addr 0x7c000000 [fault reason 0x06]", "0000:00:02.0", 0x7c000000UL, null)]
    [InlineData("vfio_dma_map(0x557b2f2736d0, 0x380000000000, 0x1000000, 0x7f98ac400000) = -22 (Invalid argument)", null, 0x380000000000UL, 0x380000ffffffUL)]
    [InlineData("vfio_dma_map(0x5, 0x0, 0xffffffffffffffff, 0x7) = -22 (Invalid argument)", null, 0UL, 0xfffffffffffffffeUL)]
    [InlineData("(XEN) [VT-D]Overlapping RMRRs: [7a002-7a005] and [7a000-7a003]", null, 0x7a002000UL, 0x7a005fffUL)]
    [InlineData("RDM conflict at 0x11112222333344445555.", null, null, null)]
    [InlineData("d5: assign (0000:00:1f.9) failed (-1)", null, null, null)]
    public void Find_ValuesInTheLine_ArePickedOut(string line, string? device, ulong? start, ulong? end)
    {
        LineMatch match = LinePatterns.Find(line)!;

        Assert.Equal((device, start, end), (match?.Device?.ToString(), match?.Start, match?.End));
    }

    [Theory]
    [InlineData(0x380000000000UL, 0x1000000UL, "vfio-dma-map-width")]
    [InlineData(0x8000000000UL, 0x1000UL, "vfio-dma-map-width")]
    [InlineData(0x7fffffffffUL, 0x1000UL, "vfio-dma-map-width")]
    [InlineData(0x7ffffff000UL, 0x1000UL, "vfio-dma-map-reserved")]
    [InlineData(0x0UL, 0x80000000UL, "vfio-dma-map-reserved")]
    [InlineData(0x100000000UL, 0xff30000000UL, "vfio-dma-map-hypertransport")]
    [InlineData(0x100000000UL, 0xfbffffffffUL, "vfio-dma-map-width")]
    [InlineData(0x100000000UL, 0xfc00000001UL, "vfio-dma-map-hypertransport")]
    [InlineData(0xfffffffffffff000UL, 0x2000UL, "vfio-dma-map-width")]
    public void Find_RefusedDmaMapping_IsToldApartByItsNumbers(ulong start, ulong size, string page) =>
        Assert.Equal(page, LinePatterns.Find($"vfio_dma_map(0x5, 0x{start:x}, 0x{size:x}, 0x7) = -22 (Invalid argument)")?.Page);

    [Theory]
    [InlineData("")]
    [InlineData("hello world")]
    [InlineData("ACPI: SSDT 0x00000000AA2D5000 000110 (v01 INTEL  SNB      00000001 INTL 00000001)")]
    [InlineData("(XEN) Brought up 4 CPUs")]
    [InlineData("vfio-pci 0000:03:00.0: enabling device (0000 -> 0003)")]
    public void Find_OtherLines_AreNotRecognised(string line) => Assert.Null(LinePatterns.Find(line));

    [Fact]
    public void Find_AnEndlessLine_EndsAndLooksAtItsBeginning()
    {
        string noise = new('(', 5_000_000);

        Assert.Null(LinePatterns.Find(noise + "RDM conflict at 0x7a000000."));
        Assert.NotNull(LinePatterns.Find("RDM conflict at 0x7a000000." + noise));
    }

    [Theory]
    [InlineData("{nonsense} text")]
    [InlineData("open {address")]
    [InlineData("{address}")]
    public void LinePattern_BadWording_IsRefused(string wording) =>
        Assert.Throws<FormatException>(() => new LinePattern(wording, "page", "example"));

    [Fact]
    public void Fill_ValuesAndTheirAbsence_ReadAsSentences()
    {
        LineMatch all = new("p", "l", new PciAddress(0, 0, 0x14, 0), 0xe8000, 0xe8fff, "x");
        LineMatch none = new("p", "l", null, null, null, null);

        Assert.Equal("0000:00:14.0 at 0xe8000 (page 0xe8), [0xe8000, 0xe8fff] (pages 0xe8 to 0xe8), x", all.Fill("{device} at {address}, {range}, {word}"));
        Assert.Equal("the device at the address, the range, it", none.Fill("{device} at {address}, {range}, {word}"));
    }
}
