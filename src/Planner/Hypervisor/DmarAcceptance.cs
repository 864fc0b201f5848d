namespace RdmPlanner.Planner.Hypervisor;

/// <summary>The hypervisor's boot as far as reserved memory goes: the <c>rmrr=</c> option, the DMAR, then the option's regions.</summary>
/// <remarks>
/// Mirrors acpi_dmar_init() and acpi_parse_dmar() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73). Any error of any
/// structure turns VT-d off and drops everything registered before it. Not modelled: the unit's registers (iommu_alloc).
/// </remarks>
public sealed partial class DmarAcceptance
{
    private readonly HypervisorInput _input;
    private readonly DmarImage? _table;
    private readonly HostMemoryMap _memory;
    private readonly XenLog _log;
    private readonly List<RegisteredRegion> _regions = [];
    private readonly List<RegionDisposition> _dispositions = [];
    private int _hardwareUnits;
    private bool _includeAllSeen;
    private bool _allPortsSeen;

    private DmarAcceptance(HypervisorInput input)
    {
        _input = input;
        _table = input.Dmar is null ? null : DmarImage.Of(input.Dmar);
        _memory = new HostMemoryMap(input.E820);
        _log = new XenLog(input.DebugBuild);
    }

    /// <summary>Runs the boot. Total: any input gives a result.</summary>
    /// <param name="input">The host and its command line.</param>
    /// <returns>Regions, memory map and log.</returns>
    public static HypervisorResult Run(HypervisorInput input) => new DmarAcceptance(input).Run();

    private HypervisorResult Run()
    {
        RmrrOption? option = _input.RmrrOption is null ? null : RmrrOption.Parse(_input.RmrrOption, _log);
        int rc = _table is null ? ErrorNumber.NoDevice : ParseTable(_table);
        if (rc == ErrorNumber.None && option is not null)
        {
            for (int i = 0; i < option.Regions.Length; i++)
            {
                AddOptionRegion(option.Regions[i], i);
            }
        }

        return new HypervisorResult
        {
            Rc = rc,
            HardwareUnits = _hardwareUnits,
            ParamRc = option?.Rc,
            ParamCount = option?.Regions.Length ?? 0,
            Regions = [.. _regions],
            Dispositions = [.. _dispositions],
            E820 = _memory.ToImmutable(),
            Log = _log.ToImmutable(),
        };
    }

    private int ParseTable(DmarImage table)
    {
        if (table.Width == 0)
        {
            _log.Vtd(XenLogLevel.Warning, "Zero: Invalid DMAR width");
            return ErrorNumber.Invalid;
        }

        // C: the sum is stored in a u8.
        Verbose($"Host address width {unchecked((byte)(table.Width + 1))}");
        int rc = ErrorNumber.None;
        int index = 0;
        for (int offset = DmarImage.HeaderSize; offset < table.Length && rc == ErrorNumber.None; index++)
        {
            rc = CheckLength(table, offset, DmarImage.EntryHeaderSize);
            rc = rc != ErrorNumber.None ? rc : ParseEntry(table, offset, index);
            offset += table.U16(offset + 2);
        }

        if (rc != ErrorNumber.None)
        {
            _log.Print(XenLogLevel.Warning, "Failed to parse ACPI DMAR.  Disabling VT-d.");
            DropAll();
        }

        return rc;
    }

    private int ParseEntry(DmarImage table, int offset, int index)
    {
        ushort type = table.U16(offset);
        switch (type)
        {
            case DmarStructureTypes.Drhd:
                Verbose("found ACPI_DMAR_DRHD:");
                return ParseHardwareUnit(table, offset);
            case DmarStructureTypes.Rmrr:
                Verbose("found ACPI_DMAR_RMRR:");
                return ParseRegion(table, offset, index);
            case DmarStructureTypes.Atsr:
                Verbose("found ACPI_DMAR_ATSR:");
                return ParseRootPorts(table, offset);
            case DmarStructureTypes.Rhsa:
                Verbose("found ACPI_DMAR_RHSA:");
                return ParseAffinity(table, offset);
            case DmarStructureTypes.Satc when _input.Profile.ReadsAddressTranslationCaches:
                Verbose("found ACPI_DMAR_SATC:");
                return ParseTranslationCache(table, offset);
            default:
                _log.VtdDebugBuild(XenLogLevel.Warning, $"Ignore unknown DMAR structure type ({XenText.PrefixedHex(type)})");
                return ErrorNumber.None;
        }
    }

    /// <summary>Mirrors acpi_dmar_check_length() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73).</summary>
    private int CheckLength(DmarImage table, int offset, int least)
    {
        ushort length = table.U16(offset + 2);
        if (length >= least)
        {
            return ErrorNumber.None;
        }

        _log.Vtd(XenLogLevel.Error, $"Invalid ACPI DMAR entry length: {XenText.PrefixedHex(length)}");
        return ErrorNumber.Invalid;
    }

    /// <summary>Mirrors disable_all_dmar_units() in xen/drivers/passthrough/vtd/dmar.c (Xen c447b73).</summary>
    private void DropAll()
    {
        _hardwareUnits = 0;
        _regions.Clear();
        for (int i = 0; i < _dispositions.Count; i++)
        {
            if (_dispositions[i] is RegisteredRegion kept)
            {
                _dispositions[i] = new IgnoredRegion(
                    kept.Source, kept.Segment, kept.BaseAddress, kept.LimitAddress, kept.Devices, IgnoredReason.VtdTurnedOff);
            }
        }
    }

    private void Verbose(string text)
    {
        if (_input.Verbose)
        {
            _log.Vtd(XenLogLevel.None, text);
        }
    }
}
