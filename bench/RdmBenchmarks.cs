using BenchmarkDotNet.Attributes;
using RdmPlanner.E820;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Bench;

/// <summary>Collecting a guest's regions and moving RAM out of their way: libxl__domain_device_construct_rdm() and the hypercall behind it.</summary>
[MemoryDiagnoser]
public class RdmBenchmarks
{
    private RdmRequest _request = new();

    /// <summary>Regions of the host.</summary>
    [Params(1, 8, 64, 512)]
    public int Regions { get; set; }

    /// <summary>Assigned devices.</summary>
    [Params(1, 8)]
    public int Devices { get; set; }

    /// <summary>Makes the host.</summary>
    [GlobalSetup]
    public void Setup() => _request = Inputs.Host(Regions, Devices);

    /// <summary>Both halves.</summary>
    [Benchmark]
    public RdmResolution CollectAndResolve() => Run(_request);

    internal static RdmResolution Run(RdmRequest request) => RdmConstruction.Run(
        request, Inputs.Ram, new Gpa(RdmResolver.DefaultBoundaryInBytes), roundTo2MiB: true, out _);
}
