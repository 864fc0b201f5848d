using RdmPlanner.TestKit;

namespace RdmPlanner.Acpi.Tests.Dumps;

/// <summary>The files of fixtures/dumps.</summary>
internal static class DumpFixtures
{
    public static byte[] Dmar { get; } = Read("dmar.bin");

    public static byte[] Oem1 { get; } = Read("oem1.bin");

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(FixtureFolder.Path, "dumps", name));

    public static string ReadText(string name) => File.ReadAllText(Path.Combine(FixtureFolder.Path, "dumps", name));
}
