using BenchmarkDotNet.Attributes;
using RdmPlanner.Planner.Hvmloader;

namespace RdmPlanner.Bench;

/// <summary>hvmloader's run on a guest.</summary>
[MemoryDiagnoser]
public class HvmloaderBenchmarks
{
    private HvmloaderInput _input = Inputs.TypicalGuest;

    /// <summary>Which guest.</summary>
    [Params("typical", "gpu")]
    public string Guest { get; set; } = "typical";

    /// <summary>Whether its console lines are made.</summary>
    [Params(false, true)]
    public bool Log { get; set; }

    /// <summary>Chooses the guest.</summary>
    [GlobalSetup]
    public void Setup() => _input = (Guest == "gpu" ? Inputs.GpuGuest : Inputs.TypicalGuest) with { WantLog = Log };

    /// <summary>The whole run.</summary>
    [Benchmark]
    public HvmloaderResult Run() => HvmloaderSimulator.Run(_input);
}
