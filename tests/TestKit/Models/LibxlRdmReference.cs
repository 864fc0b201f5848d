namespace RdmPlanner.TestKit.Models;

/// <summary>
/// libxl's handling of reserved device memory, written once more as plainly as the C: 64-bit numbers in arrays, labels as
/// returns, -1 for "invalid", 0 for "none". Ugly on purpose, and independent of the code under test.
/// </summary>
/// <remarks>Xen c447b73. Arithmetic wraps as unsigned C does; each part names its file and function.</remarks>
public sealed class LibxlRdmReference
{
    /// <summary>LIBXL_RDM_RESERVE_POLICY_*.</summary>
    public const int Invalid = -1, Strict = 0, Relaxed = 1;

    private const ulong FourGiB = 0x1_0000_0000;
    private readonly List<ulong> _start = [];
    private readonly List<ulong> _size = [];
    private readonly List<int> _policy = [];

    /// <summary>Accepted RMRRs in table order: base, inclusive end, segment, bus and devfn of each scope.</summary>
    public required (ulong Base, ulong End, int Segment, int[] BusDevFn)[] Rmrrs { get; init; }

    /// <summary>Assigned devices: segment, bus and devfn, policy; the policy is written to, as in the C.</summary>
    public required (int Segment, int BusDevFn, int Policy)[] Pci { get; init; }

    /// <summary>Sizes in KiB, as in libxl_domain_build_info.</summary>
    public required ulong MaxMemKb { get; init; }

    /// <summary>See <see cref="MaxMemKb"/>.</summary>
    public ulong VideoMemKb { get; init; }

    /// <summary>See <see cref="MaxMemKb"/>.</summary>
    public ulong MmioHoleMemKb { get; init; }

    /// <summary>See <see cref="MaxMemKb"/>.</summary>
    public ulong RdmMemBoundaryMemKb { get; init; } = 2048 * 1024;

    /// <summary>c_info.hap.</summary>
    public bool Hap { get; init; }

    /// <summary>0 ignore, 1 host.</summary>
    public int Strategy { get; init; }

    /// <summary>The global policy after libxl's defaults: never invalid.</summary>
    public int GlobalPolicy { get; init; }

    /// <summary>dom-&gt;lowmem_end.</summary>
    public ulong LowMemEnd { get; private set; }

    /// <summary>dom-&gt;highmem_end, 0 for none.</summary>
    public ulong HighMemEnd { get; private set; }

    /// <summary>dom-&gt;mmio_start.</summary>
    public ulong MmioStart { get; private set; }

    /// <summary>d_config-&gt;rdms as they stand at the end.</summary>
    public IEnumerable<(ulong Start, ulong Size, int Policy)> Rdms => _start.Select((start, i) => (start, _size[i], _policy[i]));

    /// <summary>The e820 array; null when it was not reached.</summary>
    public List<(ulong Start, ulong Size, int Type)>? MemoryMap { get; private set; }

    /// <summary>The log without its levels.</summary>
    public List<string> Log { get; } = [];

    /// <summary>0, or -3.</summary>
    public int ReturnCode { get; private set; }

    /// <summary>tools/libs/light/libxl_dom.c, libxl__build_hvm: split, regions, map, page count.</summary>
    public LibxlRdmReference Run()
    {
        unchecked
        {
            ulong memSize = (MaxMemKb - VideoMemKb) << 10;
            ulong mmioSize = 0;
            if (MmioHoleMemKb != 0 && FourGiB - (MmioHoleMemKb << 10) < 0xf0000000)
                mmioSize = MmioHoleMemKb << 10;
            if (mmioSize == 0)
                mmioSize = 0x10000000;
            LowMemEnd = memSize;
            HighMemEnd = 0;
            MmioStart = FourGiB - mmioSize;
            if (LowMemEnd > MmioStart)
            {
                HighMemEnd = FourGiB + (LowMemEnd - MmioStart);
                LowMemEnd = MmioStart;
            }

            ReturnCode = ConstructRdm();
            if (ReturnCode != 0)
                Log.Add("checking reserved device memory failed");
            else if (ConstructMemmap() != 0)
                ReturnCode = -3;
            else
                MemInit();
        }

        return this;
    }

