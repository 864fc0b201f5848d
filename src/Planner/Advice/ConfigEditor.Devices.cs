using System.Collections.Immutable;
using System.Text;

namespace RdmPlanner.Planner.Advice;

public sealed partial class ConfigEditor
{
    /// <summary>Edits the list of devices once, for all changes of them.</summary>
    private void AddDevices()
    {
        if (_relaxed.Count == 0 && _leftOut.Count == 0)
        {
            return;
        }

        if (!_overrides.Pci.IsDefault)
        {
            ReplaceOptions(_overrides.Pci);
            return;
        }

        int index = 0;
        foreach (ConfigStatement statement in InForce("pci"))
        {
            ImmutableArray<WrittenValue> items = statement.Value.Items;
            RemoveItems(items, index);
            foreach (WrittenValue item in items)
            {
                if (_relaxed.Contains(index) && !_leftOut.Contains(index))
                {
                    Relax(item, _guest.Devices[index].Text);
                }

                index++;
            }
        }
    }

    private void ReplaceOptions(ImmutableArray<string> options)
    {
        _overrides = _overrides with { Pci = default };
        char quote = QuoteInUse();
        StringBuilder list = new("[ ");
        bool isFirst = true;
        for (int i = 0; i < options.Length; i++)
        {
            if (!_leftOut.Contains(i))
            {
                string text = _relaxed.Contains(i) ? OptionWords.RelaxPci(options[i]) : options[i];
                list.Append(isFirst ? "" : ", ").Append(GuestSource.Quoted(text, quote));
                isFirst = false;
            }
        }

        Insert(Last("pci") ?? Anchor("pci"), "pci", list.Append(isFirst ? "]" : " ]").ToString());
    }

    private void Relax(WrittenValue item, string value)
    {
        if (IsPlainString(item))
        {
            TextSpan inner = new(item.Span.Start + 1, item.Span.End - 1);
            _edits.Add(new TextEdit(inner, OptionWords.RelaxPci(Inner(item))));
        }
        else
        {
            _edits.Add(new TextEdit(item.Span, GuestSource.Quoted(OptionWords.RelaxPci(value), QuoteInUse())));
        }
    }

    /// <summary>Removes items: with their line when they have one of their own, else with the comma that belongs to them.</summary>
    private void RemoveItems(ImmutableArray<WrittenValue> items, int firstIndex)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (!_leftOut.Contains(firstIndex + i))
            {
                continue;
            }

            if (OwnLine(items[i]) is { } line)
            {
                _edits.Add(new TextEdit(line, ""));
                continue;
            }

            int last = i;
            while (last + 1 < items.Length && _leftOut.Contains(firstIndex + last + 1) && OwnLine(items[last + 1]) is null)
            {
                last++;
            }

            bool isTail = last == items.Length - 1 && i > 0;
            TextSpan run = isTail
                ? new TextSpan(items[i - 1].Span.End, items[last].Span.End)
                : new TextSpan(items[i].Span.Start, BehindComma(items[last].Span.End));
            if (isTail && _text.AsSpan(run.Start, items[i].Span.Start - run.Start).ContainsAny('\n', '#'))
            {
                // A comment or a line end of the item before stays.
                run = new TextSpan(items[i].Span.Start, BehindComma(items[last].Span.End));
            }

            _edits.Add(new TextEdit(run, ""));
            i = last;
        }
    }

    private TextSpan? OwnLine(WrittenValue item)
    {
        int start = LineStart(item.Span.Start);
        int end = EndOfLineBehind(item.Span.End, mayHaveSemicolon: false);
        bool isAlone = _text.AsSpan(start, item.Span.Start - start).Trim(" \t").IsEmpty && end >= 0;
        return isAlone ? new TextSpan(start, end) : null;
    }

    private int BehindComma(int at)
    {
        int comma = SkipBlanks(at);
        return comma < _text.Length && _text[comma] == ',' ? SkipBlanks(comma + 1) : comma;
    }
}
