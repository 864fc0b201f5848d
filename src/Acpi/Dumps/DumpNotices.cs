using System.Collections.Immutable;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>Collects diagnostics in bounded space: the first of each code, then only a count.</summary>
internal sealed class DumpNotices
{
    private const int ShownOfEachCode = 20;

    private readonly ImmutableArray<DumpDiagnostic>.Builder _shown = ImmutableArray.CreateBuilder<DumpDiagnostic>();
    private readonly SortedDictionary<DumpDiagnosticCode, int> _counts = [];

    /// <summary>Whether a further diagnostic of this code would be shown; lets callers spare the message.</summary>
    public bool Shows(DumpDiagnosticCode code) => _counts.GetValueOrDefault(code) < ShownOfEachCode;

    public void Add(DumpDiagnosticCode code, int line, string message)
    {
        if (Shows(code))
            _shown.Add(new DumpDiagnostic(code, line, message));
        Count(code);
    }

    /// <summary>Counts a diagnostic whose message would not be shown.</summary>
    public void Count(DumpDiagnosticCode code)
    {
        int count = _counts.GetValueOrDefault(code);
        if (count < int.MaxValue)
            _counts[code] = count + 1;
    }

    public ImmutableArray<DumpDiagnostic> ToImmutable()
    {
        ImmutableArray<DumpDiagnostic>.Builder all = ImmutableArray.CreateBuilder<DumpDiagnostic>();
        all.AddRange(_shown);
        foreach ((DumpDiagnosticCode code, int count) in _counts)
        {
            if (count > ShownOfEachCode)
            {
                all.Add(new DumpDiagnostic(
                    DumpDiagnosticCode.FurtherNotShown, 0, $"{count - ShownOfEachCode} more of DUMP{(int)code} are not shown"));
            }
        }

        return all.ToImmutable();
    }
}
