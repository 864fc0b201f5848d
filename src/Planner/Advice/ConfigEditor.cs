using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Advice;

/// <summary>Turns changes into edits of a configuration's text: what is not changed stays as it is, byte for byte.</summary>
/// <remarks>
/// The last assignment of a name is the one in force, so it is the one that is edited; where it cannot be edited in place
/// (a sum of parts, a wrong shape, an option on top) a new assignment is put on the line behind it. An option whose setting
/// is edited is dropped, since it would win over the file.
/// </remarks>
public sealed partial class ConfigEditor
{
    private readonly GuestSource _source;
    private readonly GuestConfig _guest;
    private readonly string _text;
    private readonly ImmutableArray<ConfigStatement> _statements;
    private readonly List<TextEdit> _edits = [];
    private readonly HashSet<int> _relaxed = [];
    private readonly HashSet<int> _leftOut = [];
    private GuestOverrides _overrides;

    private ConfigEditor(GuestSource source, GuestConfig guest, ImmutableArray<ConfigStatement> statements)
    {
        _source = source;
        _guest = guest;
        _text = source.BytesAsText;
        _statements = statements;
        _overrides = source.Overrides;
    }

    /// <summary>Applies changes.</summary>
    /// <param name="source">The guest before.</param>
    /// <param name="guest">What the guest means, for the devices.</param>
    /// <param name="changes">The changes.</param>
    /// <returns>The guest after, with the lines that differ; null when the text has errors.</returns>
    public static EditedGuest? Apply(GuestSource source, GuestConfig guest, IEnumerable<ConfigChange> changes)
    {
        if (ConfigStatement.Find(source.BytesAsText) is not { } statements)
        {
            return null;
        }

        ConfigEditor editor = new(source, guest, statements);
        foreach (ConfigChange change in changes)
        {
            editor.Add(change);
        }

        editor.AddDevices();
        return new EditedGuest(
            source.With(TextEdit.Apply(editor._text, editor._edits), editor._overrides),
            LineDiff.Of(editor._text, editor._edits));
    }

    private void Add(ConfigChange change)
    {
        switch (change)
        {
            case NumberChange { Knob: Knob.Boundary } number:
                _overrides = _overrides with { BoundaryMiB = null };
                SetNumber("rdm_mem_boundary", number.Value);
                break;
            case NumberChange { Knob: Knob.MmioHole } number:
                _overrides = _overrides with { MmioHoleMiB = null };
                SetNumber("mmio_hole", number.Value);
                break;
            case NumberChange { Knob: Knob.Hap } number:
                _overrides = _overrides with { Hap = null };
                SetNumber("hap", number.Value);
                break;
            case NumberChange number:
                SetMemory(number.Value);
                break;
            case GlobalRelaxed:
                RelaxRdm();
                break;
            case RdmDropped:
                _overrides = _overrides with { Rdm = null };
                foreach (ConfigStatement statement in _statements.Where(s => s.Name == "rdm"))
                {
                    Remove(statement);
                }

                break;
            case DeviceRelaxed device:
                _relaxed.Add(device.Index);
                break;
            case DeviceLeftOut device:
                _leftOut.Add(device.Index);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"no edit for {change}");
        }
    }

    /// <summary>The layout is made for maxmem, where there is one; memory may not be more.</summary>
    private void SetMemory(long mib)
    {
        bool hasMaximum = _overrides.MaxMemMiB is not null || Last("maxmem") is not null;
        bool hasMemory = _overrides.MemoryMiB is not null || Last("memory") is not null;
        if (hasMaximum)
        {
            _overrides = _overrides with { MaxMemMiB = null };
            SetNumber("maxmem", mib);
        }

        if (!hasMaximum || (hasMemory && _guest.MemoryMiB.Value > mib))
        {
            _overrides = _overrides with { MemoryMiB = null };
            SetNumber("memory", mib);
        }
    }

    private void SetNumber(string name, long value)
    {
        string digits = value.ToString(CultureInfo.InvariantCulture);
        if (Last(name) is not { } last)
        {
            Insert(Anchor(name), name, digits);
        }
        else if (last.IsAddition || !last.Value.IsOneToken || last.Value.Kind == XlTokenKind.OpenList)
        {
            Insert(last, name, digits);
        }
        else
        {
            char first = _text[last.Value.Span.Start];
            string written = last.Value.Kind == XlTokenKind.String ? $"{first}{digits}{first}" : digits;
            _edits.Add(new TextEdit(last.Value.Span, written));
        }
    }

    private void RelaxRdm()
    {
        string? option = _overrides.Rdm;
        _overrides = _overrides with { Rdm = null };
        WrittenValue? written = option is not null ? null : RdmPart();
        if (written is not null)
        {
            TextSpan inner = new(written.Span.Start + 1, written.Span.End - 1);
            _edits.Add(new TextEdit(inner, OptionWords.RelaxRdm(_text[inner.Start..inner.End])));
        }
        else
        {
            SetText("rdm", OptionWords.RelaxRdm(option ?? _guest.RdmText.Value ?? ""));
        }
    }

    /// <summary>The one token of the <c>rdm</c> setting that names the policy or can take it; null when there is no such token.</summary>
    private WrittenValue? RdmPart()
    {
        if (InForce("rdm") is not [{ } only])
        {
            return null;
        }

        ImmutableArray<WrittenValue> parts = only.Value.Kind == XlTokenKind.OpenList ? only.Value.Items : [only.Value];
        if (parts.IsEmpty || !parts.All(IsPlainString))
        {
            return null;
        }

        return parts.FirstOrDefault(p => OptionWords.Replace(Inner(p), "policy", "reserve") is not null) ?? parts[^1];
    }

    private bool IsPlainString(WrittenValue value) =>
        value is { Kind: XlTokenKind.String, IsOneToken: true }
        && !_text.AsSpan(value.Span.Start, value.Span.End - value.Span.Start).Contains('\\');

    private string Inner(WrittenValue value) => _text[(value.Span.Start + 1)..(value.Span.End - 1)];

    private void SetText(string name, string value) =>
        Insert(Last(name) ?? Anchor(name), name, GuestSource.Quoted(value, QuoteInUse()));

    private ConfigStatement? Last(string name) => _statements.LastOrDefault(s => s.Name == name);

    /// <summary>The assignments that make up a setting: the last <c>=</c> and the <c>+=</c> behind it.</summary>
    private ImmutableArray<ConfigStatement> InForce(string name)
    {
        ImmutableArray<ConfigStatement> all = [.. _statements.Where(s => s.Name == name)];
        int start = 0;
        for (int i = 0; i < all.Length; i++)
        {
            start = all[i].IsAddition ? start : i;
        }

        return all[start..];
    }

    private char QuoteInUse()
    {
        foreach (ConfigStatement statement in _statements)
        {
            foreach (WrittenValue value in (ImmutableArray<WrittenValue>)[statement.Value, .. statement.Value.Items])
            {
                if (value.Kind == XlTokenKind.String)
                {
                    return _text[value.Span.Start];
                }
            }
        }

        return '"';
    }
}

/// <summary>A guest after an edit.</summary>
/// <param name="Source">The guest.</param>
/// <param name="Diff">What differs.</param>
public sealed record EditedGuest(GuestSource Source, LineDiff Diff);
