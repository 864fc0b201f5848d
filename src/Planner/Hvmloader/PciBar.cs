namespace RdmPlanner.Planner.Hvmloader;

/// <summary>What a base address register decodes.</summary>
public enum PciBarKind
{
    /// <summary>I/O ports.</summary>
    Io,

    /// <summary>Memory, 32-bit register.</summary>
    Mem32,

    /// <summary>Memory, 64-bit register pair.</summary>
    Mem64,

    /// <summary>Expansion ROM: memory, unless its enable bit is set at start (see <see cref="PciBar.InitialValue"/>).</summary>
    Rom,
}

/// <summary>One base address register of a function, as the device model or the host's device implements it.</summary>
/// <param name="Index">0 to 5, or <see cref="RomIndex"/>. A 64-bit register also takes the next index.</param>
/// <param name="Kind">What it decodes; <see cref="PciBarKind.Rom"/> exactly for <see cref="RomIndex"/>.</param>
/// <param name="SizeInBytes">Size, a power of two: I/O 4 to 64 KiB (64 KiB reads back as absent), memory from 16, ROM from 2048.</param>
/// <param name="Prefetch">Whether the memory is prefetchable.</param>
/// <param name="InitialValue">Address bits held before hvmloader runs. For a ROM, bit 0 says that it is enabled.</param>
public readonly record struct PciBar(int Index, PciBarKind Kind, ulong SizeInBytes, bool Prefetch = false, ulong InitialValue = 0)
{
    /// <summary>The index that stands for the expansion ROM register.</summary>
    public const int RomIndex = 6;

    /// <summary>Offset of the register in config space: 0x10 to 0x24, or 0x30 for the ROM.</summary>
    public uint Register => Index == RomIndex ? 0x30 : 0x10 + (4 * (uint)Index);
}
