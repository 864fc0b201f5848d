using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

/// <summary>Laws of the reader over generated settings and generated text.</summary>
public sealed class XlConfigProperties
{
    private static readonly string[] _pieces =
    [
        "memory", "rdm", "pci", "type", "vga", "mmio_hole", " ", "=", "+=", "[", "]", ",", ";", "\n", "\r\n", "\"", "'", "\\", "\\x",
        "\\07", "#", "0x", "12", "'hvm'", "'strategy=host'", "'00:14.0'", "'03:00.*,rdm_policy=relaxed'", "-", "é", "\0", "\ud800",
    ];

    private static readonly Gen<XlValue> _scalar = Gen.OneOf(
        Gen.Choose(0, 100_000).Select(n => (XlValue)new XlScalar(n.ToString(System.Globalization.CultureInfo.InvariantCulture), isNumber: true)),
        Gen.Elements('a', ' ', '"', '\'', '\\', '\t', '#', 'é', ',', '\n').ArrayOf().Select(c => (XlValue)new XlScalar(new string(c))));

    private static Gen<XlValue> Value(int depth) => depth == 0
        ? _scalar
        : Gen.Frequency((3, _scalar), (1, Value(depth - 1).ListOf(3).Select(v => (XlValue)new XlList([.. v]))));

    private static readonly Gen<ImmutableArray<XlValue>> _settings = Value(3).ArrayOf().Select(v => v.ToImmutableArray());

    private static readonly string[] _statements =
    [
        "type = 'hvm'\n", "memory = 64\n", "rdm = 'policy=relaxed' ;", "pci = [ '00:14.0', '03:00.*' ]\n", "vif += [ 'a' ]\n", "# text\n",
    ];

    private static readonly Gen<string> _hostile = Gen.Frequency((2, Gen.Elements(_pieces)), (1, Gen.Elements(_statements))).ArrayOf().Select(p => string.Concat(p));

    public static Arbitrary<ImmutableArray<XlValue>> Settings() => _settings.ToArbitrary();

    public static Arbitrary<string> Hostile() => _hostile.ToArbitrary();

    [Property(Arbitrary = [typeof(XlConfigProperties)], MaxTest = TestBudget.MaxTest)]
    public bool Read_RenderedSettings_GivesThemBack(ImmutableArray<XlValue> values)
    {
        var text = new StringBuilder();
        for (int i = 0; i < values.Length; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"k{i} = {Render(values[i])}{(i % 3 == 0 ? " ; " : "\n")}");
        }

        XlConfigFile file = XlConfigReader.Read(text.ToString(), "g");
        return file.Diagnostics.IsEmpty && file.XlReport.Length == 0
            && file.Settings.Select(s => Render(s.Value)).SequenceEqual(values.Select(Render));
    }

    [Property(Arbitrary = [typeof(XlConfigProperties)], MaxTest = TestBudget.MaxTest)]
    public bool Bind_AnyText_IsTotalAndItsPlacesAreInTheText(string text)
    {
        string[] lines = text.Split('\n');
        foreach (string name in (string[])["design", "4.13.0", "4.14", "4.17"])
        {
            Assert.True(XenProfile.TryParse(name, out XenProfile profile));
            BoundGuest bound = GuestConfigBinder.Bind(XlConfigReader.Read(text, "g"), GuestOverrides.None, profile);
            if (!bound.Diagnostics.All(d => d.Line <= lines.Length && (d.Line == 0 || d.Column <= lines[d.Line - 1].Length + 1)))
            {
                return false;
            }
        }

        return true;
    }

    [Property(Arbitrary = [typeof(XlConfigProperties)], MaxTest = TestBudget.MaxTest)]
    public bool Read_TheSameTextTwice_GivesTheSame(string text)
    {
        XlConfigFile first = XlConfigReader.Read(text, "g");
        XlConfigFile second = XlConfigReader.Read(text, "g");
        return first.XlReport == second.XlReport && first.Diagnostics.SequenceEqual(second.Diagnostics)
            && first.Settings.Select(s => $"{s.Name} {Render(s.Value)} {s.Origin}")
                .SequenceEqual(second.Settings.Select(s => $"{s.Name} {Render(s.Value)} {s.Origin}"));
    }

    // When xl's parser stops, the reader says why; and it never stays silent where xl complains.
    [Property(Arbitrary = [typeof(XlConfigProperties)], MaxTest = TestBudget.MaxTest)]
    public bool Read_TextThatXlRefuses_HasAFinding(string text)
    {
        XlConfigFile file = XlConfigReader.Read(text, "g");
        return file.XlReport.Length == 0 || !file.Diagnostics.IsEmpty;
    }

    [Fact]
    public void Generators_CoverWhatTheyAreFor()
    {
        XlConfigFile[] files = [.. _hostile.Draw(2000, 30).Select(t => XlConfigReader.Read(t, "g"))];
        Assert.InRange(files.Count(f => f.HasErrors), 600, 1999);
        Assert.InRange(files.Count(f => !f.Settings.IsEmpty), 400, 1999);

        ImmutableArray<XlValue>[] settings = [.. _settings.Draw(2000, 20)];
        Assert.InRange(settings.Count(s => s.Any(v => v is XlList { Items.IsEmpty: false })), 500, 1999);
        Assert.InRange(settings.Count(s => s.Any(v => v is XlScalar { IsNumber: false } t && t.Text.Contains('\''))), 300, 1999);
    }

    private static string Render(XlValue value) => value switch
    {
        XlList list => $"[{string.Concat(list.Items.Select(i => $"\n {Render(i)} , # next\n"))}]",
        XlScalar { IsNumber: true } number => number.Text,
        XlScalar text => Quote(text.Text),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Quote(string text) => "'"
        + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
        + "'";
}
