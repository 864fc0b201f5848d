using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The guest's frames after the build and after hvmloader.</summary>
internal static class ProvisionalFrames
{
    private const ulong VgaHoleStart = 0xa0;
    private const ulong VgaHoleEnd = 0xc0;
    private const ulong SpecialPagesEnd = 0xff000;

    /// <summary>RAM around the VGA window and the hole, and the toolstack's special pages.</summary>
    internal static GuestP2m AfterBuild(ToolstackResult toolstack)
    {
        RamLayout layout = toolstack.Rdm.Layout;
        ulong lowEnd = layout.LowMemEnd.Value >> PageSizes.FrameShift;
        PageOwner low = new(PageKind.Ram, "low RAM");
        GuestP2m p2m = Fill(GuestP2m.Empty, 0, Math.Min(lowEnd, VgaHoleStart), low);
        p2m = Fill(p2m, VgaHoleEnd, lowEnd, low);
        if (layout.HighMemEnd is { } high)
        {
            p2m = Fill(p2m, GuestLayout.FourGiBPage, high.Value >> PageSizes.FrameShift, new PageOwner(PageKind.Ram, "high RAM"));
        }

        return Fill(p2m, HvmInfo.ReservedMemPgStart, SpecialPagesEnd, new PageOwner(PageKind.Firmware, "special pages of the toolstack"));
    }

    /// <summary>RAM where hvmloader moved it, its own pages, and the BARs.</summary>
    internal static GuestP2m AfterHvmloader(GuestP2m p2m, HvmloaderStage stage)
    {
        foreach (RamMove move in stage.Result.Relocations)
        {
            p2m = Move(p2m, move.Source, move.Destination, move.PageCount, PageKind.Ram, "RAM moved by hvmloader");
        }

        p2m = AddOwnPages(p2m, stage);
        foreach (RamMove move in stage.Result.PageMoves)
        {
            p2m = Move(p2m, move.Source, move.Destination, 1, PageKind.Firmware, "page of hvmloader, taken from RAM");
        }

        foreach (BarResult bar in stage.Result.Bars)
        {
            if (bar.Space is BarSpace.LowMem or BarSpace.HighMem)
            {
                p2m = PlaceBar(p2m, bar, stage.Bus);
            }
        }

        return p2m;
    }

    private static GuestP2m AddOwnPages(GuestP2m p2m, HvmloaderStage stage)
    {
        if (stage.Result.Crash is not null)
        {
            return p2m;
        }

        if (stage.Input.Bios == GuestBios.Ovmf)
        {
            ulong start = SpecialPages.OvmfStart(stage.Input);
            p2m = Fill(p2m, start >> PageSizes.FrameShift, (start + stage.Input.OvmfSize) >> PageSizes.FrameShift, new PageOwner(PageKind.Firmware, "OVMF image"));
        }

        if (stage.Result.IsAcpiEnabled)
        {
            const ulong Info = GuestLayout.AcpiInfo >> PageSizes.FrameShift;
            p2m = Fill(p2m, Info, Info + 1 + stage.Result.AcpiPages, new PageOwner(PageKind.Firmware, "ACPI tables"));
        }

        const ulong Tss = GuestLayout.ReservedDynamicStart >> PageSizes.FrameShift;
        return Fill(p2m, Tss, Tss + 1, new PageOwner(PageKind.Firmware, "vm86 TSS"));
    }

    private static GuestP2m PlaceBar(GuestP2m p2m, BarResult bar, GuestBus bus)
    {
        GuestBusFunction? function = bus.Find(bar.DevFn);
        string index = bar.Bar.Index == PciBar.RomIndex ? "ROM" : $"BAR {bar.Bar.Index}";
        PageOwner owner = new(
            function?.Host is null ? PageKind.EmulatedMmio : PageKind.PassthroughMmio,
            $"{index} of {bar.DevFn >> 3:x2}.{bar.DevFn & 7:x} ({function?.Name})");
        ulong first = bar.Address >> PageSizes.FrameShift;
        ulong last = unchecked(bar.Address + bar.Bar.SizeInBytes - 1) >> PageSizes.FrameShift;
        if (last < first)
        {
            return p2m;
        }

        bool isPart = bar.Bar.SizeInBytes < PageSizes.Size4KiB;
        foreach (P2mRun run in p2m.RunsWithin(new GfnRange(new Gfn(first), new Gfn(last + 1))).ToArray())
        {
            bool sharesPage = isPart && run.Owner.Kind is PageKind.EmulatedMmio or PageKind.PassthroughMmio;
            p2m = run.Owner.Kind == PageKind.Hole ? p2m.Set(run.Frames, owner)
                : sharesPage ? p2m.Set(run.Frames, run.Owner with { Why = $"{run.Owner.Why}; {owner.Why}" })
                : p2m.Claim(run.Frames, owner);
        }

        return p2m;
    }

    private static GuestP2m Move(GuestP2m p2m, ulong source, ulong destination, ulong count, PageKind kind, string why)
    {
        GfnRange from = GfnRange.FromPages(new Gfn(source), count);
        foreach (P2mRun run in p2m.RunsWithin(from).ToArray())
        {
            if (run.Owner.Kind is PageKind.Ram or PageKind.Firmware)
            {
                GfnRange to = GfnRange.FromPages(new Gfn(destination + (run.Frames.Start.Value - source)), run.Frames.PageCount);
                p2m = p2m.Set(run.Frames, PageOwner.Nobody);
                p2m = p2m.Set(to, run.Owner with { Kind = kind, Why = why, Origin = run.Owner.Origin ?? run.Frames.Start });
            }
        }

        return p2m;
    }

    private static GuestP2m Fill(GuestP2m p2m, ulong start, ulong end, PageOwner owner) =>
        start < end && end <= Gfn.Limit ? p2m.Set(new GfnRange(new Gfn(start), new Gfn(end)), owner) : p2m;
}
