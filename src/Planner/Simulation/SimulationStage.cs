namespace RdmPlanner.Planner.Simulation;

/// <summary>The stages of a guest's memory map, in the order of real life.</summary>
public enum SimulationStage
{
    /// <summary>The hypervisor boots and accepts the host's tables.</summary>
    Hypervisor = 0,

    /// <summary>xl and libxl lay the guest out and populate its RAM.</summary>
    Toolstack,

    /// <summary>The devices are assigned and their regions identity-mapped.</summary>
    Assignment,

    /// <summary>hvmloader places the BARs and builds the E820.</summary>
    Hvmloader,

    /// <summary>Devices are attached to the running guest.</summary>
    Hotplug,
}

/// <summary>How a guest's life ends.</summary>
public enum SimulationOutcome
{
    /// <summary>It runs with all it was to have.</summary>
    Accepted = 0,

    /// <summary>A stage refused: the guest does not start, or a device is not attached.</summary>
    Rejected,

    /// <summary>hvmloader, the domain or the hypervisor crashes.</summary>
    Crashed,
}

/// <summary>Where and why a simulation stopped.</summary>
/// <param name="Stage">The stage that refused or crashed.</param>
/// <param name="Reason">Its own words: the log line or message of libxl, Xen or hvmloader.</param>
public sealed record SimulationStop(SimulationStage Stage, string Reason);
