using System.Collections.Immutable;
using RdmPlanner.Acpi.Ivrs;

namespace RdmPlanner.Planner.Lint;

/// <summary>Which devices the IVHD blocks of a table put behind an IOMMU.</summary>
/// <remarks>
/// The entries of AMD's IOMMU specification 5.2.2: all devices (01h), one (02h, with an alias 42h, with settings 46h), ranges
/// that end with 04h (03h, 43h, 47h), special devices (48h) and devices by their ACPI id (F0h). Xen looks for the IOMMU of a
/// device, and of its function 0 for one that no entry names (find_iommu_for_device()).
/// </remarks>
internal sealed class IvhdCoverage
{
    private const byte All = 0x01;
    private const byte RangeStart = 0x03;
    private const byte RangeEnd = 0x04;
    private const byte AliasRangeStart = 0x43;
    private const byte SettingsRangeStart = 0x47;
    private readonly bool[] _covered = new bool[1 << 16];

    /// <summary>Reads the entries of a table.</summary>
    internal IvhdCoverage(IvrsTable table)
    {
        foreach (IvrsBlock block in table.Blocks.Where(b => b.IsHardware))
        {
            Add(IvrsEntry.Of(block, out _));
        }
    }

    /// <summary>Whether any entry names PCI devices; a table of special devices alone says nothing of the others.</summary>
    internal bool NamesDevices { get; private set; }

    /// <summary>Whether any device of a range has an IOMMU.</summary>
    /// <param name="first">First device.</param>
    /// <param name="last">Last device, inclusive.</param>
    internal bool MeetsAny(ushort first, ushort last)
    {
        for (int id = first; id <= last; id++)
        {
            if (_covered[id] || _covered[id & ~7])
            {
                return true;
            }
        }

        return false;
    }

    private void Add(ImmutableArray<IvrsEntry> entries)
    {
        int start = -1;
        foreach (IvrsEntry entry in entries.Where(e => e.IsKnown && e.Bytes.Length >= 4))
        {
            int id = entry.Bytes[1] | (entry.Bytes[2] << 8);
            NamesDevices |= entry.Type is not (0x00 or IvrsEntry.Special or IvrsEntry.AcpiDevice);
            switch (entry.Type)
            {
                case All:
                    Array.Fill(_covered, true);
                    break;
                case RangeStart or AliasRangeStart or SettingsRangeStart:
                    start = id;
                    break;
                case RangeEnd:
                    for (int i = start; start >= 0 && i <= id; i++)
                    {
                        _covered[i] = true;
                    }

                    start = -1;
                    break;
                case IvrsEntry.Special when entry.Bytes.Length >= 8:
                    _covered[entry.Bytes[5] | (entry.Bytes[6] << 8)] = true;
                    break;
                case 0x00:
                    break;
                default:
                    _covered[id] = true;
                    break;
            }
        }
    }
}
