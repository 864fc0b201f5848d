using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Rdm;
using RdmPlanner.Planner.Toolstack;

namespace RdmPlanner.Bench;

/// <summary>What is measured with: the tables of the fixtures, and hosts and guests of the shapes that the C original was timed with.</summary>
internal static class Inputs
{
    /// <summary>The tables of <c>fixtures/dmar</c>, by the name of their folder.</summary>
    internal static ImmutableArray<byte[]> FixtureTables { get; } =
        [.. typeof(Inputs).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("table:", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).SelectMany(n => Dump(n).Select(t => t.Bytes.ToArray()))];

    /// <summary>The table of a common desktop: two units, two regions.</summary>
    internal static byte[] OneTable { get; } = [.. Dump("table:../fixtures/dmar/workstation/").Single().Bytes];

    /// <summary>Writes the fixtures' tables as binary files, for tools that read nothing else.</summary>
    /// <param name="folder">A folder that exists.</param>
    /// <param name="copies">How often each.</param>
    internal static void WriteFixtures(string folder, int copies)
    {
        for (int i = 0; i < FixtureTables.Length * copies; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"table-{i + 1:d4}.bin");
            File.WriteAllBytes(Path.Combine(folder, name), FixtureTables[i % FixtureTables.Length]);
        }
    }

    /// <summary>A host with one RMRR a device, whose first devices the guest gets; no region meets RAM.</summary>
    /// <param name="regions">Number of regions.</param>
    /// <param name="devices">Number of assigned devices; those beyond the regions have none.</param>
    /// <returns>The request, strategy host.</returns>
    internal static RdmRequest Host(int regions, int devices) => new()
    {
        HostRegions = [.. Enumerable.Range(0, regions).Select(Region)],
        Devices = [.. Enumerable.Range(0, devices).Select(i => new AssignedDevice(Device(i), RdmPolicy.Strict))],
        Strategy = RdmStrategy.Host,
        DevicePolicyOverridesGlobal = true,
    };

    /// <summary>The RAM of a guest of 1 GiB, below all regions of <see cref="Host"/>.</summary>
    internal static RamLayout Ram { get; } = RamLayout.Initial(1 << 20, 0, 0);

    /// <summary>hvmloader's usual guest: host bridge, PIIX3, IDE, power management, platform device, Cirrus, rtl8139; 2 GiB.</summary>
    internal static HvmloaderInput TypicalGuest { get; } = new()
    {
        LowMemPgEnd = 0x7f800,
        MemoryMap = [new E820Record(new Gpa(0x10_0000), 0x7f70_0000, E820Type.Ram)],
        Xenstore = NoRelocation,
        Devices = TypicalDevices,
        WantLog = false,
    };

    /// <summary>The same with a GPU whose BAR has 256 MiB, a network card of two 64-bit BARs, 8 GiB and two regions.</summary>
    internal static HvmloaderInput GpuGuest { get; } = TypicalGuest with
    {
        LowMemPgEnd = 0xf0000,
        HighMemPgEnd = 0x20f800,
        MemoryMap =
        [
            new E820Record(new Gpa(0x10_0000), 0xeff0_0000, E820Type.Ram),
            new E820Record(new Gpa(0xf100_0000), 0x2_0000, E820Type.Reserved),
            new E820Record(new Gpa(0xf800_0000), 0x80_0000, E820Type.Reserved),
            new E820Record(new Gpa(0x1_0000_0000), 0x1_0f80_0000, E820Type.Ram),
        ],
        Devices =
        [
            .. TypicalDevices,
            new GuestPciFunction
            {
                DevFn = 0x28, VendorId = 0x10de, DeviceId = 0x1b80, Class = 0x0300, IntPin = 1,
                Bars =
                [
                    new PciBar(0, PciBarKind.Mem32, 16 << 20), new PciBar(1, PciBarKind.Mem64, 256 << 20, Prefetch: true),
                    new PciBar(3, PciBarKind.Mem64, 32 << 20, Prefetch: true), new PciBar(5, PciBarKind.Io, 128),
                    new PciBar(PciBar.RomIndex, PciBarKind.Rom, 512 << 10),
                ],
            },
            new GuestPciFunction
            {
                DevFn = 0x30, VendorId = 0x8086, DeviceId = 0x10fb, Class = 0x0200, IntPin = 1,
                Bars = [new PciBar(0, PciBarKind.Mem64, 512 << 10, Prefetch: true), new PciBar(4, PciBarKind.Mem64, 16 << 10, Prefetch: true)],
            },
        ],
    };

    /// <summary>A guest on the workstation of the fixtures that has both its devices.</summary>
    /// <param name="memoryMiB">Its memory.</param>
    /// <returns>The question.</returns>
    internal static PlanRequest Guest(int memoryMiB) => new()
    {
        Host = SampleHosts.Find("sample:workstation") ?? throw new InvalidOperationException("the sample is not built in"),
        Guest = GuestConfigBinder.Bind(XlConfigReader.Read(string.Create(CultureInfo.InvariantCulture, $"""
            name = "games"
            type = "hvm"
            memory = {memoryMiB}
            rdm = "strategy=host,policy=relaxed"
            pci = [ "01:00.0", "02:00.0" ]

            """), "guest.cfg"), new GuestOverrides(), XenProfile.Design).Config,
    };

    private static ImmutableArray<GuestPciFunction> TypicalDevices =>
        EmulatedDevices.For(new EmulatedMachine { NetworkModels = ["rtl8139"] }).Functions;

    private static ImmutableDictionary<string, string> NoRelocation =>
        ImmutableDictionary<string, string>.Empty.Add("hvmloader/allow-memory-relocate", "0");

    private static HostRegion Region(int index) => new()
    {
        BaseAddress = new Hpa(0x8000_0000 + ((ulong)index << 20)),
        LimitAddress = new Hpa(0x8000_0fff + ((ulong)index << 20)),
        Devices = [Device(index)],
        Source = new RdmSource(RdmSourceKind.Given, "bench", index, 0),
    };

    private static PciAddress Device(int index) => PciAddress.FromDevFn(0, (byte)(1 + (index >> 8)), (byte)(index & 0xff));

    private static ImmutableArray<DumpedTable> Dump(string resource)
    {
        using Stream stream = typeof(Inputs).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not built in");
        byte[] text = new byte[stream.Length];
        stream.ReadExactly(text);
        return HostDump.Read(text).Tables?.Tables ?? [];
    }
}
