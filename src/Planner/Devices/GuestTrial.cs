using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Simulation;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Devices;

/// <summary>Tries devices one by one: on an empty domain for Xen's answer alone, and with a guest for what becomes of that.</summary>
internal sealed class GuestTrial
{
    private const string Origin = "devices";

    private static readonly RdmPolicy[] Policies = [RdmPolicy.Strict, RdmPolicy.Relaxed];

    private readonly SimulationRequest _request;
    private readonly HypervisorStage _stage;
    private readonly bool _hasGuest;
    private readonly Dictionary<PciAddress, HostPciFunction> _listed = [];
    private readonly ILookup<PciAddress, RegisteredRegion> _registered;
    private readonly ILookup<PciAddress, HostRegion> _regions;

    internal GuestTrial(SurveyRequest request, HypervisorStage stage)
    {
        _request = RequestOf(request);
        _stage = stage;
        _hasGuest = request.Guest is not null;
        _registered = stage.Result.Regions.SelectMany(r => r.Devices.Distinct().Select(d => (Device: d, Region: r))).ToLookup(p => p.Device, p => p.Region);
        _regions = stage.Regions
            .SelectMany(r => r.Devices.Select(d => PciAddress.FromDevFn(r.Segment, d.Bus, d.DevFn)).Distinct().Select(d => (Device: d, Region: r)))
            .ToLookup(p => p.Device, p => p.Region);
        foreach (HostPciFunction function in request.Topology.Functions)
        {
            _listed.TryAdd(function.Address, function);
        }
    }

    /// <summary>The question for the simulator: the guest without devices and without <c>rdm=</c>, so that each device answers for itself.</summary>
    internal static SimulationRequest RequestOf(SurveyRequest request) => new()
    {
        Plan = new PlanRequest
        {
            Host = request.Host,
            Profile = request.Profile,
            Guest = (request.Guest ?? GuestConfig.Default) with
            {
                Type = new Configured<GuestType>(GuestType.Hvm, Origin),
                Devices = [],
                RdmText = new Configured<string?>(null, Origin),
                RdmStrategy = new Configured<RdmStrategy>(RdmStrategy.Ignore, Origin),
                RdmPolicy = new Configured<RdmPolicy?>(null, Origin),
            },
        },
        Topology = request.Topology,
        HostMemoryMap = request.HostMemoryMap,
    };

    /// <summary>The listing's entry for an address.</summary>
    internal HostPciFunction? Listed(PciAddress address) => _listed.GetValueOrDefault(address);

    /// <summary>Xen's answers under both policies to a domain that has nothing where the regions lie.</summary>
    internal ImmutableArray<XenVerdict> Verdicts(PciAddress? address, DevicePresence presence) =>
        [.. Policies.Select(policy => Verdict(address, presence, policy))];

    private XenVerdict Verdict(PciAddress? address, DevicePresence presence, RdmPolicy policy)
    {
        if (presence == DevicePresence.Absent || address is not { } device)
        {
            return new XenVerdict(policy, address is null ? XenOutcome.Unresolved : XenOutcome.Absent, []);
        }

        AssignmentResult result = DeviceAssignment.Assign(
            Own(device).Result, DomainMemory.Of(GuestP2m.Empty), new AssignmentRequest(device, policy, AssignmentStage.Guest));
        bool isShared = result.Notes.Any(n => n.Kind == AssignmentNoteKind.SharedRegion);
        XenOutcome outcome = result.Outcome == AssignmentOutcome.Assigned ? isShared ? XenOutcome.Risky : XenOutcome.Assigned
            : result.Rc == ErrorNumber.NotPermitted ? XenOutcome.Shared
            : result.Rc == ErrorNumber.NoDevice ? XenOutcome.NoVtd
            : XenOutcome.Failed;
        return new XenVerdict(policy, outcome, [.. result.Log.Select(l => l.Text.Trim())]);
    }

    /// <summary>The host with the regions of one device: no others are asked for, and a table may have thousands.</summary>
    private HypervisorStage Own(PciAddress device) => _stage with
    {
        Result = _stage.Result with { Regions = [.. _registered[device]] },
        Regions = [.. _regions[device]],
    };

    /// <summary>A guest with the device alone, under both policies; nothing without a guest.</summary>
    internal ImmutableArray<GuestEffect> Effects(PciAddress device) =>
        _hasGuest ? [.. Policies.Select(policy => Effect(device, policy))] : [];

    private GuestEffect Effect(PciAddress device, RdmPolicy policy)
    {
        PassthroughDevice given = new() { Text = device.ToString(), Origin = Origin, Address = device, PolicyOverride = policy, Policy = policy };
        HypervisorStage stage = Own(device);
        PlanRequest plan = _request.Plan with
        {
            Host = _request.Plan.Host with { Regions = stage.Regions },
            Guest = _request.Plan.Guest with { Devices = [given] },
        };
        PlanOutcome outcome = MemoryPlanner.Plan(plan);
        if (outcome is Rejected)
        {
            PlanDiagnostic error = outcome.Plan.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            return new GuestEffect(policy, GuestOutcome.Conflict, $"not started: {error.Message}", error.Help);
        }

        SimulationRequest request = _request with { Plan = plan };
        ToolstackResult toolstack = ToolstackStage.Run(MemoryPlanner.Input(plan));
        EmulatedDeviceSet emulated = EmulatedDevices.For(EmulatedMachine.Of(plan.Guest));
        AssignmentStageResult assignment =
            AssignmentStage.Run(request, stage, toolstack, DomainMemory.Of(BuiltFrames.Of(toolstack, emulated.Memory)));
        if (assignment.Stop is { } refused)
        {
            return new GuestEffect(policy, GuestOutcome.Refused, $"not started: {refused.Reason}", null);
        }

        GuestBus bus = GuestBusBuilder.Build(request, assignment.Devices, new FindingList());
        return HvmloaderStage.Run(request, toolstack, bus).CrashText is { } crash
            ? new GuestEffect(policy, GuestOutcome.Crashed, $"started, then hvmloader stops: {crash}", null)
            : Started(policy, outcome.Plan);
    }

    private static GuestEffect Started(RdmPolicy policy, MemoryPlan plan)
    {
        string moved = plan.InitialLayout is { } initial && initial.LowMemEnd != plan.LowMemEnd
            ? $"low RAM ends at {plan.LowMemEnd} instead of {initial.LowMemEnd}: {SizeText.Of(initial.LowMemEnd - plan.LowMemEnd)} moved above 4 GiB"
            : "";
        ResolvedRegion[] masked = [.. plan.Regions.Select(r => r.Resolved).Where(r => r.Disposition == RdmDisposition.Masked)];
        if (masked.Length > 0)
        {
            string list = string.Join(", ", masked.Select(r => string.Create(
                CultureInfo.InvariantCulture, $"{r.Entry.Start} ({r.Entry.SizeInBytes >> PageSizes.FrameShift} pages)")));
            string also = moved.Length > 0 ? $"; {moved}" : "";
            return new GuestEffect(
                policy, GuestOutcome.Masked, $"starts with a warning: not reserved at {list}, the device's DMA there hits guest RAM{also}", null);
        }

        return moved.Length > 0
            ? new GuestEffect(policy, GuestOutcome.Moved, $"starts; {moved}", null)
            : new GuestEffect(policy, GuestOutcome.Clear, "starts; RAM stays where it is", null);
    }
}
