using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace RdmPlanner.Planner.Configuration;

/// <summary>What a binding has to say: our findings, and what xl prints.</summary>
internal sealed class BindingLog
{
    private readonly ImmutableArray<ConfigDiagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<ConfigDiagnostic>();
    private readonly StringBuilder _printed = new();

    public ImmutableArray<ConfigDiagnostic> Diagnostics => _diagnostics.ToImmutable();

    public string Printed => _printed.ToString();

    /// <summary>Adds a finding at an origin: <c>file:line:column</c>, or an option.</summary>
    public void Add(ConfigDiagnosticCode code, string origin, string message)
    {
        int column = origin.LastIndexOf(':');
        int line = column <= 0 ? -1 : origin.LastIndexOf(':', column - 1);
        bool isPlace = line >= 0 && Number(origin[(line + 1)..column]) > 0 && Number(origin[(column + 1)..]) > 0;
        _diagnostics.Add(isPlace
            ? new ConfigDiagnostic(code, origin[..line], Number(origin[(line + 1)..column]), Number(origin[(column + 1)..]), message)
            : new ConfigDiagnostic(code, origin, 0, 0, message));
    }

    /// <summary>Adds the findings of an option string at its origin.</summary>
    public void Add(ImmutableArray<OptionFinding> findings, string origin, string text)
    {
        foreach (OptionFinding finding in findings)
        {
            Add(finding.Code, origin, $"\"{text}\": {finding.Message}");
        }
    }

    public void Print(string text) => _printed.Append(text);

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
