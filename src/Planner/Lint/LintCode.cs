namespace RdmPlanner.Planner.Lint;

/// <summary>What lint itself can find; printed as <c>LINT8046</c>. The number is for good: codes are added, never reused.</summary>
/// <remarks>Severities, source and help of each code are in <see cref="LintRule"/> and nowhere else.</remarks>
public enum LintCode
{
    /// <summary>Not a code.</summary>
    None = 0,

    /// <summary>No remapping unit.</summary>
    NoHardwareUnit = 8001,

    /// <summary>Table without a structure.</summary>
    EmptyTable = 8002,

    /// <summary>Host address width too small.</summary>
    AddressWidthTooSmall = 8003,

    /// <summary>Firmware asks not to use x2APIC.</summary>
    X2ApicOptOut = 8004,

    /// <summary>Remapping unit at address 0.</summary>
    UnitAtZero = 8010,

    /// <summary>Remapping unit at address ffffffffffffffff.</summary>
    UnitAtAllOnes = 8011,

    /// <summary>Remapping unit's registers not on a page boundary.</summary>
    UnitUnaligned = 8012,

    /// <summary>Two remapping units with one register base.</summary>
    UnitRepeated = 8013,

    /// <summary>Second unit with INCLUDE_PCI_ALL.</summary>
    SecondIncludeAll = 8014,

    /// <summary>Unit with INCLUDE_PCI_ALL is not the last of its segment.</summary>
    IncludeAllNotLast = 8015,

    /// <summary>No unit of the segment has INCLUDE_PCI_ALL.</summary>
    NoIncludeAll = 8016,

    /// <summary>Remapping unit with a size byte.</summary>
    UnitSizeSet = 8017,

    /// <summary>Remapping unit above the host address width.</summary>
    UnitBeyondWidth = 8018,

    /// <summary>Device named by two remapping units.</summary>
    DeviceInTwoUnits = 8020,

    /// <summary>Second ATSR with ALL_PORTS.</summary>
    SecondAllPorts = 8025,

    /// <summary>RHSA names a unit that does not exist.</summary>
    AffinityWithoutUnit = 8026,

    /// <summary>Scope refers to an ANDD that does not exist.</summary>
    ScopeWithoutNamespaceDevice = 8028,

    /// <summary>ANDD that no scope refers to.</summary>
    NamespaceDeviceWithoutScope = 8029,

    /// <summary>Name-space scope, which FWTS does not know.</summary>
    NamespaceScopeUnknownToFwts = 8030,

    /// <summary>IOAPIC or HPET scope, which FWTS does not test.</summary>
    IoApicScopeUntestedByFwts = 8031,

    /// <summary>Device of a scope is not there.</summary>
    DeviceAbsent = 8032,

    /// <summary>None of the RMRR's devices is there.</summary>
    RegionOfAbsentDevices = 8033,

    /// <summary>Path goes through a device that is no bridge.</summary>
    HopIsNoBridge = 8034,

    /// <summary>Scope's type does not fit the device.</summary>
    ScopeTypeMismatch = 8035,

    /// <summary>RMRR device given by its present bus, not by its path.</summary>
    StaleBusNumber = 8036,

    /// <summary>Start bus that the host does not have.</summary>
    BusUnreachable = 8037,

    /// <summary>RMRR of one byte.</summary>
    OneByteRegion = 8040,

    /// <summary>RMRR limit at the start of a page.</summary>
    LimitAtPageStart = 8041,

    /// <summary>RMRR smaller than a page.</summary>
    SubPageRegion = 8042,

    /// <summary>RMRRs overlap.</summary>
    RegionsOverlap = 8043,

    /// <summary>RMRRs share a page.</summary>
    RegionsShareAPage = 8044,

    /// <summary>RMRR below 1 MiB.</summary>
    RegionBelow1MiB = 8046,

    /// <summary>RMRR at address 0.</summary>
    RegionAtZero = 8047,

    /// <summary>RMRR above the host address width.</summary>
    RegionBeyondWidth = 8048,

    /// <summary>RMRR where the guest's firmware keeps its own pages.</summary>
    RegionInGuestFirmware = 8050,

    /// <summary>RMRR in the interrupt address range.</summary>
    RegionInInterruptRange = 8051,

    /// <summary>RMRR shared by several devices.</summary>
    SharedRegion = 8052,

    /// <summary>RMRR that names far more devices than can need it.</summary>
    OverBroadRegion = 8053,

    /// <summary>RMRR above 4 GiB.</summary>
    RegionAbove4GiB = 8054,

    /// <summary>RMRRs tie devices together.</summary>
    DeviceGroup = 8055,

    /// <summary>Device named by several RMRRs.</summary>
    DeviceInSeveralRegions = 8056,

    /// <summary>RMRR of 1 GiB or more.</summary>
    HugeRegion = 8057,

    /// <summary>RMRR in a segment without a remapping unit.</summary>
    RegionWithoutUnit = 8059,

    /// <summary>RMRR keeps the device from being assigned under Linux.</summary>
    DeviceBlockedUnderVfio = 8062,

