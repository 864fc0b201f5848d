using RdmPlanner.Planner.Configuration;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

public sealed class XlConfigReaderTests
{
    [Fact]
    public void Read_EveryForm_GivesTheValues()
    {
        XlConfigFile file = XlConfigReader.Read(File.ReadAllText(FixtureFolder.Of("guests-cfg", "every-form.cfg")), "g");

        Assert.Equal(
            [
                "name='all'", "type='hvm'", "memory=0x800", "maxmem='04000'",
                "vif=['mac=00:16:3e:00:00:01' 'bridge=xenbr0']", "pci=['00:14.0' '00:02.0@5,rdm_policy=relaxed']",
                "nested=[['a' 1] [] 'b']", "boot='cd'", "extra=['one' 'two']", "quoted='tab\there \"double\" \\ back'",
                "also='it's'", "last=1",
            ],
            file.Settings.Select(s => $"{s.Name}={Text(s.Value)}"));
        Assert.Equal("", file.XlReport);
    }

    [Theory]
    [InlineData("memory = 64\n", 64)]
    [InlineData("memory = 0x40\n", 64)]
    [InlineData("memory = 0100\n", 64)]
    [InlineData("memory = '64'\n", 64)]
    [InlineData("memory = ' +64'\n", 64)]
    [InlineData("memory = '-64'\n", -64)]
    [InlineData("memory = 9223372036854775807", 9223372036854775807)]
    public void Number_OfAnyCBase_IsRead(string text, long expected) =>
        Assert.Equal(expected, Assert.IsType<XlScalar>(XlConfigReader.Read(text, "g").Find("memory")!.Value).Number);

    [Theory]
    [InlineData("08")]
    [InlineData("0x")]
    [InlineData("''")]
    [InlineData("'64 '")]
    [InlineData("9223372036854775808")]
    public void Number_OfWhatCRefuses_IsNull(string value) =>
        Assert.Null(Assert.IsType<XlScalar>(XlConfigReader.Read($"memory = {value}\n", "g").Find("memory")!.Value).Number);

    [Fact]
    public void Read_CarriageReturns_WarnsOnceAndReadsOn()
    {
        XlConfigFile file = XlConfigReader.Read("memory = 64\r\nvcpus = 2\r\n", "g");

        Assert.Equal(["g:1:12: warning CFG5010: lines end with carriage return and newline: xl refuses the file until the carriage returns are removed"],
            file.Diagnostics.Select(d => d.ToString()));
        Assert.Equal(["memory", "vcpus"], file.Settings.Select(s => s.Name));
        Assert.StartsWith("g:1: config parsing error near `\r': lexical error\n", file.XlReport, StringComparison.Ordinal);
    }

    // The scanner drops a single character at the very end of the text; two are an error.
    [Theory]
    [InlineData("memory = 1\n$", "")]
    [InlineData("memory = 1\n$$", "g:2: config parsing error near `$$': lexical error\n")]
    [InlineData("memory = 1\n$ ", "g:2: config parsing error near `$': lexical error\n")]
    public void XlReport_StrangeCharacterAtTheEnd_IsDroppedWhenAlone(string text, string report) =>
        Assert.Equal(report, string.Concat(XlConfigReader.Read(text, "g").XlReport.Split('\n').Where(l => l.Contains("lexical error", StringComparison.Ordinal)).Select(l => l + "\n")));

    [Fact]
    public void XlReport_PythonLikeText_AddsXlsAdvice() => Assert.Equal(
        "g:1: config parsing error near `-1': lexical error\n"
        + "warning: Config file looks like it contains Python code.\n"
        + "warning:  Arbitrary Python is no longer supported.\n"
        + "warning:  See https://wiki.xen.org/wiki/PythonInXlConfig\n"
        + "Failed to parse config: Invalid argument\n",
        XlConfigReader.Read("memory = -1\n", "g").XlReport);

    [Fact]
    public void Read_SettingPlace_IsThatOfTheLastAssignment()
    {
        XlSetting setting = XlConfigReader.Read("memory = 1\n  memory = 2\n", "g.cfg").Find("memory")!;
        Assert.Equal(("g.cfg:2:3", 2, 12), (setting.Origin, setting.Value.Line, setting.Value.Column));
    }

    [Theory]
    [InlineData(XlConfigReader.MaxNesting, true)]
    [InlineData(XlConfigReader.MaxNesting + 1, false)]
    [InlineData(200_000, false)]
    public void Read_DeepNesting_IsBounded(int depth, bool accepted)
    {
        string text = $"a = {new string('[', depth)}{new string(']', depth)}\nb = 1\n";
        XlConfigFile file = XlConfigReader.Read(text, "g");
        Assert.Equal(accepted, !file.HasErrors);
        Assert.NotNull(file.Find("b"));
    }

    [Fact]
    public void Read_TooLongText_IsRefused()
    {
        XlConfigFile file = XlConfigReader.Read(new string('#', XlConfigReader.MaxLength + 1), "g");
        Assert.Equal(ConfigDiagnosticCode.LimitExceeded, Assert.Single(file.Diagnostics).Code);
    }

    [Theory]
    [InlineData("'")]
    [InlineData("!\n")]
    [InlineData("a += 'x'\n")]
    [InlineData("= = =\n")]
    [InlineData("a = [\n")]
    [InlineData("\r\n")]
    public void Read_LongHostileText_EndsWithBoundedFindings(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, XlConfigReader.MaxLength / part.Length));
        Assert.InRange(XlConfigReader.Read(text, "g").Diagnostics.Length, 0, 100);
    }

    private static string Text(XlValue value) => value switch
    {
        XlList list => $"[{string.Join(' ', list.Items.Select(Text))}]",
        XlScalar { IsNumber: true } number => number.Text,
        XlScalar text => $"'{text.Text}'",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
