using System.Collections.Immutable;

namespace RdmPlanner.Planner.Profiles;

/// <summary>Releases within a band that behave alike in everything that is simulated.</summary>
/// <param name="Name">From and to: <c>4.13.3-4.13.4</c>; a single release by itself.</param>
/// <param name="Releases">The releases by minor number: <c>4.13</c>.</param>
/// <param name="Profile">The newest of them.</param>
public sealed record ProfileStep(string Name, ImmutableArray<string> Releases, XenProfile Profile);

/// <summary>Releases that share an option parser and the larger changes (BEHAVIOUR.md section 0), or the design.</summary>
/// <param name="Name"><c>design</c>, <c>4.6-4.13</c>, or the name of the one profile.</param>
/// <param name="Steps">The steps within, oldest first; one where nothing changed.</param>
public sealed record ProfileBand(string Name, ImmutableArray<ProfileStep> Steps)
{
    /// <summary>The design and all releases, oldest first.</summary>
    public static ImmutableArray<ProfileBand> All { get; } =
    [
        Of(XenProfile.Design),
        new("4.6-4.13", [Step("4.6-4.13.2", "4.13.2", 6, 13), Step("4.13.3-4.13.4", "4.13.4", 13, 13), Step("4.13.5", "4.13.5", 13, 13)]),
        new("4.14", [Step("4.14.0", "4.14.0", 14, 14), Step("4.14.1-4.14.2", "4.14.2", 14, 14), Step("4.14.3-4.14.6", "4.14.6", 14, 14)]),
        new(
            "4.15-4.18",
            [
                Step("4.15-4.16", "4.16", 15, 16), Step("4.17.0-4.17.6", "4.17.6", 17, 17), Step("4.17.7", "4.17.7", 17, 17),
                Step("4.18", "4.18", 18, 18),
            ]),
        new("4.19-4.20", [Step("4.19", "4.19", 19, 19), Step("4.20", "4.20", 20, 20)]),
        new("4.21-4.22", [Step("4.21-4.22", "4.22", 21, 22)]),
    ];

    /// <summary>A band of one profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The band, named as the profile.</returns>
    public static ProfileBand Of(XenProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new ProfileBand(profile.Name, [new ProfileStep(profile.Name, profile.IsDesign ? [] : [profile.Name], profile)]);
    }

    private static ProfileStep Step(string name, string newest, int firstMinor, int lastMinor) => new(
        name,
        [.. Enumerable.Range(firstMinor, lastMinor - firstMinor + 1).Select(minor => $"4.{minor}")],
        XenProfile.TryParse(newest, out XenProfile profile) ? profile : throw new System.Diagnostics.UnreachableException(newest));
}
