using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Puts the guest's PCI bus together: emulated functions, described ones, then the assigned devices.</summary>
internal sealed class GuestBusBuilder
{
    /// <summary>A class that hvmloader treats in no special way, for devices of which nothing is known.</summary>
    private const ushort UnknownClass = 0xff00;

    private readonly SimulationRequest _request;
    private readonly FindingList _found;
    private readonly SortedDictionary<byte, GuestBusFunction> _bus = [];

    private GuestBusBuilder(SimulationRequest request, FindingList found)
    {
        _request = request;
        _found = found;
    }

    /// <summary>Builds the bus.</summary>
    internal static GuestBus Build(SimulationRequest request, ImmutableArray<AttachedDevice> assigned, FindingList found)
    {
        var builder = new GuestBusBuilder(request, found);
        builder.AddEmulated();
        builder.AddDescribed();
        builder.AddAssigned(assigned);
        builder.ReportUnused();
        builder.ApplyOverrides();
        builder.ReportUnknown();
        return new GuestBus([.. builder._bus.Values]);
    }

    private void AddEmulated()
    {
        EmulatedDeviceSet set = EmulatedDevices.For(EmulatedMachine.Of(_request.Plan.Guest));
        foreach (GuestPciFunction function in set.Functions)
        {
            Put(function, null);
        }

        foreach (string device in set.UnknownDevices)
        {
            _found.Add(
                SimulationFindingCode.FunctionNotPlaced,
                $"the emulated device '{device}' is left out: its registers are not known here, or the bus has no place for it",
                null,
                "describe it with --devices");
        }
    }

    /// <summary>Functions that are only the guest's; one in the place of an emulated function replaces it.</summary>
    private void AddDescribed()
    {
        foreach (DeviceDescription description in _request.Descriptions.Where(d => d.Host is null))
        {
            Put(description.Function, null);
        }
    }

    private void AddAssigned(ImmutableArray<AttachedDevice> assigned)
    {
        int? slot = null;
        PassthroughDevice? last = null;
        foreach (AttachedDevice device in assigned)
        {
            // Functions of one BB:DD.* entry keep their numbers in one slot; any other is function 0 of its own.
            slot = ReferenceEquals(device.Device, last) ? slot : SlotFor(device.Device);
            last = device.Device;
            DeviceDescription? description = _request.Descriptions.FirstOrDefault(d => d.Host == device.Address);
            GuestPciFunction function = description?.Function ?? Registers(device.Address);
            int number = device.Device.AllFunctions ? device.Address.Function : 0;
            byte? place = description is { HasPlace: true } ? description.Function.DevFn
                : slot is { } free ? (byte)((free << 3) | number)
                : null;
            if (place is not { } devFn || (_bus.ContainsKey(devFn) && description is not { HasPlace: true }))
            {
                _found.Add(
                    SimulationFindingCode.FunctionNotPlaced,
                    $"device {device.Address} finds no place on the guest's bus and is left out of hvmloader's run",
                    device.Device.Origin);
                continue;
            }

            Put(function with { DevFn = devFn }, device.Address);
        }
    }

    private int? SlotFor(PassthroughDevice device) =>
        device.VirtualSlot is { } wanted and > 0 and < 32 ? (int)wanted : EmulatedDevices.FirstFreeDevice(_bus.Values.Select(f => f.Function));

    private GuestPciFunction Registers(PciAddress address)
    {
        HostPciFunction? known = _request.Topology.Find(address);
        return new GuestPciFunction
        {
            DevFn = 0,
            VendorId = known?.VendorId ?? 0,
            DeviceId = known?.DeviceId ?? 0,
            Class = known?.ClassCode ?? UnknownClass,
            IntPin = 1,
            Bars = [.. (known?.Bars ?? []).Select(bar => bar.Register)],
        };
    }

    private void ReportUnused()
    {
        foreach (DeviceDescription description in _request.Descriptions)
        {
            if (description.Host is { } host && !_bus.Values.Any(f => f.Host == host))
            {
                _found.Add(
                    SimulationFindingCode.DescriptionUnused,
                    $"device {host} is described, but not assigned; the description is not used",
                    null,
                    "assign it with pci= or --pci");
            }
        }
    }

    private void ApplyOverrides()
    {
        foreach (BarOverride given in _request.Bars)
        {
            GuestBusFunction? target = _bus.Values.FirstOrDefault(
                f => given.Host is { } host ? f.Host == host : f.Function.DevFn == given.DevFn);
            if (target is null)
            {
                _found.Add(SimulationFindingCode.DescriptionUnused, "the register belongs to no function of the guest's bus", given.Origin);
                continue;
            }

            GuestPciFunction function = target.Function;
            ImmutableArray<PciBar> bars = [.. function.Bars.Where(bar => !SharesSlot(bar, given.Bar)), given.Bar];
            _bus[function.DevFn] = target with { Function = function with { Bars = [.. bars.OrderBy(bar => bar.Index)] } };
        }
    }

    private static bool SharesSlot(PciBar left, PciBar right) =>
        left.Index <= LastSlot(right) && right.Index <= LastSlot(left);

    private static int LastSlot(PciBar bar) => bar.Index + (bar.Kind == PciBarKind.Mem64 ? 1 : 0);

    private void ReportUnknown()
    {
        foreach (GuestBusFunction function in _bus.Values)
        {
            bool isDescribed = function.Host is { } host
                && (_request.Topology.Find(host) is not null || _request.Descriptions.Any(d => d.Host == host));
            if (function.Host is not null && !isDescribed && function.Function.Bars.IsEmpty)
            {
                _found.Add(
                    SimulationFindingCode.RegistersUnknown,
                    $"the registers of {function.Host} are not known; hvmloader's run is simulated as if it had none",
                    null,
                    "give the host's listing with --lspci or --sysfs, or its registers with --bar or --devices");
            }
        }
    }

    private void Put(GuestPciFunction function, PciAddress? host) =>
        _bus[function.DevFn] = new GuestBusFunction(function, host, host?.ToString() ?? $"{function.VendorId:x4}:{function.DeviceId:x4}");
}
