using System.Collections.Immutable;
using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Acpi.Logs;

/// <summary>What has been read of one boot so far.</summary>
internal sealed class BootRecord(int firstLine)
{
    // The largest real table has nine regions and ten units.
    private const int MostOfEach = 16384;

    private readonly List<Region> _regions = [];
    private readonly Dictionary<(ulong Base, ulong Limit), Region> _byAddresses = [];
    private readonly List<LoggedUnit> _units = [];
    private readonly HashSet<ulong> _unitByBase = [];
    private readonly Dictionary<ulong, uint> _domains = [];

    /// <summary>A region while its lines come in.</summary>
    internal sealed class Region(Hpa baseAddress, Hpa limitAddress, int line)
    {
        private readonly HashSet<PciAddress> _known = [];
        private readonly ImmutableArray<PciAddress>.Builder _devices = ImmutableArray.CreateBuilder<PciAddress>();

        public bool Ignored { get; set; }

        public bool FromCommandLine { get; set; }

        public void Add(PciAddress device)
        {
            if (_known.Add(device))
                _devices.Add(device);
        }

        public LoggedRegion ToLogged() => new(baseAddress, limitAddress, _devices.ToImmutable(), line, Ignored, FromCommandLine);
    }

    public DumpNotices Notices { get; } = new();

    public int? HostAddressWidth { get; set; }

    public LoggedTable? Table { get; set; }

    public string? KernelVersion { get; set; }

    public string? XenVersion { get; set; }

    public int RootPortAtsCount { get; set; }

    public bool VtdDisabled { get; set; }

    /// <summary>Whether the boot reached the listing of the table, so that it can answer for the host.</summary>
    public bool ListsTable => _regions.Count > 0 || _units.Count > 0;

    /// <summary>Whether a second listing must be of another boot.</summary>
    public bool HasBegunTable => HostAddressWidth is not null || ListsTable;

    /// <summary>The region of these bounds; the first line that names it makes it.</summary>
    public Region RegionAt(ulong baseAddress, ulong limitAddress, int line)
    {
        if (_byAddresses.TryGetValue((baseAddress, limitAddress), out Region? region))
            return region;
        region = new Region(new Hpa(baseAddress), new Hpa(limitAddress), line);
        if (_regions.Count == MostOfEach)
        {
            Notices.Add(DumpDiagnosticCode.TooManyRegions, line, $"only the first {MostOfEach} regions are used");
            return region;
        }

        _byAddresses.Add((baseAddress, limitAddress), region);
        _regions.Add(region);
        if (limitAddress < baseAddress)
        {
            Notices.Add(DumpDiagnosticCode.LimitBelowBase, line,
                $"the region from {new Hpa(baseAddress)} ends before it begins, at {new Hpa(limitAddress)}");
        }

        return region;
    }

    /// <summary>The region already named with these bounds, or null.</summary>
    public Region? FindRegion(ulong baseAddress, ulong limitAddress) =>
        _byAddresses.GetValueOrDefault((baseAddress, limitAddress));

    public void AddUnit(ulong registerBase, bool includesAll, int line)
    {
        if (_units.Count < MostOfEach && _unitByBase.Add(registerBase))
            _units.Add(new LoggedUnit(new Hpa(registerBase), includesAll, null, line));
    }

    /// <summary>Xen prints the flag of a unit on a line of its own, after the unit.</summary>
    public void MarkLastUnitIncludesAll()
    {
        if (_units.Count > 0)
            _units[^1] = _units[^1] with { IncludesAll = true };
    }

    public void SetDomain(ulong registerBase, uint domain)
    {
        if (_domains.Count < MostOfEach)
            _domains[registerBase] = domain;
    }

    public BootLogResult ToResult(int lastLine, IEnumerable<DumpDiagnostic> before)
    {
        ImmutableArray<LoggedRegion> regions = [.. _regions.Select(r => r.ToLogged())];
        SayWhatIsMissing(regions);
        ImmutableArray<LoggedUnit> units =
        [
            .. _units.Select(u => _domains.TryGetValue(u.RegisterBase.Value, out uint domain) ? u with { ProximityDomain = domain } : u),
        ];
        return new BootLogResult(
            regions, units, HostAddressWidth, Table, KernelVersion, XenVersion, RootPortAtsCount, VtdDisabled,
            firstLine, lastLine, [.. before, .. Notices.ToImmutable()]);
    }

    private void SayWhatIsMissing(ImmutableArray<LoggedRegion> regions)
    {
        if (regions.IsEmpty)
        {
            Notices.Add(DumpDiagnosticCode.NoRegionInLog, 0,
                "the log reports no RMRR; it may be incomplete, or the kernel may have started without the IOMMU. A dump of the DMAR table is the sure source");
        }
        else if (regions.All(r => r.Devices.IsEmpty))
        {
            Notices.Add(DumpDiagnosticCode.DevicesNotLogged, 0,
                "the log does not say which devices the regions belong to; a dump of the DMAR table does");
        }
    }
}
