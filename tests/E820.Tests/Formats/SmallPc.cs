namespace RdmPlanner.E820.Tests.Formats;

/// <summary>The map of fixtures/e820, typed by hand.</summary>
internal static class SmallPc
{
    internal static readonly E820Record[] Records =
    [
        new(new Gpa(0x0), 0x9fc00, E820Type.Ram),
        new(new Gpa(0x9fc00), 0x400, E820Type.Reserved),
        new(new Gpa(0xf0000), 0x10000, E820Type.Reserved),
        new(new Gpa(0x100000), 0x7f5d0000, E820Type.Ram),
        new(new Gpa(0x7f6d0000), 0xe000, E820Type.Acpi),
        new(new Gpa(0x7f6de000), 0x22000, E820Type.Nvs),
        new(new Gpa(0x7f700000), 0x900000, E820Type.Reserved),
        new(new Gpa(0x90000000), 0x1000, E820Type.Unusable),
        new(new Gpa(0xfec00000), 0x1000, E820Type.Reserved),
        new(new Gpa(0x100000000), 0x80000000, E820Type.Ram),
    ];
}
