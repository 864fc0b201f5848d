using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>A traced guest run again through all stages, from its configuration.</summary>
/// <param name="Simulation">The whole run.</param>
/// <param name="ConfigurationErrors">Messages of the errors for which libxl refuses the configuration itself.</param>
public sealed record TraceReplay(MachineSimulation Simulation, ImmutableArray<string> ConfigurationErrors)
{
    /// <summary>Physical address bits of the traced guests.</summary>
    public const int PhysBits = 40;

    /// <summary>The toolstack's part.</summary>
    public ToolstackResult Toolstack => Simulation.Toolstack;

    /// <summary>What hvmloader was given; null when the guest was refused before.</summary>
    public HvmloaderInput? Input => Simulation.Hvmloader?.Input;

    /// <summary>What hvmloader made of it; null when the guest was refused before.</summary>
    public HvmloaderResult? Hvmloader => Simulation.Hvmloader?.Result;

    /// <summary>Runs a traced guest under a release.</summary>
    /// <param name="guest">The trace.</param>
    /// <param name="profile">The release; the traces are of 4.17.</param>
    /// <returns>The replay. Never fails.</returns>
    public static TraceReplay Run(TraceGuest guest, XenProfile profile)
    {
        ArgumentNullException.ThrowIfNull(guest);
        BoundGuest bound = Bind(guest, profile);
        MachineSimulation simulation = MachineSimulator.Run(new SimulationRequest
        {
            Plan = new PlanRequest
            {
                Host = new HostDescription { Name = guest.Batch, Format = "trace", Regions = Regions(guest) },
                Guest = bound.Config,
                Profile = profile,
            },
            Descriptions = Functions(guest, bound.Config),
            ForceRelocate = guest.ForcesRelocation,
            PhysBits = PhysBits,
        });
        return new TraceReplay(
            simulation,
            [.. bound.Diagnostics.Where(d => d.Code == ConfigDiagnosticCode.VideoRamTooSmall).Select(d => d.Message)]);
    }

    /// <summary>
    /// Binds the configuration. Where the one parser was corrected, strategy and policy are those that the design reads out of the
    /// string, all else is the release's.
    /// </summary>
    private static BoundGuest Bind(TraceGuest guest, XenProfile profile)
    {
        XlConfigFile file = XlConfigReader.Read(string.Join('\n', guest.Configuration) + "\n", guest.Case);
        BoundGuest bound = GuestConfigBinder.Bind(file, GuestOverrides.None, profile);
        if (!guest.HasFixedRdmParser)
        {
            return bound;
        }

        GuestConfig corrected = GuestConfigBinder.Bind(file, GuestOverrides.None, XenProfile.Design).Config;
        return bound with
        {
            Config = bound.Config with { RdmStrategy = corrected.RdmStrategy, RdmPolicy = corrected.RdmPolicy },
        };
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
    /// The registers that the trace shows: of the emulated functions of the configuration, and of its assigned devices, which
    /// have the other places.
    /// </summary>
    private static ImmutableArray<DeviceDescription> Functions(TraceGuest guest, GuestConfig config)
    {
        ImmutableArray<GuestPciFunction> emulated = EmulatedDevices.For(EmulatedMachine.Of(config)).Functions;
        List<PassthroughDevice> assigned = [.. config.Devices];
        ImmutableArray<DeviceDescription>.Builder functions = ImmutableArray.CreateBuilder<DeviceDescription>();
        foreach (IGrouping<byte, TraceBar> group in (guest.Hvmloader?.Bars ?? []).GroupBy(bar => bar.DevFn).OrderBy(bars => bars.Key))
        {
            GuestPciFunction? known = emulated.FirstOrDefault(function => function.DevFn == group.Key);
            PassthroughDevice? device = known is not null ? null
                : assigned.Find(d => d.VirtualSlot == (uint)(group.Key >> 3)) ?? assigned.Find(d => d.VirtualSlot is null or 0);
            if (device is not null)
            {
                assigned.Remove(device);
            }

            GuestPciFunction function = known ?? EmulatedModels.ByName["e1000e"].At(group.Key) with { Bars = [] };
            function = function with { Bars = [.. group.Select(bar => Bar(bar, function))] };
            functions.Add(new DeviceDescription(function, device?.Address, true));
        }

        return functions.DrainToImmutable();
    }

    /// <summary>A BAR without place shows no kind; the emulated function's own register then tells it.</summary>
    private static PciBar Bar(TraceBar bar, GuestPciFunction function)
    {
        PciBar known = function.Bars.FirstOrDefault(own => own.Index == bar.Index);
        return bar.Kind is { } kind
            ? new PciBar(bar.Index, kind, bar.SizeInBytes, bar.Prefetch)
            : known with { Index = bar.Index, SizeInBytes = bar.SizeInBytes, Kind = known.SizeInBytes == 0 ? PciBarKind.Mem32 : known.Kind };
    }
}
