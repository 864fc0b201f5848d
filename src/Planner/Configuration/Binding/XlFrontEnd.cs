using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Configuration;

/// <summary>xl's reading of a configuration, as far as the memory map goes.</summary>
public static class XlFrontEnd
{
    /// <summary>Runs it on values without a file (the vectors' <c>xl</c> object).</summary>
    /// <param name="values">The settings, and what uninitialised fields contain.</param>
    /// <param name="profile">A release; under the design nothing is printed and the exit code is 0.</param>
    /// <returns>How xl ends.</returns>
    public static XlRun Run(GuestOverrides values, XenProfile profile) => GuestConfigBinder.Bind(null, values, profile).Xl;

    /// <summary>Runs it on a file.</summary>
    /// <param name="file">The file; one that xl's grammar refuses ends with exit code 1.</param>
    /// <param name="profile">A release.</param>
    /// <returns>How xl ends.</returns>
    public static XlRun Run(XlConfigFile file, XenProfile profile) =>
        GuestConfigBinder.Bind(file, GuestOverrides.None, profile).Xl;
}
