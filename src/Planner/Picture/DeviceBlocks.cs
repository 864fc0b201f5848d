using System.Globalization;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.Planner.Picture;

/// <summary>The hole and the BARs as hvmloader leaves them.</summary>
internal static class DeviceBlocks
{
    /// <summary>Makes the blocks of the memory BARs that were placed, and of the hole.</summary>
    internal static IEnumerable<PictureBlock> Of(HvmloaderStage stage)
    {
        HvmloaderResult result = stage.Result;
        yield return new PictureBlock
        {
            Id = "mmio-low",
            Lane = PictureLane.Devices,
            Start = result.PciMemStart,
            Last = GuestLayout.FourGiB - 1,
            Kind = BlockKind.MmioHole,
            Label = "MMIO hole",
            Facts =
            [
                new PictureFact("what", "hole for memory-mapped registers below 4 GiB"),
                new PictureFact("BARs", $"may lie from 0x{result.PciMemStart:x} to 0x{unchecked(result.PciMemEnd - 1):x}"),
            ],
        };

        foreach (BarResult bar in result.Bars)
        {
            if (bar.Space is BarSpace.LowMem or BarSpace.HighMem && bar.Bar.SizeInBytes != 0
                && bar.Bar.SizeInBytes - 1 <= ulong.MaxValue - bar.Address)
            {
                yield return Block(stage.Bus.Find(bar.DevFn), bar);
            }
        }
    }

    private static PictureBlock Block(GuestBusFunction? function, BarResult bar)
    {
        string slot = string.Create(CultureInfo.InvariantCulture, $"{bar.DevFn >> 3:x2}.{bar.DevFn & 7}");
        string register = bar.Bar.Index == PciBar.RomIndex ? "ROM" : string.Create(CultureInfo.InvariantCulture, $"BAR {bar.Bar.Index}");
        string name = function?.Name ?? slot;
        return new PictureBlock
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"bar-{bar.DevFn:x2}-{bar.Bar.Index}"),
            Lane = PictureLane.Devices,
            Start = bar.Address,
            Last = bar.Address + (bar.Bar.SizeInBytes - 1),
            Kind = BlockKind.Bar,
            Label = $"{slot} {register}",
            Devices = [.. function?.Host is { } host ? [host.ToString()] : Array.Empty<string>()],
            Facts =
            [
                new PictureFact("what", $"{register} of the guest's function {slot} ({name})"),
                new PictureFact("register", $"{WordOf(bar.Bar.Kind)}, {SizeText.Of(bar.Bar.SizeInBytes)}{(bar.Bar.Prefetch ? ", prefetchable" : "")}"),
                new PictureFact("hvmloader", bar.Space == BarSpace.LowMem ? "placed in the hole below 4 GiB" : "placed above 4 GiB"),
            ],
        };
    }

    private static string WordOf(PciBarKind kind) => kind switch
    {
        PciBarKind.Io => "I/O ports",
        PciBarKind.Mem32 => "32-bit memory",
        PciBarKind.Mem64 => "64-bit memory",
        PciBarKind.Rom => "expansion ROM",
        _ => throw new System.Diagnostics.UnreachableException($"register kind {kind}"),
    };
}