    /// <summary>RMRR overlaps the host's RAM.</summary>
    RegionInRam = 8070,

    /// <summary>RMRR is not in the host's memory map.</summary>
    RegionInHole = 8071,

    /// <summary>RMRR in ACPI NVS.</summary>
    RegionInNvs = 8072,

    /// <summary>RMRR is not in one reserved range.</summary>
    RegionInMixedMemory = 8073,

    /// <summary>Remapping unit's registers in the host's RAM.</summary>
    UnitInRam = 8075,

    /// <summary>Xen turns VT-d off because of this table.</summary>
    XenDisablesVtd = 8090,

    /// <summary>rmrr= option is not taken as written.</summary>
    RmrrOptionUnusable = 8095,

    /// <summary>Region of rmrr= is ignored.</summary>
    RmrrOptionRegionIgnored = 8096,

    /// <summary>Region lies elsewhere in the log.</summary>
    RegionMoved = 8100,

    /// <summary>Region of the log is not in the table.</summary>
    LoggedRegionNotInTable = 8101,

    /// <summary>RMRR of the table is not in the log.</summary>
    TableRegionNotLogged = 8102,

    /// <summary>Remapping units of table and log differ.</summary>
    UnitsDiffer = 8103,

    /// <summary>Host address width of table and log differ.</summary>
    WidthDiffers = 8104,

    /// <summary>Length of the table is another in the log.</summary>
    LoggedTableDiffers = 8105,

    /// <summary>The log reports DMA faults.</summary>
    DmaFaultLogged = 8110,

    /// <summary>The kernel calls the firmware's DMAR wrong.</summary>
    FirmwareBugLogged = 8111,

    /// <summary>Xen has turned VT-d off.</summary>
    VtdDisabledLogged = 8112,

    /// <summary>Xen complains about a region.</summary>
    XenRegionComplaintLogged = 8113,

    /// <summary>TLB entries of the isochronous unit are misconfigured.</summary>
    IsochTlbLogged = 8114,

    /// <summary>x2APIC is off because the firmware asks for it.</summary>
    X2ApicOptOutLogged = 8115,

    /// <summary>The log shows a device refused because of its RMRR.</summary>
    DeviceIneligibleLogged = 8116,

    /// <summary>The log shows a device refused because its RMRR is shared.</summary>
    SharedRegionLogged = 8117,

    /// <summary>The log shows a fault of the firmware's AMD IOMMU table.</summary>
    AmdIommuLogged = 8118,

    /// <summary>IVRS is not as long as it says.</summary>
    IvrsLength = 8301,

    /// <summary>Checksum of the IVRS is wrong.</summary>
    IvrsChecksum = 8302,

    /// <summary>IVRS block does not fit the table.</summary>
    IvrsBlockDamaged = 8303,

    /// <summary>IVRS revision is neither 1 nor 2.</summary>
    IvrsRevision = 8304,

    /// <summary>Reserved bits set in IVinfo.</summary>
    IvrsReservedInfo = 8305,

    /// <summary>IVHD of type 40h in an IVRS of revision 1.</summary>
    IvhdTypeForRevision = 8306,

    /// <summary>IVRS block of unknown type.</summary>
    IvrsBlockUnknown = 8307,

    /// <summary>Reserved flags of an IVMD set.</summary>
    IvmdReservedFlags = 8308,

    /// <summary>Reserved field of an IVMD set.</summary>
    IvmdReservedField = 8309,

    /// <summary>Reserved bits of an IVHD set.</summary>
    IvhdReservedBits = 8310,

    /// <summary>IVHD device entry of unknown type or cut.</summary>
    IvhdEntryUnknown = 8311,

    /// <summary>IVMD without memory.</summary>
    IvmdEmpty = 8320,

    /// <summary>IVMD not on page boundaries.</summary>
    IvmdUnaligned = 8321,

    /// <summary>IVMD that is neither exclusion nor unity range.</summary>
    IvmdWithoutPurpose = 8322,

    /// <summary>IVMD device range that does not ascend.</summary>
    IvmdRangeReversed = 8323,

    /// <summary>IVMD that takes in whole buses of devices.</summary>
    IvmdRangeOverBroad = 8324,

    /// <summary>IVMDs overlap for one device and differ.</summary>
    IvmdConflict = 8325,

    /// <summary>IVMD for devices that no IOMMU of the table covers.</summary>
    IvmdWithoutIommu = 8326,

    /// <summary>IVMD that can only be read, or only be written.</summary>
    IvmdOneWay = 8327,

    /// <summary>IVMD overlaps the host's RAM.</summary>
    IvmdInRam = 8328,

    /// <summary>IVMD is not reserved in the host's memory map.</summary>
    IvmdNotReserved = 8329,

    /// <summary>IVRS without the southbridge's IOAPIC.</summary>
    SouthbridgeIoApicMissing = 8330,

    /// <summary>Integer unique id of an IVHD device has not 8 bytes.</summary>
    AcpiDeviceUniqueId = 8331,
}
