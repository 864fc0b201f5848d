using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.E820;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Planner.Devices;

/// <summary>
/// How far DMA addresses go: a limit of its own, which has nothing to do with RMRRs although its failures
/// (<c>vfio_dma_map ... -22</c>) are often taken for theirs.
/// </summary>
/// <remarks>
/// The table's host address width (VT-d 8.1) bounds host addresses. What a guest address may be at most is the units'
/// MGAW (capability register, VT-d 11.4.2), which is not in the table and at least the host width; client platforms have
/// 39 bits in both while their CPUs offer guests more.
/// </remarks>
/// <param name="Bits">The host address width.</param>
/// <param name="Remarks">What exceeds it, a sentence each; empty when nothing known does.</param>
public sealed record AddressWidth(int Bits, ImmutableArray<string> Remarks)
{
    /// <summary>The limit in words: <c>39 bits: addresses below 0x8000000000 (512 GiB)</c>.</summary>
    public string Text => Bits >= 64
        ? string.Create(CultureInfo.InvariantCulture, $"{Bits} bits: no limit")
        : string.Create(CultureInfo.InvariantCulture, $"{Bits} bits: addresses below {HexText.Of(1UL << Bits)} ({SizeText.Of(1UL << Bits)})");

    /// <summary>Looks at a host's table, its guest and its listing.</summary>
    internal static AddressWidth? Of(SurveyRequest request)
    {
        if (request.Host.Tables.IsEmpty || request.Host.Tables[0].Decoded.Table is not { } table)
        {
            return null;
        }

        ImmutableArray<string>.Builder remarks = ImmutableArray.CreateBuilder<string>();
        int bits = table.HostAddressWidth;
        if (bits < 64)
        {
            ulong limit = 1UL << bits;
            AddRam(remarks, "the Xen guest", XenTop(request), limit);
            AddRam(remarks, "the QEMU guest", request.Qemu is { } qemu ? qemu.HighEnd ?? qemu.LowEnd : null, limit);
            AddBars(remarks, request, limit);
        }

        return new AddressWidth(bits, remarks.DrainToImmutable());
    }

    private static Gpa? XenTop(SurveyRequest request)
    {
        if (request.Guest is not { } guest)
        {
            return null;
        }

        ToolstackInput input = MemoryPlanner.Input(new PlanRequest { Host = request.Host, Guest = guest, Profile = request.Profile });
        RamLayout layout = RamLayout.Initial(input.MaxMemKiB, input.VideoMemKiB, input.MmioHoleKiB);
        return layout.HighMemEnd ?? layout.LowMemEnd;
    }

    private static void AddRam(ImmutableArray<string>.Builder remarks, string guest, Gpa? top, ulong limit)
    {
        if (top is { } end && end.Value > limit)
        {
            remarks.Add($"RAM of {guest} ends at {end}, above {HexText.Of(limit)}: unless the units' MGAW is larger, it cannot be mapped for DMA");
        }
    }

    private static void AddBars(ImmutableArray<string>.Builder remarks, SurveyRequest request, ulong limit)
    {
        foreach (HostPciFunction function in request.Topology.Functions)
        {
            foreach (HostBar bar in function.Bars)
            {
                if (bar.Register.Kind == PciBarKind.Mem64 && bar.Register.SizeInBytes >= limit / 4)
                {
                    remarks.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"BAR {bar.Register.Index} of {function.Address} has {SizeText.Of(bar.Register.SizeInBytes)}: it leaves a guest little or no room below {HexText.Of(limit)}"));
                }

                if (bar.Register.Kind == PciBarKind.Mem64 && bar.Address is { } address && address >= limit)
                {
                    remarks.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"BAR {bar.Register.Index} of {function.Address} lies at {HexText.Of(address)}, above the width the table states"));
                }
            }
        }
    }
}
