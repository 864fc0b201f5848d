namespace RdmPlanner.Planner.Picture;

/// <summary>The lanes of a picture, from left to right.</summary>
public enum PictureLane
{
    /// <summary>The host's own memory map, where the input has one.</summary>
    HostMap = 0,

    /// <summary>Reserved device memory of the host, at the same addresses in the guest.</summary>
    Rdm,

    /// <summary>RAM of the guest as the toolstack lays it out and hvmloader leaves it.</summary>
    GuestRam,

    /// <summary>The hole below 4 GiB and the BARs in it and above.</summary>
    Devices,

    /// <summary>The map the guest gets: that of the toolstack, then the E820 of hvmloader.</summary>
    GuestMap,
}

/// <summary>What a block of a picture is.</summary>
public enum BlockKind
{
    /// <summary>RAM.</summary>
    Ram = 0,

    /// <summary>E820 type reserved.</summary>
    Reserved,

    /// <summary>E820 type ACPI.</summary>
    Acpi,

    /// <summary>E820 type NVS.</summary>
    Nvs,

    /// <summary>Any other E820 type.</summary>
    OtherType,

    /// <summary>A reserved region.</summary>
    Rdm,

    /// <summary>A hole for memory-mapped registers.</summary>
    MmioHole,

    /// <summary>A base address register's range.</summary>
    Bar,
}

/// <summary>What is to be seen of a block at first glance.</summary>
public enum BlockMark
{
    /// <summary>Nothing in particular.</summary>
    Plain = 0,

    /// <summary>A region that the guest is to reserve, before anybody looked whether it can.</summary>
    Wanted,

    /// <summary>A region that the guest reserves.</summary>
    Exposed,

    /// <summary>A relaxed region that meets RAM and is left out.</summary>
    Masked,

    /// <summary>A strict region that meets RAM.</summary>
    Conflicting,

    /// <summary>A region of the host that this guest does not ask for, or that nobody gets to see.</summary>
    NotConsidered,
}

/// <summary>The words of the enumerations, the same on every face of a picture.</summary>
public static class PictureNames
{
    /// <summary>The title of a lane.</summary>
    /// <param name="lane">The lane.</param>
    /// <returns>A few words.</returns>
    public static string Of(PictureLane lane) => lane switch
    {
        PictureLane.HostMap => "host E820",
        PictureLane.Rdm => "RDM",
        PictureLane.GuestRam => "guest RAM",
        PictureLane.Devices => "MMIO, BARs",
        PictureLane.GuestMap => "guest E820",
        _ => throw new System.Diagnostics.UnreachableException($"lane {lane}"),
    };

    /// <summary>The title of a lane where there is little room.</summary>
    /// <param name="lane">The lane.</param>
    /// <returns>At most five characters.</returns>
    public static string ShortOf(PictureLane lane) => lane switch
    {
        PictureLane.HostMap => "host",
        PictureLane.Rdm => "RDM",
        PictureLane.GuestRam => "RAM",
        PictureLane.Devices => "MMIO",
        PictureLane.GuestMap => "E820",
        _ => throw new System.Diagnostics.UnreachableException($"lane {lane}"),
    };

    /// <summary>The word for a mark, as reports write dispositions.</summary>
    /// <param name="mark">The mark.</param>
    /// <returns>The word; empty for <see cref="BlockMark.Plain"/>.</returns>
    public static string Of(BlockMark mark) => mark switch
    {
        BlockMark.Plain => "",
        BlockMark.Wanted => "wanted",
        BlockMark.Exposed => "exposed",
        BlockMark.Masked => "masked",
        BlockMark.Conflicting => "conflicting",
        BlockMark.NotConsidered => "not considered",
        _ => throw new System.Diagnostics.UnreachableException($"mark {mark}"),
    };

    /// <summary>The word for a kind, lower case, usable as a class name.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The word.</returns>
    public static string Of(BlockKind kind) => kind switch
    {
        BlockKind.Ram => "ram",
        BlockKind.Reserved => "reserved",
        BlockKind.Acpi => "acpi",
        BlockKind.Nvs => "nvs",
        BlockKind.OtherType => "other",
        BlockKind.Rdm => "rdm",
        BlockKind.MmioHole => "mmio",
        BlockKind.Bar => "bar",
        _ => throw new System.Diagnostics.UnreachableException($"kind {kind}"),
    };
}
