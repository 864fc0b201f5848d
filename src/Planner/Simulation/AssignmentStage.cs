using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Assignment;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Stages 3 and 5: devices are assigned before hvmloader runs, or attached to the running guest (BEHAVIOUR.md section 4).</summary>
internal static class AssignmentStage
{
    /// <summary>The guest's domain number in Xen's lines; the first after a boot.</summary>
    internal static readonly XenDomain Guest = new(1);

    /// <summary>Assigns the devices of the configuration in its order; the first failure stops the guest's creation.</summary>
    internal static AssignmentStageResult Run(
        SimulationRequest request, HypervisorStage host, ToolstackResult toolstack, DomainMemory memory)
    {
        GuestConfig guest = request.Plan.Guest;
        var wanted = new List<(PassthroughDevice Device, PciAddress Address, RdmPolicy Policy)>();
        for (int i = 0; i < guest.Devices.Length; i++)
        {
            // The design: a strict global policy overrides every device.
            bool globalWins = request.Plan.Profile.IsDesign && guest.RdmPolicy.Value == RdmPolicy.Strict;
            RdmPolicy policy = globalWins ? RdmPolicy.Strict : toolstack.Devices[i].Policy ?? RdmPolicy.Strict;
            wanted.AddRange(Functions(guest.Devices[i], request.Topology).Select(address => (guest.Devices[i], address, policy)));
        }

        return Assign(SimulationStage.Assignment, request, host, wanted, memory);
    }

    /// <summary>
    /// Attaches devices to the running guest: nothing is reserved or moved beforehand, and a string without a policy means
    /// strict, whatever the guest's global policy was.
    /// </summary>
    internal static AssignmentStageResult Attach(SimulationRequest request, HypervisorStage host, DomainMemory memory) => Assign(
        SimulationStage.Hotplug,
        request,
        host,
        [.. request.Hotplug.SelectMany(device => Functions(device, request.Topology)
            .Select(address => (device, address, device.PolicyOverride ?? RdmPolicy.Strict)))],
        memory);

    /// <summary>The host's functions that an entry means; none for one given by name, whose address only the running host knows.</summary>
    internal static ImmutableArray<PciAddress> Functions(PassthroughDevice device, HostTopology topology)
    {
        if (device.Name is not null)
        {
            return [];
        }

        PciAddress first = device.Address;
        ImmutableArray<PciAddress> present = !device.AllFunctions ? [] :
        [
            .. topology.Functions.Select(f => f.Address)
                .Where(a => a.Segment == first.Segment && a.Bus == first.Bus && a.Device == first.Device).Order(),
        ];
        return present.IsEmpty ? [first] : present;
    }

    private static AssignmentStageResult Assign(
        SimulationStage stage,
        SimulationRequest request,
        HypervisorStage host,
        IReadOnlyList<(PassthroughDevice Device, PciAddress Address, RdmPolicy Policy)> wanted,
        DomainMemory memory)
    {
        ImmutableArray<AttachedDevice>.Builder devices = ImmutableArray.CreateBuilder<AttachedDevice>();
        foreach ((PassthroughDevice device, PciAddress address, RdmPolicy policy) in wanted)
        {
            AssignmentResult result = DeviceAssignment.Assign(
                host.Result,
                memory,
                new AssignmentRequest(address, policy, Guest)
                {
                    IsHotplug = stage == SimulationStage.Hotplug,
                    PhantomStride = request.PhantomStrides.GetValueOrDefault(address),
                });
            memory = result.Memory;
            bool isAssigned = result.Outcome == AssignmentOutcome.Assigned;
            devices.Add(new AttachedDevice(device, address, policy, result, isAssigned ? [] : ToolstackLines(result, stage)));
            if (!isAssigned)
            {
                return new AssignmentStageResult(devices.DrainToImmutable(), memory, new SimulationStop(stage, Reason(result)));
            }
        }

        return new AssignmentStageResult(devices.DrainToImmutable(), memory, null);
    }

    /// <summary>Xen's first line, which names the cause, and its last, which names the device.</summary>
    private static string Reason(AssignmentResult result)
    {
        string last = result.Log.IsEmpty ? $"assignment of {result.Device} failed ({result.Rc})" : result.Log[^1].Text;
        return result.Log.Length > 1 ? $"{result.Log[0].Text.Trim()}; {last}" : last;
    }

    /// <summary>What libxl says, as pci_add_dm_done() and domcreate_attach_devices() print it.</summary>
    private static ImmutableArray<string> ToolstackLines(AssignmentResult result, SimulationStage stage)
    {
        PciAddress device = result.Device;
        string failed = string.Create(
            CultureInfo.InvariantCulture,
            $"libxl__device_pci_add failed for PCI device {device.Segment:x}:{device.Bus:x}:{device.Device:x}.{device.Function:x} (rc -3)");
        IEnumerable<string> lines = result.Outcome == AssignmentOutcome.RefusedByToolstack
            ? [failed]
            : [$"xc_assign_device failed: {ErrorText(result.Rc)}", failed];
        return stage == SimulationStage.Hotplug ? [.. lines] : [.. lines, "unable to add pci devices"];
    }

    /// <summary>The C library's words for an error (strerror).</summary>
    private static string ErrorText(int rc) => rc switch
    {
        ErrorNumber.NotPermitted => "Operation not permitted",
        ErrorNumber.Busy => "Device or resource busy",
        ErrorNumber.NoDevice => "No such device",
        ErrorNumber.AddressInUse => "Address already in use",
        _ => ErrorNumber.NameOf(rc),
    };
}
