using System.Collections.Immutable;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Simulation;

/// <summary>What was read of a <c>--hotplug</c> option.</summary>
/// <param name="Device">The device; null when the string is not understood.</param>
/// <param name="Findings">What the profile's parser has to say.</param>
public sealed record HotplugReading(PassthroughDevice? Device, ImmutableArray<Finding> Findings);

/// <summary>Reads <c>--hotplug</c>, whose string is that of <c>xl pci-attach</c> and of <c>pci=</c>, as the profile's parser does.</summary>
public static class HotplugOption
{
    /// <summary>Reads the option: the guest's <c>pci</c> entry without any global setting.</summary>
    /// <param name="text">The option's text.</param>
    /// <param name="profile">Whose parser.</param>
    /// <returns>The device, or what is wrong. Never throws for any text.</returns>
    public static HotplugReading Read(string text, XenProfile profile)
    {
        BoundGuest bound = GuestConfigBinder.Bind(null, new GuestOverrides { MemoryMiB = 1, Pci = [text] }, profile);
        ImmutableArray<Finding> findings =
        [
            .. bound.Diagnostics.Where(d => d.File == "--pci").Select(d => Finding.Of(d) with { Location = "--hotplug" }),
        ];
        bool isRefused = bound.Config.Devices.IsEmpty || findings.Any(f => f.Severity == DiagnosticSeverity.Error);
        return new HotplugReading(isRefused ? null : bound.Config.Devices[0] with { Origin = "--hotplug" }, findings);
    }
}
