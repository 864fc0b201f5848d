using System.Collections.Concurrent;
using RdmPlanner.LinuxBoot.Tests.Machine;
using RdmPlanner.LinuxBoot.Tests.Tables;
using Xunit;

namespace RdmPlanner.LinuxBoot.Tests;

/// <summary>Boots each table once, however many tests look at it; skips where no machine can be booted.</summary>
internal static class Boots
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<BootedMachine>>> Started = new();

    /// <summary>The machine booted with a table.</summary>
    public static Task<BootedMachine> OfAsync(BootTable table) =>
        OfAsync(table.Name, new BootRequest { Table = table.Bytes, KernelParameters = "intel_iommu=on" });

    /// <summary>The machine of a request.</summary>
    public static Task<BootedMachine> OfAsync(string name, BootRequest request)
    {
        Assert.SkipWhen(BootParts.Found is null, BootParts.SkipReason);
        return Started.GetOrAdd(name, _ => new Lazy<Task<BootedMachine>>(() => BootedMachine.BootAsync(BootParts.Found!, request))).Value;
    }
}
