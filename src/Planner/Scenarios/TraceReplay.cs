using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>A traced guest run again: toolstack and hvmloader from its configuration.</summary>
/// <param name="Toolstack">The toolstack's part.</param>
/// <param name="Input">What hvmloader was given; null when the toolstack refused the guest.</param>
/// <param name="Hvmloader">What hvmloader made of it; null when the toolstack refused the guest.</param>
public sealed record TraceReplay(ToolstackResult Toolstack, HvmloaderInput? Input, HvmloaderResult? Hvmloader)
{
    /// <summary>Physical address bits of the traced guests.</summary>
    public const int PhysBits = 40;

    /// <summary>Runs a traced guest under a release.</summary>
    /// <param name="guest">The trace.</param>
    /// <param name="profile">The release; the traces are of 4.17.</param>
    /// <returns>The replay. Never fails.</returns>
    public static TraceReplay Run(TraceGuest guest, XenProfile profile)
    {
        ArgumentNullException.ThrowIfNull(guest);
        GuestConfig config = Bind(guest, profile);
        ToolstackResult toolstack = ToolstackStage.Run(MemoryPlanner.Input(new PlanRequest
        {
            Host = new HostDescription { Name = guest.Batch, Format = "trace", Regions = Regions(guest) },
            Guest = config,
            Profile = profile,
        }));
        if (toolstack.Verdict != ToolstackVerdict.Built || toolstack.MemoryMap is not { } map)
        {
            return new TraceReplay(toolstack, null, null);
        }

        HvmInfo info = HvmInfo.Of(toolstack.Rdm.Layout);
        var input = new HvmloaderInput
        {
            LowMemPgEnd = info.LowMemPgEnd,
            HighMemPgEnd = info.HighMemPgEnd,
            MemoryMap = map,
            Devices = Devices(guest, config),
            Xenstore = Xenstore(guest, toolstack),
            PhysBits = PhysBits,
            Vcpus = Vcpus(guest),
            Profile = profile,
        };
        return new TraceReplay(toolstack, input, HvmloaderSimulator.Run(input));
    }

    /// <summary>
    /// Binds the configuration. Where the one parser was corrected, strategy and policy are those that the design reads out of the
    /// string, all else is the release's.
    /// </summary>
    private static GuestConfig Bind(TraceGuest guest, XenProfile profile)
    {
        XlConfigFile file = XlConfigReader.Read(string.Join('\n', guest.Configuration) + "\n", guest.Case);
        GuestConfig config = GuestConfigBinder.Bind(file, GuestOverrides.None, profile).Config;
        if (!guest.HasFixedRdmParser)
        {
            return config;
        }

        GuestConfig corrected = GuestConfigBinder.Bind(file, GuestOverrides.None, XenProfile.Design).Config;
        return config with { RdmStrategy = corrected.RdmStrategy, RdmPolicy = corrected.RdmPolicy };
    }

    /// <summary>The hypervisor reports in reverse table order, so the table order is the reverse of what it reported.</summary>
    private static ImmutableArray<HostRegion> Regions(TraceGuest guest)
    {
        ImmutableArray<HostRegion>.Builder regions = ImmutableArray.CreateBuilder<HostRegion>(guest.HostRegions.Length);
        for (int i = guest.HostRegions.Length - 1; i >= 0; i--)
        {
            TraceRegion region = guest.HostRegions[i];
            ulong start = unchecked(region.FirstFrame << PageSizes.FrameShift);
            ulong size = unchecked(region.PageCount << PageSizes.FrameShift);
            regions.Add(new HostRegion
            {
                BaseAddress = new Hpa(start),
                LimitAddress = new Hpa(unchecked(start + size - 1)),
                Devices = region.Devices,
                HasUnknownDevices = region.Devices.IsEmpty,
                Source = new RdmSource(RdmSourceKind.Given, "trace", 0, 0),
            });
        }

        return regions.MoveToImmutable();
    }

    /// <summary>
    /// The emulated functions of the configuration, with the registers that the trace shows; functions only the trace shows are
    /// passed-through devices.
    /// </summary>
    private static ImmutableArray<GuestPciFunction> Devices(TraceGuest guest, GuestConfig config)
    {
        var functions = new SortedDictionary<byte, GuestPciFunction>();
        foreach (GuestPciFunction function in EmulatedDevices.For(EmulatedMachine.Of(config)).Functions)
        {
            functions[function.DevFn] = function;
        }

        foreach (IGrouping<byte, TraceBar> group in (guest.Hvmloader?.Bars ?? []).GroupBy(bar => bar.DevFn))
        {
            GuestPciFunction function = functions.GetValueOrDefault(group.Key)
                ?? EmulatedModels.ByName["e1000e"].At(group.Key) with { Bars = [] };
            functions[group.Key] = function with { Bars = [.. group.Select(bar => Bar(bar, function))] };
        }

        return [.. functions.Values];
    }

    /// <summary>A BAR without place shows no kind; the emulated function's own register then tells it.</summary>
    private static PciBar Bar(TraceBar bar, GuestPciFunction function)
    {
        PciBar known = function.Bars.FirstOrDefault(own => own.Index == bar.Index);
        return bar.Kind is { } kind
            ? new PciBar(bar.Index, kind, bar.SizeInBytes, bar.Prefetch)
            : known with { Index = bar.Index, SizeInBytes = bar.SizeInBytes, Kind = known.SizeInBytes == 0 ? PciBarKind.Mem32 : known.Kind };
    }

    private static ImmutableDictionary<string, string> Xenstore(TraceGuest guest, ToolstackResult toolstack)
    {
        ImmutableDictionary<string, string> keys = ImmutableDictionary<string, string>.Empty
            .Add("hvmloader/allow-memory-relocate", guest.ForcesRelocation ? "1" : "0");
        return toolstack.MmioHoleSizeInBytes is { } hole
            ? keys.Add("platform/mmio_hole_size", hole.ToString(CultureInfo.InvariantCulture))
            : keys;
    }

    /// <summary>The last <c>vcpus=</c> line; 1 without one.</summary>
    private static uint Vcpus(TraceGuest guest)
    {
        uint vcpus = 1;
        foreach (string line in guest.Configuration)
        {
            if (line.StartsWith("vcpus=", StringComparison.Ordinal)
                && uint.TryParse(line.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
            {
                vcpus = number;
            }
        }

        return vcpus;
    }
}
