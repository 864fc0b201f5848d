using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Plan;

/// <summary>Checks a hand-written layout as it stands: no RAM is moved, each region is held against every RAM range.</summary>
internal static class LayoutCheck
{
    /// <summary>Checks the layout.</summary>
    internal static PlanOutcome Run(PlanRequest request, ImmutableArray<E820Record> layout)
    {
        CollectedRdm collected = RdmCollector.Collect(MemoryPlanner.RdmRequestOf(request));
        ImmutableArray<ResolvedRegion> resolved = [.. collected.Entries.Select(entry => Judge(entry, layout))];
        ImmutableArray<PlannedRegion> regions = MemoryPlanner.Describe(request, resolved);
        ImmutableArray<E820Record> exposed =
        [
            .. resolved.Where(r => r.Disposition == RdmDisposition.Exposed)
                .Where(r => !layout.Any(l => Covers(l, r.Entry)))
                .Select(r => new E820Record(r.Entry.Start, r.Entry.SizeInBytes, E820Type.Reserved)),
        ];
        MemoryPlan plan = new()
        {
            Request = request,
            LowMemEnd = EndOfRam(layout, below: true) ?? new Gpa(0),
            HighMemEnd = EndOfRam(layout, below: false),
            Regions = regions,
            MemoryMap = [.. layout, .. exposed],
            Diagnostics = PlanExplanation.OfLayout(request, layout, regions),
        };
        return resolved.Any(r => r.Disposition == RdmDisposition.Conflicting) ? new Rejected(plan) : new Accepted(plan);
    }

    /// <summary>The RAM ranges of a layout that a region overlaps.</summary>
    internal static IEnumerable<E820Record> RamMet(RdmEntry entry, ImmutableArray<E820Record> layout) =>
        layout.Where(l => l.Type == E820Type.Ram && l.SizeInBytes != 0
            && l.Address.Value <= Last(entry.Start, entry.SizeInBytes) && entry.Start.Value <= Last(l.Address, l.SizeInBytes));

    private static ResolvedRegion Judge(RdmEntry entry, ImmutableArray<E820Record> layout)
    {
        bool low = false;
        bool high = false;
        foreach (E820Record ram in RamMet(entry, layout))
        {
            low |= ram.Address < Gpa.FourGiB;
            high |= Last(ram.Address, ram.SizeInBytes) >= Gpa.FourGiB.Value;
        }

        RdmDisposition disposition = !low && !high ? RdmDisposition.Exposed
            : entry.Policy == RdmPolicy.Strict ? RdmDisposition.Conflicting
            : RdmDisposition.Masked;
        return new ResolvedRegion(entry, disposition, false, low, high);
    }

    private static bool Covers(E820Record record, RdmEntry entry) =>
        record.Type != E820Type.Ram && record.SizeInBytes != 0 && record.Address <= entry.Start
        && Last(record.Address, record.SizeInBytes) >= Last(entry.Start, entry.SizeInBytes);

    /// <summary>Last byte: unlike the exclusive end it fits for a range that reaches 2^64.</summary>
    private static ulong Last(Gpa start, ulong sizeInBytes) => unchecked(start.Value + sizeInBytes - 1);

    private static Gpa? EndOfRam(ImmutableArray<E820Record> layout, bool below)
    {
        Gpa? end = null;
        foreach (E820Record record in layout)
        {
            bool counts = record.Type == E820Type.Ram && record.Address < Gpa.FourGiB == below;
            end = counts && (end is null || record.WrappedEnd > end) ? record.WrappedEnd : end;
        }

        return end;
    }
}
