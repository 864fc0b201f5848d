using System.Reflection;
using RdmPlanner.Acpi;
using RdmPlanner.E820;
using RdmPlanner.Planner.Plan;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests;

/// <summary>
/// The libraries offer what <c>fixtures/public-api</c> says, no more and no less. A change on purpose is written there with
/// <c>RDM_UPDATE_GOLDEN=1</c>.
/// </summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries => [.. Assemblies.Select(a => a.GetName().Name!)];

    private static IEnumerable<Assembly> Assemblies => [typeof(DmarTable).Assembly, typeof(E820Map).Assembly, typeof(MemoryPlanner).Assembly];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_PublicApi_IsTheOneWrittenDown(string name)
    {
        IEnumerable<string> lines = PublicApi.Of(Assemblies.Single(a => a.GetName().Name == name));

        GoldenFile.Check(string.Join('\n', lines) + "\n", "public-api", name + ".txt");
    }

    [Fact]
    public void Of_Library_NamesWhatUsersSee()
    {
        string[] lines = [.. PublicApi.Of(typeof(DmarTable).Assembly)];

        Assert.Contains("RdmPlanner.Acpi.DmarEncoder.Encode(RdmPlanner.Acpi.DmarTable table): static Byte[]", lines);
        Assert.Contains("RdmPlanner.Acpi.DmarTable.HostAddressWidthRaw: Byte { get; init; }", lines);
        Assert.Contains("RdmPlanner.Acpi.AcpiChecksum.Offset: const Int32 = 9", lines);
        Assert.DoesNotContain(lines, l => l.Contains("DamagedTable", StringComparison.Ordinal));
    }
}
