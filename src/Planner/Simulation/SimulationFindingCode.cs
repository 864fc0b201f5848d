namespace RdmPlanner.Planner.Simulation;

/// <summary>What can be said of a simulation. The number is for good: codes are added, never reused.</summary>
/// <remarks>Severity and title of each code are in <see cref="SimulationRule"/>; 4xxx prints as HVM4001, 7xxx as XEN7001.</remarks>
public enum SimulationFindingCode
{
    /// <summary>Not a code.</summary>
    None = 0,

    /// <summary>hvmloader stops itself.</summary>
    HvmloaderCrash = 4001,

    /// <summary>A BAR gets no address.</summary>
    BarWithoutSpace = 4002,

    /// <summary>A BAR below 4 GiB is placed over a reserved region.</summary>
    BarOverRegion = 4003,

    /// <summary>A BAR above 4 GiB is placed over a reserved region.</summary>
    HighBarOverRegion = 4004,

    /// <summary>A reserved region overlaps hvmloader's own RESERVED or NVS entries.</summary>
    RegionOverFixedArea = 4005,

    /// <summary>Frames with two owners, where real Xen lets it happen.</summary>
    FrameWithTwoOwners = 4006,

    /// <summary>The hole below 4 GiB starts elsewhere than by default.</summary>
    HoleMoved = 4007,

    /// <summary>RAM is moved above 4 GiB.</summary>
    RamRelocated = 4008,

    /// <summary>A 64-bit BAR placed low keeps an old upper half.</summary>
    StaleUpperHalf = 4009,

    /// <summary>Pages for an Intel OpRegion are taken.</summary>
    OpRegion = 4010,

    /// <summary>A BAR is placed behind a reserved region.</summary>
    BarStepsOverRegion = 4011,

    /// <summary>BARs are placed above 4 GiB.</summary>
    BarsPlacedHigh = 4012,

    /// <summary>Special pages are taken from the guest's RAM.</summary>
    PagesTakenFromRam = 4013,

    /// <summary>The E820 has more entries than the firmware keeps.</summary>
    TooManyE820Entries = 4014,

    /// <summary>A function that cannot be put on the guest's bus.</summary>
    FunctionNotPlaced = 4015,

    /// <summary>The registers of a function are not known.</summary>
    RegistersUnknown = 4016,

    /// <summary>A description that belongs to nothing.</summary>
    DescriptionUnused = 4017,

    /// <summary>A BAR lies where the device model believes the guest's RAM to be.</summary>
    BarHidden = 4018,

    /// <summary>The E820 calls frames RAM behind which there is no memory.</summary>
    RamMissing = 4019,

    /// <summary>A region is ignored or dropped by the hypervisor.</summary>
    RegionIgnored = 7001,

    /// <summary>VT-d is off.</summary>
    VtdOff = 7002,

    /// <summary>Something about the host had to be assumed.</summary>
    Assumption = 7003,

    /// <summary>A region belongs to several scope entries.</summary>
    SharedRegion = 7004,

    /// <summary>A device's DMA hits the guest's memory.</summary>
    DmaHitsGuestMemory = 7005,

    /// <summary>The last page of a region is not mapped.</summary>
    LastPageNotMapped = 7006,

    /// <summary>A device cannot be assigned.</summary>
    AssignmentRefused = 7007,

    /// <summary>Registers of an emulated device are replaced without a message.</summary>
    EmulatedMmioReplaced = 7008,

    /// <summary>A running guest does not know of frames that became identity mapped.</summary>
    NotReservedInGuest = 7009,

    /// <summary>A region of one byte.</summary>
    OneByteRegion = 7010,

    /// <summary>A phantom function is treated alike.</summary>
    PhantomFunction = 7011,

    /// <summary>The hypervisor would print more lines than are kept.</summary>
    LogShortened = 7012,

    /// <summary>The <c>rmrr=</c> option is not understood to its end.</summary>
    RmrrOptionInvalid = 7013,

    /// <summary>An assigned device is not in the host's listing.</summary>
    DeviceNotPresent = 7014,

    /// <summary>The listing of the host has lines that were not used.</summary>
    ListingNote = 7015,

    /// <summary>The stages after the toolstack do not apply to this kind of guest.</summary>
    NotHvm = 7016,

    /// <summary>The host's memory map lets a region pass although it is not wholly reserved.</summary>
    RegionNotReserved = 7017,
}
