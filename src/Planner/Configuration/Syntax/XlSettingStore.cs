using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace RdmPlanner.Planner.Configuration;

/// <summary>The settings while a file is read: <c>=</c> replaces, <c>+=</c> appends (xlu__cfg_set_store).</summary>
internal sealed class XlSettingStore(XlReadReport report)
{
    // Parts are kept apart until the end, so that a file of nothing but += costs no more than its length.
    private sealed class Pending(string name)
    {
        public string Name { get; } = name;

        public XlToken At { get; set; }

        public bool IsAddition { get; set; }

        public List<XlValue> Parts { get; } = [];
    }

    private readonly Dictionary<string, Pending> _byName = new(StringComparer.Ordinal);
    private readonly List<Pending> _inOrder = [];

    public void Assign(XlToken name, XlValue value)
    {
        if (_byName.TryGetValue(name.Value, out Pending? earlier))
        {
            // xl takes the last one and says nothing.
            report.Add(ConfigDiagnosticCode.Replaced, name.Line, name.Column, string.Create(
                CultureInfo.InvariantCulture, $"{name.Value} replaces the value given in line {earlier.At.Line}"));
        }

        Pending pending = earlier ?? New(name.Value);
        pending.Parts.Clear();
        Store(pending, name, value, isAddition: false);
    }

    public void Append(XlToken name, XlValue value)
    {
        Pending pending = _byName.GetValueOrDefault(name.Value) ?? New(name.Value);
        if (pending.Parts.Count > 0 && pending.Parts[0] is XlList != value is XlList)
        {
            report.Add(ConfigDiagnosticCode.CannotAppend, name.Line, name.Column,
                $"{name.Value} is {Shape(pending.Parts[0])} and {Shape(value)} cannot be added to it");
            report.XlLexical(name.Line, "", "can't add [list] to \"string\" or vice versa");
            return;
        }

        Store(pending, name, value, isAddition: true);
    }

    public ImmutableArray<XlSetting> ToSettings() => [.. _inOrder.Where(p => p.Parts.Count > 0).Select(Build)];

    private static string Shape(XlValue value) => value is XlList ? "a list" : "a string";

    private static void Store(Pending pending, XlToken name, XlValue value, bool isAddition)
    {
        pending.At = name;
        pending.IsAddition = isAddition;
        pending.Parts.Add(value);
    }

    private Pending New(string name)
    {
        var pending = new Pending(name);
        _byName.Add(name, pending);
        _inOrder.Add(pending);
        return pending;
    }

    private XlSetting Build(Pending pending)
    {
        XlToken at = pending.At;
        return new XlSetting(pending.Name, Joined(pending.Parts), at.Line, at.Column, pending.IsAddition,
            Origins.At(report.FileName, at.Line, at.Column));
    }

    private static XlValue Joined(List<XlValue> parts)
    {
        XlValue last = parts[^1];
        if (parts.Count == 1)
        {
            return last;
        }

        if (last is XlList)
        {
            return new XlList([.. parts.SelectMany(p => ((XlList)p).Items)], last.Line, last.Column);
        }

        var text = new StringBuilder();
        foreach (XlValue part in parts)
        {
            text.Append(((XlScalar)part).Text);
        }

        return new XlScalar(text.ToString(), isNumber: false, last.Line, last.Column);
    }
}
