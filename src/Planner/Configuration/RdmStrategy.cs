namespace RdmPlanner.Planner.Configuration;

/// <summary>Which of the host's reserved regions a guest reserves (xl.cfg(5), <c>strategy</c>).</summary>
public enum RdmStrategy
{
    /// <summary>Only those of its assigned devices ("none" in the 2015 design, "ignore" in libxl).</summary>
    Ignore = 0,

    /// <summary>All of the host's.</summary>
    Host = 1,
}
