using RdmPlanner.Acpi;

namespace RdmPlanner.LinuxBoot.Tests.Tables;

/// <summary>Tables for QEMU's q35 machine with 512 MiB, all made by this project's writer.</summary>
/// <remarks>
/// The machine's firmware reserves [0x1ffe0000, 0x20000000) right after its RAM, [0xb0000000, 0xc0000000) and
/// [0xf0000, 0x100000). Nothing answers at 0xfed90000, which reads as 0; an absent PCI function's configuration space at
/// 0xb0f00000 reads as all ones. The SATA controller is 00:1f.2 and there is no bridge.
/// </remarks>
internal static class BootTables
{
    private const ulong Registers = 0xfed9_0000;

    private const string Broken = "[Firmware Bug]: Your BIOS is broken; ";

    private static readonly DeviceScope Sata = Endpoint(0x1f, 2);

    private static readonly DeviceScope NameSpaceDevice1 =
        new() { Type = DeviceScopeType.NamespaceDevice, EnumerationId = 1, Path = PciPath.Of(new PciHop(0x15, 0)) };

    /// <summary>Tables without a fault.</summary>
    public static IReadOnlyList<BootTable> Intact { get; } =
    [
        new("every-structure", Bytes(
            Unit(Registers, flags: 1, NameSpaceDevice1),
            Region(0xb010_0000, 0xb013_ffff),
            Region(0x1fff_0000, 0x1fff_0fff),
            Region(0xf_0000, 0xf_ffff),
            new RootPortAts { Flags = 1 },
            new HardwareAffinity { RegisterBase = new Hpa(Registers), ProximityDomain = 0 },
            new NamespaceDevice { AcpiDeviceNumber = 1, ObjectNameField = "\\_SB.PCI0.I2C0\0" },
            new SocAddressTranslationCache { Flags = 1, Scopes = [Endpoint(2, 0)] }), []),
        new("several-units", Bytes(
            Unit(0xfed8_0000, flags: 0, Sata),
            Unit(Registers),
            Region(0xb010_0000, 0xb013_ffff, Endpoint(0x1f, 2), Endpoint(0x1f, 3))), []),
        new("unit-only", Bytes(Unit(Registers)), []),
        new("structure-of-the-future", Bytes(
            Unit(Registers),
            new UnknownStructure((RemappingStructureType)0x55, [1, 2, 3, 4]),
            Region(0xb010_0000, 0xb013_ffff)), []),
    ];

