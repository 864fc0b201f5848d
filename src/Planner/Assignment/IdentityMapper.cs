using System.Collections.Immutable;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Assignment;

/// <summary>Maps and unmaps regions in one domain, keeping its records.</summary>
/// <remarks>
/// Mirrors iommu_identity_mapping() in xen/drivers/passthrough/x86/iommu.c and p2m_add_identity_entry() and
/// p2m_remove_identity_entry() in xen/arch/x86/mm/p2m.c (Xen c447b73). VT-d always asks for read-write access, so records
/// of another access do not occur. Intended difference: frames alike are handled together.
/// </remarks>
internal sealed class IdentityMapper(DomainMemory memory, AssignmentRequest request, XenLog log)
{
    /// <summary>Lines about single frames that are kept of one assignment (one of 256 MiB).</summary>
    private const ulong MaxFrameLines = 0x10000;

    /// <summary>What get_entry() gives for a frame without mapping (INVALID_MFN).</summary>
    private const ulong InvalidFrame = ulong.MaxValue;

    private readonly List<IdentityRecord> _records = [.. memory.Records];
    private GuestP2m _p2m = memory.P2m;
    private ulong _frameLines;

    /// <summary>The remarks so far.</summary>
    public List<AssignmentNote> Notes { get; } = [];

    /// <summary>The domain as it stands.</summary>
    public DomainMemory Memory => new(_p2m, [.. _records]);

    /// <summary>Maps one region.</summary>
    /// <returns>Zero, EADDRINUSE or EBUSY.</returns>
    public int Map(RegisteredRegion region)
    {
        int overlapping = _records.FindIndex(record => Overlaps(record, region));
        if (overlapping >= 0)
        {
            IdentityRecord record = _records[overlapping];
            if (!IsSame(record, region))
            {
                return ErrorNumber.AddressInUse;
            }

            // No frame is looked at again.
            _records[overlapping] = record with { References = record.References + 1 };
            return ErrorNumber.None;
        }

        _records.Add(new IdentityRecord(region.BaseAddress, region.LimitAddress, 1));
        if (FramesOf(region) is not GfnRange frames)
        {
            return ErrorNumber.None;
        }

        foreach (P2mRun run in _p2m.RunsWithin(frames).ToImmutableArray())
        {
            if (MapRun(run, region) != ErrorNumber.None)
            {
                // Nothing was mapped yet, so there is nothing for the undo to find.
                if (run.Frames.Start == frames.Start)
                {
                    _records.RemoveAt(_records.Count - 1);
                }

                return ErrorNumber.Busy;
            }
        }

        return ErrorNumber.None;
    }

    /// <summary>Takes one reference back and, with the last, the mapping.</summary>
    /// <returns>Zero, ENOENT or EADDRINUSE.</returns>
    public int Unmap(RegisteredRegion region)
    {
        int overlapping = _records.FindIndex(record => Overlaps(record, region));
        if (overlapping < 0)
        {
            return ErrorNumber.NoEntry;
        }

        IdentityRecord record = _records[overlapping];
        if (!IsSame(record, region))
        {
            return ErrorNumber.AddressInUse;
        }

        if (record.References > 1)
        {
            _records[overlapping] = record with { References = record.References - 1 };
            return ErrorNumber.None;
        }

        if (FramesOf(region) is GfnRange frames)
        {
            foreach (P2mRun run in _p2m.RunsWithin(frames).ToImmutableArray())
            {
                UnmapRun(run);
            }
        }

        _records.RemoveAt(overlapping);
        return ErrorNumber.None;
    }

    private int MapRun(P2mRun run, RegisteredRegion region)
    {
        switch (run.Owner.Kind)
        {
            case PageKind.IdentityRdm:
                return ErrorNumber.None;
            case PageKind.Hole or PageKind.EmulatedMmio:
                NoteMapped(run);
                _p2m = _p2m.Set(run.Frames, PageOwner.Identity(run.Frames.Start, $"RDM of {request.Device} ({region.Source})"));
                return ErrorNumber.None;
            default:
                return MapTaken(run, region);
        }
    }

    private int MapTaken(P2mRun run, RegisteredRegion region)
    {
        bool relaxed = request.Policy == RdmPolicy.Relaxed;
        PrintFrames(relaxed ? run : run.Slice(run.Frames.Start, run.Frames.Start + 1), (frame, mapped) =>
            $"Cannot setup identity map {request.Domain}:{frame}, gfn already mapped to {mapped}.");
        if (!relaxed)
        {
            return ErrorNumber.Busy;
        }

        _p2m = _p2m.Claim(run.Frames, PageOwner.Identity(run.Frames.Start, $"RDM of {request.Device} ({region.Source})"));
        Note(
            AssignmentNoteKind.DmaHitsGuestMemory,
            run.Frames,
            $"DMA of {request.Device} to its region at {run.Frames} hits {run.Owner}.");
        return ErrorNumber.None;
    }

    private void NoteMapped(P2mRun run)
    {
        if (run.Owner.Kind == PageKind.EmulatedMmio)
        {
            Note(AssignmentNoteKind.EmulatedMmioReplaced, run.Frames, $"{run.Owner} at {run.Frames} is replaced without a message.");
        }
        else if (request.IsHotplug && run.Claims.IsEmpty)
        {
            Note(AssignmentNoteKind.NotReservedInGuest, run.Frames, $"The running guest does not know that {run.Frames} is taken.");
        }
    }

    private void UnmapRun(P2mRun run)
    {
        if (run.Owner.Kind == PageKind.IdentityRdm)
        {
            _p2m = _p2m.Set(run.Frames, PageOwner.Nobody);
            return;
        }

        PrintFrames(run, (frame, mapped) => $"non-identity map {request.Domain}:{frame} not cleared (mapped to {mapped})");
    }

    private void PrintFrames(P2mRun run, Func<string, string, string> line)
    {
        ulong count = Math.Min(run.Frames.PageCount, MaxFrameLines - _frameLines);
        for (ulong i = 0; i < count; i++)
        {
            ulong? mapped = run.Owner.Kind == PageKind.Hole ? InvalidFrame : run.Owner.Advance(i).MachineFrame;
            string frame = XenText.Hex(run.Frames.Start.Value + i);
            log.Print(XenLogLevel.Warning, line(frame, mapped is ulong machine ? XenText.Hex(machine) : "?"));
        }

        _frameLines += count;
        if (count < run.Frames.PageCount)
        {
            Note(AssignmentNoteKind.LogShortened, run.Frames, "Xen prints one line a frame; no more of them are kept here.");
        }
    }

    private void Note(AssignmentNoteKind kind, GfnRange? frames, string text) => Notes.Add(new AssignmentNote(kind, frames, text));

    private static bool IsSame(IdentityRecord record, RegisteredRegion region) =>
        record.BaseAddress == region.BaseAddress && record.LimitAddress == region.LimitAddress;

    private static bool Overlaps(IdentityRecord record, RegisteredRegion region) =>
        region.LimitAddress >= record.BaseAddress && record.LimitAddress >= region.BaseAddress;

    /// <summary>The frames that are mapped: as in the query, a page-aligned limit loses its page.</summary>
    private static GfnRange? FramesOf(RegisteredRegion region)
    {
        ulong end = PageMath.RoundUp(region.LimitAddress.Value);
        return end > region.StartPfn ? new GfnRange(new Gfn(region.StartPfn), new Gfn(end)) : null;
    }
}
