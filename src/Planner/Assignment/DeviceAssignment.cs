using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Assignment;

/// <summary>Gives devices with reserved memory to domains and takes them back (BEHAVIOUR.md section 4).</summary>
/// <remarks>
/// Happens after RAM was populated and before hvmloader runs, or on hotplug. Mirrors assign_device() in
/// xen/drivers/passthrough/pci.c and intel_iommu_assign_device() in xen/drivers/passthrough/vtd/iommu.c (Xen c447b73).
/// Not modelled: context entries and everything else of an assignment that has nothing to do with memory.
/// </remarks>
public static class DeviceAssignment
{
    /// <summary>ERROR_FAIL of libxl.</summary>
    private const int ToolstackFail = -3;

    /// <summary>Assigns a device.</summary>
    /// <param name="host">The hypervisor after boot.</param>
    /// <param name="memory">The domain.</param>
    /// <param name="request">What is wanted.</param>
    /// <returns>The outcome with the domain as it is then.</returns>
    public static AssignmentResult Assign(HypervisorResult host, DomainMemory memory, AssignmentRequest request)
    {
        var log = new XenLog(request.DebugBuild);
        var mapper = new IdentityMapper(memory, request, log);
        if (request.Policy is not (RdmPolicy.Strict or RdmPolicy.Relaxed))
        {
            log.Print(XenLogLevel.Error, "unknown rdm check flag.");
            return Result(AssignmentOutcome.RefusedByToolstack, ToolstackFail, memory, request, mapper, log);
        }

        var outcome = AssignmentOutcome.Assigned;
        int rc = ErrorNumber.None;
        foreach (PciAddress function in Functions(request))
        {
            (outcome, rc) = AssignFunction(host, function, request, mapper, log);
            if (outcome == AssignmentOutcome.HypervisorCrashed)
            {
                break;
            }

            if (rc != ErrorNumber.None)
            {
                string phantom = function == request.Device ? string.Empty : "phantom function ";
                log.Print(XenLogLevel.Warning, $"{request.Domain}: assign {phantom}({function}) failed ({rc})");
                break;
            }
        }

        return Result(outcome, rc, mapper.Memory, request, mapper, log);
    }

    /// <summary>Takes a device back: its regions are unmapped, unless the domain is the hardware domain.</summary>
    /// <remarks>Mirrors the end of reassign_device_ownership() in xen/drivers/passthrough/vtd/iommu.c (Xen c447b73).</remarks>
    /// <param name="host">The hypervisor after boot.</param>
    /// <param name="memory">The domain.</param>
    /// <param name="request">The request it was assigned with.</param>
    /// <returns>The outcome; <see cref="AssignmentOutcome.Failed"/> leaves the later regions mapped.</returns>
    public static AssignmentResult Deassign(HypervisorResult host, DomainMemory memory, AssignmentRequest request)
    {
        var log = new XenLog(request.DebugBuild);
        var mapper = new IdentityMapper(memory, request, log);
        foreach (PciAddress function in request.Domain.IsHardwareDomain ? [] : Functions(request))
        {
            foreach (RegisteredRegion region in RegionsOf(host, function))
            {
                int error = mapper.Unmap(region);
                if (error != ErrorNumber.None && error != ErrorNumber.NoEntry)
                {
                    return Result(AssignmentOutcome.Failed, error, mapper.Memory, request, mapper, log);
                }
            }
        }

        return Result(AssignmentOutcome.Assigned, ErrorNumber.None, mapper.Memory, request, mapper, log);
    }

    private static (AssignmentOutcome Outcome, int Rc) AssignFunction(
        HypervisorResult host, PciAddress function, AssignmentRequest request, IdentityMapper mapper, XenLog log)
    {
        if (host.HardwareUnits == 0)
        {
            return (AssignmentOutcome.Failed, ErrorNumber.NoDevice);
        }

        ImmutableArray<RegisteredRegion> regions = RegionsOf(host, function);
        int rc = CheckShared(regions, function, request, mapper, log);
        if (rc != ErrorNumber.None || request.Domain == XenDomain.Io)
        {
            return (rc == ErrorNumber.None ? AssignmentOutcome.Assigned : AssignmentOutcome.Failed, rc);
        }

        foreach (RegisteredRegion region in regions)
        {
            NoteEnds(region, mapper);
            if (region.BaseAddress == region.LimitAddress && request.DebugBuild)
            {
                return (AssignmentOutcome.HypervisorCrashed, ErrorNumber.None);
            }

            rc = mapper.Map(region);
            if (rc != ErrorNumber.None)
            {
                log.Vtd(XenLogLevel.Error, $"{request.Domain}: cannot map reserved region {Bytes(region)}: {rc}");
                break;
            }
        }

        // The hardware domain keeps what it has: firmware may use the regions.
        bool keeps = rc == ErrorNumber.None || request.Domain.IsHardwareDomain;
        AssignmentOutcome failure = keeps || Undo(regions, request, mapper, log) ? AssignmentOutcome.Failed : AssignmentOutcome.DomainCrashed;
        return (rc == ErrorNumber.None ? AssignmentOutcome.Assigned : failure, rc);
    }

