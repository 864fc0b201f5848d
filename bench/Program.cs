using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RdmPlanner.Bench;

if (args is ["--rates", .. var rest])
{
    return Rates.Print(rest.FirstOrDefault());
}

if (args is ["--tables", var folder, var copies])
{
    Inputs.WriteFixtures(folder, int.Parse(copies, CultureInfo.InvariantCulture));
    return 0;
}

bool isQuick = args.Contains("--quick");
IConfig config = isQuick
    ? DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    : DefaultConfig.Instance;
BenchmarkSwitcher.FromAssembly(typeof(Rates).Assembly).Run([.. args.Where(a => a != "--quick")], config);
return 0;
