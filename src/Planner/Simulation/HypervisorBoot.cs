using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Stage 1: the hypervisor accepts the host's tables (BEHAVIOUR.md section 5).</summary>
internal static class HypervisorBoot
{
    /// <summary>A unit for all devices, for hosts whose table is not at hand.</summary>
    private static readonly DrhdEntry UnitOfStatedHost = new(0, 0xfed90000, 1, []);

    /// <summary>Boots the host of a question.</summary>
    internal static HypervisorStage Run(SimulationRequest request)
    {
        HostDescription host = request.Plan.Host;
        HostTable? table = host.Tables.IsEmpty ? null : host.Tables[0];
        bool isStated = table is null && host.OtherTables.IsEmpty;
        HypervisorInput input = request.Topology.ApplyTo(new HypervisorInput
        {
            E820 = MemoryMap(request)?.ToRecords() ?? [],
            Dmar = table?.Decoded.Table is { } decoded ? DmarModel.From(decoded)
                : isStated ? new DmarModel { Entries = [UnitOfStatedHost] }
                : null,
            RmrrOption = request.RmrrOption is { } option ? RmrrOption.FromCommandLine(option) : null,
            MaxPage = HypervisorInput.MaxPageOf(MemoryMap(request)),

            // Distributions ship release builds, whose log has no debug lines.
            DebugBuild = false,
            Profile = request.Plan.Profile,
        });
        HypervisorResult result = DmarAcceptance.Run(input);
        if (input.E820.IsEmpty)
        {
            // Without a map nothing is known of what lies in reserved memory; the real Xen has one and may print no such line.
            result = result with { Log = result.Log.RemoveAll(line => HypervisorRemarks.IsAboutReservedMemory(line)) };
        }

        ImmutableArray<HostRegion> stated = [.. host.Regions.Where(r => !r.IsExplicit && r.Source.Kind != RdmSourceKind.Table)];
        if (result.VtdUsable)
        {
            result = WithStated(result, stated);
        }

        ImmutableArray<HostRegion>.Builder regions = ImmutableArray.CreateBuilder<HostRegion>();
        for (int i = result.Regions.Length - 1; i >= 0; i--)
        {
            regions.Add(HostRegionOf(result.Regions[i], host, stated));
        }

        regions.AddRange(host.Regions.Where(r => r.IsExplicit));
        return new HypervisorStage(input, result, regions.DrainToImmutable(), isStated);
    }

    /// <summary>The host's memory map as far as it is known.</summary>
    internal static E820Map? MemoryMap(SimulationRequest request) => request.HostMemoryMap ?? request.Plan.Host.MemoryMap;

    /// <summary>Adds stated regions behind those of the table, as if it had them last; the option's come first in the list.</summary>
    private static HypervisorResult WithStated(HypervisorResult result, ImmutableArray<HostRegion> stated)
    {
        ImmutableArray<RegisteredRegion>.Builder list = ImmutableArray.CreateBuilder<RegisteredRegion>();
        ImmutableArray<RegionDisposition>.Builder fates = result.Dispositions.ToBuilder();
        foreach (RegisteredRegion option in result.Regions.Where(r => r.Source.Origin == RegionOrigin.Option))
        {
            if (stated.FirstOrDefault(s => s.BaseAddress <= option.LimitAddress && option.BaseAddress <= s.LimitAddress) is null)
            {
                list.Add(option);
                continue;
            }

            fates[fates.IndexOf(option)] = new IgnoredRegion(
                option.Source, option.Segment, option.BaseAddress, option.LimitAddress, option.Devices, IgnoredReason.OverlapsRegistered);
        }

        for (int i = stated.Length - 1; i >= 0; i--)
        {
            HostRegion region = stated[i];
            list.Add(new RegisteredRegion(
                new RegionSource(RegionOrigin.Stated, i),
                region.Segment,
                region.BaseAddress,
                region.LimitAddress,
                [.. region.Devices.Select(d => PciAddress.FromDevFn(region.Segment, d.Bus, d.DevFn))]));
        }

        list.AddRange(result.Regions.Where(r => r.Source.Origin == RegionOrigin.Table));
        return result with { Regions = list.DrainToImmutable(), Dispositions = fates.DrainToImmutable() };
    }

    private static HostRegion HostRegionOf(RegisteredRegion region, HostDescription host, ImmutableArray<HostRegion> stated) =>
        region.Source.Origin == RegionOrigin.Stated
            ? stated[region.Source.Index]
            : new HostRegion
            {
                BaseAddress = region.BaseAddress,
                LimitAddress = region.LimitAddress,
                Segment = region.Segment,
                Devices = region.Devices,
                Source = SourceOf(region.Source, host),
            };

    /// <summary>Where a region of the table or the option was described, as the reports of other commands name it.</summary>
    internal static RdmSource SourceOf(RegionSource source, HostDescription host)
    {
        if (source.Origin != RegionOrigin.Table || host.Tables.IsEmpty || host.Tables[0].Decoded.Table is not { } table)
        {
            return new RdmSource(RdmSourceKind.Option, source.ToString(), 0, 0);
        }

        // An entry behind the decoded structures is what could not be divided; it has no ordinal of its own.
        if (source.Index >= table.Structures.Length)
        {
            return new RdmSource(RdmSourceKind.Given, $"the end of {host.Tables[0].Name}", 0, 0);
        }

        int ordinal = 0;
        for (int i = 0; i <= source.Index; i++)
        {
            ordinal += table.Structures[i] is ReservedMemoryRegion ? 1 : 0;
        }

        return new RdmSource(RdmSourceKind.Table, host.Tables[0].Name, table.Structures[source.Index].Offset, ordinal);
    }
}
