using System.Collections.Immutable;

namespace RdmPlanner.TestKit.Fuzz;

/// <summary>Reads one input and checks the laws that hold for every input.</summary>
/// <param name="input">Any bytes.</param>
/// <exception cref="BrokenLawException">A law does not hold.</exception>
public delegate void FuzzRun(ReadOnlySpan<byte> input);

/// <summary>A reader, or a chain of them, that hostile bytes reach. The fuzzer and the tests run the same functions.</summary>
/// <param name="Name">What <c>fuzz/run</c> calls it; also the folder of its inputs below <c>fixtures/fuzz</c>.</param>
/// <param name="Run">Reads an input.</param>
public sealed record FuzzTarget(string Name, FuzzRun Run)
{
    /// <summary>All targets.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("dmar", TableTargets.Dmar),
        new("ivrs", TableTargets.Ivrs),
        new("dump", TextTargets.Dump),
        new("log", TextTargets.Log),
        new("lspci", TextTargets.Lspci),
        new("csv", TextTargets.Csv),
        new("devicelist", TextTargets.DeviceList),
        new("explain", TextTargets.Explain),
        new("xlcfg", GuestTargets.Config),
        new("options", GuestTargets.Options),
        new("scenario", WholeTargets.Scenario),
        new("bundle", WholeTargets.Bundle),
        new("plan", WholeTargets.Plan),
    ];

    /// <summary>Finds a target.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The target; null when there is none of that name.</returns>
    public static FuzzTarget? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
