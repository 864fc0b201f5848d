using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Planner.Simulation;

/// <summary>The guest's frames as hvmloader leaves them, step by step in its order.</summary>
/// <remarks>Each rule agrees with the page ranges recorded of guests of Xen 4.17.</remarks>
internal static class BootedFrames
{
    private const string SharedInfo = "shared info page";
    private const ulong SharedInfoFrame = (GuestLayout.ReservedDynamicEnd >> PageSizes.FrameShift) - 1;

    /// <summary>RAM that hvmloader moved, video memory where its register is, registers, and hvmloader's own pages.</summary>
    internal static GuestP2m After(GuestP2m built, HvmloaderInput input, HvmloaderResult result, GuestBus bus, DeviceModelView model)
    {
        if (result.Crash?.Phase == MemoryMapSetup.Phase)
        {
            return built;
        }

        GuestP2m p2m = built.Occupy(SharedInfoFrame, SharedInfoFrame + 1, new PageOwner(PageKind.Firmware, SharedInfo));
        foreach (RamMove move in result.Relocations)
        {
            p2m = FrameMove.Run(p2m, move.Source, move.Destination, move.PageCount, PageKind.Ram, "RAM moved by hvmloader");
        }

        if (result.Crash?.Phase == PciScan.Phase)
        {
            return p2m;
        }

        // Decoding is switched on at the end of pci_setup(), function by function.
        foreach (BarResult bar in result.Bars.Where(b => b.Space is BarSpace.LowMem or BarSpace.HighMem).OrderBy(b => b.DevFn))
        {
            p2m = PlaceBar(p2m, bar, bus, model);
        }

        return AddOwnPages(p2m, input, result);
    }

    /// <summary>OVMF image, ACPI tables and TSS: new pages, or the last of RAM when Xen grants no more.</summary>
    private static GuestP2m AddOwnPages(GuestP2m p2m, HvmloaderInput input, HvmloaderResult result)
    {
        HashSet<ulong> taken = [.. result.PageMoves.Select(move => (ulong)move.Destination)];
        if (result.Crash is null && input.Bios == GuestBios.Ovmf)
        {
            ulong start = SpecialPages.OvmfStart(input);
            p2m = Populate(p2m, start >> PageSizes.FrameShift, (start + input.OvmfSize) >> PageSizes.FrameShift, "OVMF image", taken);
        }

        if (result.Crash is null && result.IsAcpiEnabled)
        {
            const ulong Info = GuestLayout.AcpiInfo >> PageSizes.FrameShift;
            p2m = Populate(p2m, Info, Info + 1 + result.AcpiPages, "ACPI tables", taken);
        }

        if (result.Crash is null)
        {
            const ulong Tss = GuestLayout.ReservedDynamicStart >> PageSizes.FrameShift;
            p2m = Populate(p2m, Tss, Tss + 1, "vm86 TSS", taken);
        }

        foreach (RamMove move in result.PageMoves)
        {
            p2m = FrameMove.Run(p2m, move.Source, move.Destination, 1, PageKind.Firmware, "page of hvmloader, taken from RAM");
        }

        return p2m;
    }

    private static GuestP2m Populate(GuestP2m p2m, ulong start, ulong end, string why, HashSet<ulong> takenFromRam)
    {
        ulong first = start;
        for (ulong frame = start; takenFromRam.Count > 0 && frame < end; frame++)
        {
            if (takenFromRam.Contains(frame))
            {
                p2m = p2m.Occupy(first, frame, new PageOwner(PageKind.Firmware, why));
                first = frame + 1;
            }
        }

        return p2m.Occupy(first, end, new PageOwner(PageKind.Firmware, why));
    }

    private static GuestP2m PlaceBar(GuestP2m p2m, BarResult bar, GuestBus bus, DeviceModelView model)
    {
        if (DeviceModelView.FramesOf(bar) is not { } frames)
        {
            return p2m;
        }

        GuestBusFunction? function = bus.Find(bar.DevFn);
        string index = bar.Bar.Index == PciBar.RomIndex ? "ROM" : $"BAR {bar.Bar.Index}";
        string why = $"{index} of {bar.DevFn >> 3:x2}.{bar.DevFn & 7:x} ({function?.Name})";
        PageOwner owner = new(function?.Host is null ? PageKind.EmulatedMmio : PageKind.PassthroughMmio, why);
        foreach (GfnRange hidden in model.RamWithin(frames))
        {
            p2m = p2m.Claim(hidden, owner);
        }

        PlacedDeviceMemory? video = model.MemoryOf(bar);
        foreach (GfnRange seen in model.SeenOf(frames))
        {
            // The hypervisor maps an assigned device's own memory in place of whatever the guest has there.
            p2m = owner.Kind == PageKind.PassthroughMmio
                ? p2m.Occupy(seen.Start.Value, seen.End.Value, owner, sharesPage: IsPart(bar))
                : AddRegisters(video is null ? p2m : MoveVideo(p2m, video, frames, seen), seen, IsPart(bar), owner, video?.Owner);
        }

        return p2m;
    }

    /// <summary>
    /// The device model moves its framebuffer to the register, beginning with its first page whatever part is seen. The number
    /// of pages goes through 16 bits (the size field of XENMEM_add_to_physmap), so of 256 MiB and more nothing is moved: guests
    /// with that much video memory keep it at the end of RAM. What lies at the old frames by then is moved, even guest RAM that
    /// replaced the video memory.
    /// </summary>
    private static GuestP2m MoveVideo(GuestP2m p2m, PlacedDeviceMemory video, GfnRange frames, GfnRange seen)
    {
        ulong end = Math.Min(seen.End.Value, frames.Start.Value + (video.End - video.Start));
        return end <= seen.Start.Value ? p2m : FrameMove.Run(
            p2m, video.Start, seen.Start.Value, (end - seen.Start.Value) % (GuestLayout.MaxPagesPerMove + 1), null, null);
    }

    /// <summary>Accesses reach an emulated device only where nothing is mapped; whatever else is there hides its registers.</summary>
    private static GuestP2m AddRegisters(GuestP2m p2m, GfnRange frames, bool isPart, PageOwner owner, PageOwner? video)
    {
        foreach (P2mRun run in p2m.RunsWithin(frames).ToArray())
        {
            bool isOwn = video is not null && run.Owner.Kind == PageKind.DeviceModel && run.Owner.Why == video.Why;
            bool sharesPage = isPart && run.Owner.Kind is PageKind.EmulatedMmio or PageKind.PassthroughMmio;
            p2m = isOwn ? p2m
                : run.Owner.Kind == PageKind.Hole ? p2m.Set(run.Frames, owner)
                : sharesPage ? p2m.Set(run.Frames, run.Owner with { Why = $"{run.Owner.Why}; {owner.Why}" })
                : p2m.Claim(run.Frames, owner);
        }

        return p2m;
    }

    private static bool IsPart(BarResult bar) => bar.Bar.SizeInBytes < PageSizes.Size4KiB;
}
