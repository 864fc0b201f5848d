using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Plan;

/// <summary>What a user must know of the host's regions and the assigned devices, whatever the verdict.</summary>
internal static class HostRemarks
{
    /// <summary>Adds the remarks.</summary>
    internal static void AddTo(List<PlanDiagnostic> found, PlanRequest request, ImmutableArray<PlannedRegion> regions)
    {
        GuestConfig guest = request.Guest;
        if (guest.Type.Value != GuestType.Hvm)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.NotHvm,
                $"reserved device memory is handled for HVM guests only; this guest is {guest.Type.Value.ToString().ToUpperInvariant()}",
                guest.Type.Origin));
        }

        if (request.Host.Regions.IsEmpty)
        {
            found.Add(request.Host.Tables.IsEmpty
                ? new PlanDiagnostic(PlanDiagnosticCode.NoDmar, NoDmarText(request.Host), request.Host.Name)
                : new PlanDiagnostic(PlanDiagnosticCode.NoRegions, $"the DMAR table of {request.Host.Name} has no RMRR: the host reserves no device memory", request.Host.Name));
        }

        if (request.Host.Tables.Length > 1)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.SeveralTables,
                $"{request.Host.Name} holds {request.Host.Tables.Length} DMAR tables; the first is used, as a system does",
                request.Host.Name));
        }

        foreach (PassthroughDevice device in guest.Devices)
        {
            AddDevice(found, request, device);
        }

        AddShared(found, regions);

        for (int i = 0; i < request.Host.Regions.Length; i++)
        {
            AddRegion(found, request.Host.Regions[i]);
        }

        AddSameStart(found, request.Host.Regions);
        AddNotConsidered(found, request, regions);
    }

    private static string NoDmarText(HostDescription host) =>
        host.OtherTables.Contains("IVRS")
            ? $"{host.Name} holds an IVRS and no DMAR: an AMD host, whose IVMD ranges are not planned for here"
        : host.OtherTables.IsEmpty ? $"{host.Name} ({host.Format}) holds no DMAR table and no reserved region"
        : $"{host.Name} holds {string.Join(", ", host.OtherTables.Distinct().Take(8))}, but no DMAR table and no reserved region";

    private static void AddDevice(List<PlanDiagnostic> found, PlanRequest request, PassthroughDevice device)
    {
        if (device.Name is not null)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.DeviceLookupIncomplete,
                $"device '{device.Name}' is given by name: the toolstack has no address for it when it looks for regions, and finds none",
                device.Origin,
                "give its address (BB:DD.F)"));
            return;
        }

        if (device.AllFunctions)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.DeviceLookupIncomplete,
                $"'{device.Text}' means all functions, but regions are looked up for {device.Address} alone",
                device.Origin,
                "list each function by itself"));
        }

        if (OfDeviceWithoutRegion(request.Host, device.Address, device.Origin) is { } remark)
        {
            found.Add(remark);
        }
    }

    /// <summary>What is to be said of a device that has no region, or of which that is not known; null when it has one.</summary>
    internal static PlanDiagnostic? OfDeviceWithoutRegion(HostDescription host, PciAddress device, string? origin)
    {
        if (host.Regions.Any(r => r.IsReportedFor(device)))
        {
            return null;
        }

        if (host.Regions.Any(r => r.HasUnknownDevices))
        {
            return new PlanDiagnostic(
                PlanDiagnosticCode.DeviceLookupIncomplete,
                $"{host.Name} does not say which device each region belongs to, so those of {device} are not known",
                origin,
                "use the host's DMAR table, or strategy=host");
        }

        bool isNamed = host.Tables.Any(t => t.Decoded.Table is { } table && Names(table, device));
        return isNamed || host.Tables.IsEmpty
            ? new PlanDiagnostic(PlanDiagnosticCode.DeviceWithoutRegion, $"device {device} has no RDM: no region names it", origin)
            : new PlanDiagnostic(
                PlanDiagnosticCode.DeviceNotInTable,
                $"device {device} is absent from the DMAR table: no scope names it, so it has no RDM",
                origin,
                "if it should have, compare the address with lspci");
    }

    /// <summary>Xen counts the entries of the scope, whatever they are: a strict assignment of one of several is refused.</summary>
    private static void AddShared(List<PlanDiagnostic> found, ImmutableArray<PlannedRegion> regions)
    {
        foreach (PlannedRegion region in regions)
        {
            PolicyOrigin origin = region.Origin;
            if (origin.Device is { } device && region.Resolved.Entry.Policy == RdmPolicy.Strict && region.Host.Devices.Length > 1)
            {
                found.Add(new PlanDiagnostic(
                    PlanDiagnosticCode.SharedRegion,
                    $"{device} shares {RegionText.Region(region)} with {Reports.CountText.Of(region.Host.Devices.Length - 1, "other function")} "
                    + $"({RegionText.Devices(region.Host)}): the hypervisor disallows a strict assignment with shared RMRR",
                    origin.Location ?? region.Sources[0].ToString(),
                    "rdm_policy=relaxed on the device is the only way, and a risk: all of them can write to these pages"));
            }
        }
    }

    private static bool Names(DmarTable table, PciAddress device) => table.Structures.OfType<ScopedStructure>().Any(
        s => s.Scopes.Any(scope => scope.TryGetAddress(s.Segment, out PciAddress address) && address == device));

    private static void AddRegion(List<PlanDiagnostic> found, HostRegion region)
    {
        string place = region.Source.ToString();
        string range = $"[{region.BaseAddress}, {region.LimitAddress}] (first and last byte)";
        if (region.HasDeviceBehindBridge)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.DeviceBehindBridge,
                $"region {range} names a device behind a bridge; its bus number is known to the running host only, so "
                + "assigning that device does not find the region here",
                place,
                "strategy=host reserves it all the same"));
        }

        if (region.LimitAddress < region.BaseAddress)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.RegionUnusable, $"region {range} ends before it starts and is left out of the plan", place));
        }
        else if (!region.IsVisible)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.RegionInvisible,
                region.Devices.IsEmpty
                    ? $"region {range} has no device the table gives an address for; the hypervisor drops it"
                    : $"region {range} names 00:00.0 first, which ends the hypervisor's walk: no query reports it",
                place));
        }
        else if ((region.LimitAddress.Value & 0xfff) == 0)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.PagesLost,
                $"region {range} ends on the first byte of a page; the hypervisor reports {region.ReportedPageCount} pages, without that one",
                place));
        }
    }

    private static void AddSameStart(List<PlanDiagnostic> found, ImmutableArray<HostRegion> regions)
    {
        Dictionary<ulong, HostRegion> byFrame = [];
        foreach (HostRegion region in regions)
        {
            if (!byFrame.TryAdd(region.FirstFrame, region))
            {
                found.Add(new PlanDiagnostic(
                    PlanDiagnosticCode.SameStart,
                    $"{region.Source} starts on the same page (gfn 0x{region.FirstFrame:x}) as {byFrame[region.FirstFrame].Source}: "
                    + "a device's policy reaches only one of them, and per device only one is reserved",
                    region.Source.ToString()));
            }
        }
    }

    private static void AddNotConsidered(
        List<PlanDiagnostic> found, PlanRequest request, ImmutableArray<PlannedRegion> regions)
    {
        bool[] isListed = new bool[request.Host.Regions.Length];
        foreach (PlannedRegion region in regions)
        {
            isListed[region.Resolved.Entry.RegionIndex] = true;
        }

        HostRegion[] rest = [.. request.Host.Regions.Where((r, i) => !isListed[i] && r.IsVisible && r.ReportedPageCount != 0)];
        bool isIgnored = request.Guest.Type.Value == GuestType.Hvm && request.Guest.RdmStrategy.Value == RdmStrategy.Ignore;
        if (isIgnored && rest.Length > 0)
        {
            found.Add(new PlanDiagnostic(
                PlanDiagnosticCode.RegionsNotConsidered,
                $"{rest.Length} of the host's {request.Host.Regions.Length} regions are not considered: the strategy is "
                + "ignore and no assigned device uses them",
                Help: "rdm = \"strategy=host\" reserves them all (needed for hotplug)"));
        }
    }
}
