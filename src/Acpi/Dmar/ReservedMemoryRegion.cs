namespace RdmPlanner.Acpi;

/// <summary>RMRR: memory that the named devices use on their own, to be mapped to itself for them (VT-d 8.4).</summary>
public sealed record ReservedMemoryRegion : ScopedStructure
{
    /// <summary>Size before the scopes, in bytes.</summary>
    public const int Size =
        HeaderSize
        + 2 // reserved
        + 2 // segment number
        + 8 // reserved memory region base address
        + 8; // reserved memory region limit address

    /// <inheritdoc/>
    public override RemappingStructureType Type => RemappingStructureType.Rmrr;

    /// <summary>The reserved field; 0 in a correct table.</summary>
    public ushort Reserved { get; init; }

    /// <summary>First byte of the region; a multiple of 4 KiB in a correct table.</summary>
    public Hpa BaseAddress { get; init; }

    /// <summary>Last byte of the region (inclusive); one below a multiple of 4 KiB in a correct table.</summary>
    public Hpa LimitAddress { get; init; }

    private protected override int FixedSize => Size;
}