    /// <summary>Looks at all regions before any is mapped.</summary>
    private static int CheckShared(
        ImmutableArray<RegisteredRegion> regions, PciAddress function, AssignmentRequest request, IdentityMapper mapper, XenLog log)
    {
        bool relaxed = request.Policy == RdmPolicy.Relaxed || request.Domain == XenDomain.Io;
        foreach (RegisteredRegion region in regions)
        {
            if (region.Devices.Length <= 1)
            {
                continue;
            }

            log.Vtd(
                relaxed ? XenLogLevel.Warning : XenLogLevel.Error,
                $" It's {(relaxed ? "risky" : "disallowed")} to assign {function}"
                + $" with shared RMRR at {XenText.Hex(region.BaseAddress.Value)} for {request.Domain}.");
            mapper.Notes.Add(new AssignmentNote(
                AssignmentNoteKind.SharedRegion,
                null,
                $"The region at {region.BaseAddress} ({region.Source}) is shared by {string.Join(", ", region.Devices)}."));
            if (!relaxed)
            {
                return ErrorNumber.NotPermitted;
            }
        }

        return ErrorNumber.None;
    }

    /// <summary>Takes one reference of each region back, those included that this attempt had not come to.</summary>
    /// <returns>False when the domain is crashed.</returns>
    private static bool Undo(ImmutableArray<RegisteredRegion> regions, AssignmentRequest request, IdentityMapper mapper, XenLog log)
    {
        foreach (RegisteredRegion region in regions)
        {
            int rc = mapper.Unmap(region);
            if (rc != ErrorNumber.None && rc != ErrorNumber.NoEntry)
            {
                log.Vtd(XenLogLevel.Error, $"{request.Domain}: cannot unmap reserved region {Bytes(region)}: {rc}");
                return false;
            }
        }

        return true;
    }

    private static void NoteEnds(RegisteredRegion region, IdentityMapper mapper)
    {
        if (region.BaseAddress == region.LimitAddress)
        {
            mapper.Notes.Add(new AssignmentNote(
                AssignmentNoteKind.OneByteRegion, null, $"The region at {region.BaseAddress} has one byte: a debug build of Xen stops with an assertion."));
        }
        else if (region.LimitAddress.Value % PageSizes.Size4KiB == 0)
        {
            mapper.Notes.Add(new AssignmentNote(
                AssignmentNoteKind.LastPageNotMapped,
                GfnRange.FromPages(new Gfn(region.LimitAddress.Value >> PageSizes.FrameShift), 1),
                $"The last byte {region.LimitAddress} of the region at {region.BaseAddress} begins a page, which is not mapped."));
        }
    }

    private static ImmutableArray<RegisteredRegion> RegionsOf(HypervisorResult host, PciAddress function)
    {
        var regions = ImmutableArray.CreateBuilder<RegisteredRegion>();
        foreach (RegisteredRegion region in host.Regions)
        {
            // A function listed twice in one scope meets its region twice.
            int times = region.VisibleDevices.Count(device => device == function);
            regions.AddRange(Enumerable.Repeat(region, times));
        }

        return regions.ToImmutable();
    }

    /// <summary>The device and its phantom functions, as far as they stay in its slot.</summary>
    private static IEnumerable<PciAddress> Functions(AssignmentRequest request)
    {
        yield return request.Device;
        int devFn = request.Device.DevFn + request.PhantomStride;
        for (; request.PhantomStride > 0 && devFn >> 3 == request.Device.Device; devFn += request.PhantomStride)
        {
            yield return PciAddress.FromDevFn(request.Device.Segment, request.Device.Bus, (byte)devFn);
        }
    }

    private static string Bytes(RegisteredRegion region) =>
        $"[{XenText.Hex(region.BaseAddress.Value)},{XenText.Hex(region.LimitAddress.Value)}]";

    private static AssignmentResult Result(
        AssignmentOutcome outcome, int rc, DomainMemory memory, AssignmentRequest request, IdentityMapper mapper, XenLog log)
    {
        foreach (PciAddress function in Functions(request).Skip(1))
        {
            mapper.Notes.Add(new AssignmentNote(
                AssignmentNoteKind.PhantomFunction, null, $"The same is done for the phantom function {function}."));
        }

        return new AssignmentResult
        {
            Outcome = outcome,
            Rc = rc,
            Device = request.Device,
            Memory = memory,
            Log = log.ToImmutable(),
            Notes = [.. mapper.Notes],
        };
    }
}
