using FsCheck;
using FsCheck.Fluent;

namespace RdmPlanner.TestKit.Generators;

/// <summary>The page numbers around which a guest's memory map is decided; uniform addresses almost never meet them.</summary>
public static class Anchors
{
    /// <summary>One above the highest page generated: 8 GiB.</summary>
    public const int PageLimit = 0x200000;

    /// <summary>The anchors in pages, ascending.</summary>
    public static readonly int[] Pages =
    [
        0,        // start of low RAM
        0xa0,     // 640 KiB, end of conventional memory
        0x100,    // 1 MiB, start of the low RAM entry
        0x200,    // 2 MiB, the step of HAP rounding
        0x80000,  // 2 GiB, the default RDM boundary
        0xe0000,  // the hole after one doubling
        0xf0000,  // end of low RAM and start of the default hole
        0xfc000,  // hvmloader's RESERVED_MEMBASE
        0xfeff0,  // hvm_info's reserved_mem_pgstart
        0x100000, // 4 GiB, start of high RAM
        0x180000, // a usual end of high RAM, 6 GiB
    ];

    /// <summary>A page: three times of four within two pages of an anchor, otherwise anywhere.</summary>
    public static readonly Gen<int> Page = Gen.Frequency(
        (3, Gen.Elements(Pages).SelectMany(anchor => Gen.Choose(-2, 2), (anchor, offset) => Math.Max(0, anchor + offset))),
        (1, Gen.Choose(0, PageLimit - 1)));
}
