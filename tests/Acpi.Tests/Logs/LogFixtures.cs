using RdmPlanner.Acpi.Logs;
using RdmPlanner.TestKit;

namespace RdmPlanner.Acpi.Tests.Logs;

/// <summary>The files of fixtures/logs, and short forms of what is read from them.</summary>
internal static class LogFixtures
{
    public static BootLogResult Read(string name) => BootLog.Read(File.ReadAllBytes(FixtureFolder.Of("logs", name)));

    /// <summary>For example <c>0x1000-0x1fff@3 0000:00:02.0 ignored</c>: bounds, line, devices, marks.</summary>
    public static string[] Regions(BootLogResult log) =>
    [
        .. log.Regions.Select(r => $"{r.BaseAddress}-{r.LimitAddress}@{r.Line}"
            + string.Concat(r.Devices.Select(d => " " + d))
            + (r.IgnoredByXen ? " ignored" : "") + (r.FromCommandLine ? " option" : "")),
    ];

    /// <summary>For example <c>0xfed90000 all@3 node 1</c>.</summary>
    public static string[] Units(BootLogResult log) =>
    [
        .. log.Units.Select(u => $"{u.RegisterBase}{(u.IncludesAll ? " all" : "")}@{u.Line}{(u.ProximityDomain is { } node ? $" node {node}" : "")}"),
    ];

    /// <summary>Code and line of each diagnostic.</summary>
    public static string[] Diagnostics(BootLogResult log) => [.. log.Diagnostics.Select(d => $"{(int)d.Code}@{d.Line}")];
}
