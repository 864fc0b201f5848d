using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Explain;
using Xunit;

namespace RdmPlanner.Planner.Tests.Explain;

/// <summary>Every code has a page, and every page a code.</summary>
public sealed class CodeCatalogTests
{
    public static TheoryData<string> Codes => [.. CodeCatalog.All.Select(c => c.Code)];

    /// <summary>The numbers of every enumeration of codes in the libraries: named <c>...Code</c>, with numbers of four digits.</summary>
    private static IEnumerable<int> NumbersOfAllEnumerations =>
        new[] { typeof(DmarRule).Assembly, typeof(E820Map).Assembly, typeof(CodeCatalog).Assembly }
            .SelectMany(a => a.GetTypes())
            .Where(t => t.IsEnum && t.Name.EndsWith("Code", StringComparison.Ordinal))
            .SelectMany(t => Enum.GetValuesAsUnderlyingType(t).Cast<object>())
            .Select(v => Convert.ToInt64(v, CultureInfo.InvariantCulture))
            .Where(v => v is >= 1000 and <= 9999)
            .Select(v => (int)v);

    [Fact]
    public void All_HasEveryCodeOfEveryEnumerationOnce()
    {
        int[] numbers = [.. CodeCatalog.All.Select(c => int.Parse(c.Code.AsSpan()[^4..], CultureInfo.InvariantCulture))];

        Assert.Equal(NumbersOfAllEnumerations.Order(), numbers.Order());
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.True(numbers.Length > 150);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Find_EachCode_HasAPageWithoutATitleOfItsOwn(string code)
    {
        ExplainPage? page = ExplainPages.Find(code);

        Assert.NotNull(page);
        Assert.Null(page.Title);
        Assert.True(page.Meaning.Length > 20);
        Assert.True(page.Avoid.Length > 10);
        Assert.NotEmpty(page.Steps);
    }

    [Fact]
    public void Names_EachPageOfACode_IsOfACodeThatExists() => Assert.All(
        ExplainPages.Names.Where(n => char.IsAsciiLetterUpper(n[0])), name => Assert.NotNull(CodeCatalog.Find(name)));

    [Theory]
    [InlineData("DMAR1007", "DMAR1007")]
    [InlineData("dmar1007", "DMAR1007")]
    [InlineData(" DMAR 1007 ", "DMAR1007")]
    [InlineData("DMAR-1007", "DMAR1007")]
    [InlineData("error[DMAR1007]", "DMAR1007")]
    [InlineData("error[RDM3001]: strict RDM [0x40000000, ...", "RDM3001")]
    [InlineData("warning[ rdm3002 ]:", "RDM3002")]
    [InlineData("[DMAR1007]", "DMAR1007")]
    [InlineData("1007", "DMAR1007")]
    [InlineData("E820-2001", "E820-2001")]
    [InlineData("e820 2001", "E820-2001")]
    [InlineData("E8202001", "E820-2001")]
    [InlineData("2001", "E820-2001")]
    [InlineData("XEN7002", "XEN7002")]
    [InlineData("HVM4001", "HVM4001")]
    public void TryParse_WhatPeopleType_FindsTheCode(string text, string expected)
    {
        Assert.True(CodeQuery.TryParse(text, out CodeQuery query));
        Assert.Equal(expected, query.Find()?.Code);
    }

    [Theory]
    [InlineData("DMAR1999", "DMAR1027")]
    [InlineData("RDM1007", "DMAR1007")]
    [InlineData("FOO3001", "RDM3001")]
    [InlineData("E820-2010", "E820-2009")]
    public void TryParse_CodeThatDoesNotExist_IsReadAndHasNearOnes(string text, string nearest)
    {
        Assert.True(CodeQuery.TryParse(text, out CodeQuery query));
        Assert.Null(query.Find());
        Assert.Equal(nearest, query.Near()[0].Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("DMAR")]
    [InlineData("E820")]
    [InlineData("DMAR: Host address width 39")]
    [InlineData("RDM conflict at 0x40000")]
    [InlineData("1234567")]
    [InlineData("error[")]
    [InlineData("error[]")]
    [InlineData("DMAR１００７")]
    public void TryParse_WhatIsNoCode_IsNot(string text) => Assert.False(CodeQuery.TryParse(text, out _));

    [Theory]
    [InlineData("## What it means\n\nx\n")]
    [InlineData("x\n")]
    [InlineData("## What it means\n\na\n\n## Layer\n\nb\n\n## What to try\n\nc\n\n## What not to do\n\nd\n\n## Source\n\ne\n")]
    [InlineData("## What it means\n\na\n\n## Layer\n\nb\n\n## What to try\n\n1. c\n\n## What not to do\n\nd\n\n## Source\n\ne\n\n## More\n\nf\n")]
    public void Parse_PageWithoutItsFixedSections_Fails(string text) =>
        Assert.Throws<FormatException>(() => ExplainPage.Parse("X", text));
}