    /// <summary>tools/libs/light/libxl_dm.c, libxl__domain_device_construct_rdm.</summary>
    private int ConstructRdm()
    {
        if (Strategy == 0 && Pci.Length == 0)
            return 0;
        if (Strategy == 1)
        {
            List<(ulong Pfn, ulong Pages)> all = GetRdm(-1, -1);
            if (all.Count == 0)
                return 0;
            foreach ((ulong pfn, ulong pages) in all)
                Add(pfn, pages, GlobalPolicy);
        }

        for (int i = 0; i < Pci.Length; i++)
        {
            List<(ulong Pfn, ulong Pages)> own = GetRdm(Pci[i].Segment, Pci[i].BusDevFn);
            if (own.Count == 0)
                continue;
            if (Pci[i].Policy == Invalid)
                Pci[i].Policy = Strict;
            foreach ((ulong pfn, ulong pages) in own)
            {
                int j = _start.IndexOf(unchecked(pfn << 12));
                if (j >= 0)
                    _policy[j] = Pci[i].Policy;
                else
                    Add(pfn, pages, Pci[i].Policy);
            }
        }

        MoveLowMemDown();
        return Judge();
    }

    private void MoveLowMemDown()
    {
        for (int i = 0; i < _start.Count; i++)
        {
            ulong start = _start[i];
            if (!OverlapsRdm(0, LowMemEnd, i) || start <= unchecked(RdmMemBoundaryMemKb * 1024))
                continue;
            if (Hap && start > 0x200000)
                start &= ~0x1fffffUL;
            if (HighMemEnd == 0)
                HighMemEnd = FourGiB;
            HighMemEnd = unchecked(HighMemEnd + (LowMemEnd - start));
            LowMemEnd = start;
        }
    }

    private int Judge()
    {
        for (int i = 0; i < _start.Count; i++)
        {
            bool conflict = OverlapsRdm(0, LowMemEnd, i);
            if (HighMemEnd != 0)
                conflict |= OverlapsRdm(FourGiB, unchecked(HighMemEnd - FourGiB), i);
            if (!conflict)
                continue;
            if (_policy[i] == Strict)
            {
                Log.Add($"RDM conflict at 0x{_start[i]:x}.");
                return -3;
            }

            Log.Add($"Ignoring RDM conflict at 0x{_start[i]:x}.");
            _policy[i] = Invalid;
        }

        return 0;
    }

    /// <summary>tools/libs/light/libxl_x86.c, domain_construct_memmap, for a guest with a device model.</summary>
    private int ConstructMemmap()
    {
        int entries = 1 + _policy.Count(policy => policy != Invalid);
        ulong highMemSize = HighMemEnd != 0 ? unchecked(HighMemEnd - FourGiB) : 0;
        if (highMemSize != 0)
            entries++;
        if (entries >= 128)
        {
            Log.Add("Ooops! Too many entries in the memory map!");
            Log.Add("setting domain memory map failed");
            return -6;
        }

        MemoryMap = [(0x100000, unchecked(LowMemEnd - 0x100000), 1)];
        for (int i = 0; i < _start.Count; i++)
        {
            if (_policy[i] != Invalid)
                MemoryMap.Add((_start[i], _size[i], 2));
        }

        if (highMemSize != 0)
            MemoryMap.Add((FourGiB, highMemSize, 1));
        return 0;
    }

    /// <summary>tools/libs/guest: xc_dom_mem_init in xg_dom_core.c, then meminit_hvm in xg_dom_x86.c.</summary>
    private void MemInit()
    {
        uint memMb = unchecked((uint)((MaxMemKb - VideoMemKb) / 1024));
        ulong wanted = unchecked(memMb << 8);
        ulong total = LowMemEnd >> 12;
        if (HighMemEnd > FourGiB)
            total += (HighMemEnd - FourGiB) >> 12;
        if (total != wanted)
            Log.Add($"vNUMA memory pages mismatch (0x{total:x} != 0x{wanted:x})");
    }

    /// <summary>
    /// xen/drivers/passthrough/vtd/dmar.c, intel_iommu_get_reserved_device_memory: the list has the last table entry
    /// first, a scope ends at its first 00:00.0, and what has no pages is not reported. -1 asks for all.
    /// </summary>
    private List<(ulong Pfn, ulong Pages)> GetRdm(int segment, int busDevFn)
    {
        var found = new List<(ulong, ulong)>();
        for (int i = Rmrrs.Length - 1; i >= 0; i--)
        {
            ulong pfn = Rmrrs[i].Base >> 12;
            ulong pages = unchecked(((Rmrrs[i].End + 0xfff) >> 12) - pfn);
            foreach (int device in Rmrrs[i].BusDevFn)
            {
                if (device == 0)
                    break;
                if (segment != -1 && (segment != Rmrrs[i].Segment || device != busDevFn))
                    continue;
                if (pages != 0)
                    found.Add((pfn, pages));
                break;
            }
        }

        return found;
    }

    private bool OverlapsRdm(ulong start, ulong memSize, int i) =>
        unchecked(start + memSize) > _start[i] && start < unchecked(_start[i] + _size[i]);

    private void Add(ulong pfn, ulong pages, int policy)
    {
        _start.Add(unchecked(pfn << 12));
        _size.Add(unchecked(pages << 12));
        _policy.Add(policy);
    }
}
