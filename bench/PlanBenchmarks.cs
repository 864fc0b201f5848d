using BenchmarkDotNet.Attributes;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Bench;

/// <summary>The whole way from a table and a configuration to a verdict.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private const string Configuration =
        """
        name = "win10"
        type = "hvm"
        memory = 4096
        rdm = "strategy=host,policy=relaxed"
        pci = [ "00:02.0,rdm_policy=relaxed", "02:00.0" ]

        """;

    /// <summary>Table and configuration are read, the guest is planned.</summary>
    [Benchmark]
    public PlanOutcome Plan() => Run();

    /// <summary>The same, with the report that a user reads.</summary>
    [Benchmark]
    public string PlanAndReport() => PlanText.Write(Run(), []);

    internal static PlanOutcome Run() => MemoryPlanner.Plan(new PlanRequest
    {
        Host = HostReader.Read(Inputs.OneTable, "dmar.bin"),
        Guest = GuestConfigBinder.Bind(XlConfigReader.Read(Configuration, "win10.cfg"), new GuestOverrides(), XenProfile.Design).Config,
    });
}