    /// <summary>Tables with one fault each.</summary>
    public static IReadOnlyList<BootTable> Damaged { get; } =
    [
        new("region-in-ram", Bytes(Unit(Registers), Region(0x1000_0000, 0x100f_ffff)),
            [Uncovered("0x0000000010000000-0x00000000100fffff"), Bad("0x0000000010000000-0x00000000100fffff")], Lint: "LINT8070"),
        // Linux takes the type of the last entry of a gapless run, so RAM may lead into a reserved entry and not the reverse.
        new("region-from-ram-into-reserved", Bytes(Unit(Registers), Region(0x1ffd_f000, 0x1ffe_0fff)), []),
        new("region-from-reserved-into-ram", Bytes(Unit(Registers), Region(0xf_0000, 0x10_0fff)),
            [Uncovered("0x00000000000f0000-0x0000000000100fff"), Bad("0x00000000000f0000-0x0000000000100fff")], Lint: "LINT8070"),
        new("region-below-1-mib", Bytes(Unit(Registers), Region(0xe_0000, 0xe_ffff)),
            [Uncovered("0x00000000000e0000-0x00000000000effff"), Bad("0x00000000000e0000-0x00000000000effff")], Lint: "LINT8071"),
        new("region-start-unaligned", Bytes(Unit(Registers), Region(0xb010_0800, 0xb013_ffff)),
            [Bad("0x00000000b0100800-0x00000000b013ffff")], Lint: "DMAR1020"),
        new("region-end-unaligned", Bytes(Unit(Registers), Region(0xb010_0000, 0xb014_0000)),
            [Bad("0x00000000b0100000-0x00000000b0140000")], Lint: "DMAR1021 LINT8041"),
        new("region-ends-before-it-starts", Bytes(Unit(Registers), Region(0xb010_2000, 0xb010_0fff)),
            [Bad("0x00000000b0102000-0x00000000b0100fff")], Lint: "DMAR1019"),
        new("unit-at-0", Bytes(Unit(0), Region(0xb010_0000, 0xb013_ffff)), [Broken + "DMAR reported at address 0!"], Lint: "LINT8010", ListedLines: 2),
        new("unit-reads-all-ones", Bytes(Unit(0xb0f0_0000), Region(0xb010_0000, 0xb013_ffff)),
            [Broken + "DMAR reported at address b0f00000 returns all ones!"], ListedLines: 2),
        new("no-unit", Bytes(Region(0xb010_0000, 0xb013_ffff)), ["[Firmware Bug]: No DRHD structure found in DMAR table"], Lint: "LINT8001"),
        new("name-without-nul", WithDamage(DmarDamage.NameNotTerminated,
            Unit(Registers, flags: 1, NameSpaceDevice1), new NamespaceDevice { AcpiDeviceNumber = 1, ObjectNameField = "\\_SB.PCI0.I2C0\0" }),
            [Broken + "ANDD object name is not NUL-terminated"], Lint: "DMAR1027", ListedLines: 2),
        new("affinity-without-unit", Bytes(
            Unit(Registers), Region(0xb010_0000, 0xb013_ffff), new HardwareAffinity { RegisterBase = new Hpa(0xfed9_1000) }),
            [Broken + "RHSA refers to non-existent DMAR unit at fed91000"], Lint: "LINT8026"),
        new("structure-overruns", WithDamage(DmarDamage.StructureOverruns, Unit(Registers), Region(0xb010_0000, 0xb013_ffff)),
            ["[Firmware Bug]: Record passes table end"], Lint: "DMAR1009", ListedLines: 2),
        new("width-below-a-page", Bytes(new DmarTableBuilder { HostAddressWidthRaw = 10 }.Add(Unit(Registers))), ["Invalid DMAR haw"], Lint: "LINT8003 LINT8018", ListedLines: 0),
        new("scope-of-unknown-type", Bytes(Unit(Registers), Region(0xb010_0000, 0xb013_ffff, Sata with { Type = (DeviceScopeType)9 })),
            ["Unsupported device scope"], Lint: "DMAR1026"),
        new("bridge-scope-on-an-endpoint", Bytes(
            Unit(Registers), Region(0xb010_0000, 0xb013_ffff, Sata with { Type = DeviceScopeType.PciSubHierarchy })),
            ["Device scope type does not match for 0000:00:1f.2"], Lint: "LINT8035"),
    ];

    /// <summary>A table on which Linux never comes up.</summary>
    public static BootTable StructureOfLength0 { get; } = new("structure-of-length-0",
        WithDamage(DmarDamage.StructureLengthZero, Unit(Registers), Region(0xb010_0000, 0xb013_ffff)), []);

    private static string Bad(string range) => $"{Broken}bad RMRR [{range}]";

    private static string Uncovered(string range) =>
        $"[Firmware Bug]: No firmware reserved region can cover this RMRR [{range}], contact BIOS vendor for fixes";

    private static byte[] Bytes(params ReadOnlySpan<RemappingStructure> structures) => Bytes(Builder(structures));

    private static byte[] Bytes(DmarTableBuilder builder) => builder.ToBytes();

    private static byte[] WithDamage(DmarDamage damage, params ReadOnlySpan<RemappingStructure> structures) =>
        Builder(structures).TryToBytes(damage, out byte[] bytes)
            ? bytes
            : throw new InvalidOperationException($"{damage} does not fit these structures");

    private static DmarTableBuilder Builder(ReadOnlySpan<RemappingStructure> structures)
    {
        DmarTableBuilder builder = new();
        foreach (RemappingStructure structure in structures)
        {
            builder.Add(structure);
        }

        return builder;
    }

    private static HardwareUnit Unit(ulong registers, byte flags = 1, params DeviceScope[] scopes) =>
        new() { Flags = flags, RegisterBase = new Hpa(registers), Scopes = [.. scopes] };

    private static ReservedMemoryRegion Region(ulong first, ulong last, params DeviceScope[] scopes) => new()
    {
        BaseAddress = new Hpa(first),
        LimitAddress = new Hpa(last),
        Scopes = scopes.Length == 0 ? [Sata] : [.. scopes],
    };

    private static DeviceScope Endpoint(byte device, byte function) =>
        new() { Type = DeviceScopeType.PciEndpoint, Path = PciPath.Of(new PciHop(device, function)) };
}
