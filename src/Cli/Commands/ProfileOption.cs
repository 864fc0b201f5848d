using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>--profile</c>: whose rules are followed; one profile, or several where a command compares them.</summary>
/// <param name="takesSeveral">Whether the command compares profiles.</param>
internal sealed class ProfileOption(bool takesSeveral)
{
    private readonly Option<string?> _name = new("--profile")
    {
        Description = $"Whose rules: design (default), or a Xen release from 4.6 to 4.22{(takesSeveral ? "; several with commas, or all" : "")}",
        HelpName = "NAME",
    };

    /// <summary>Adds the option to a command.</summary>
    internal void AddTo(Command command) => command.Add(_name);

    /// <summary>Whether verdicts of several profiles are asked for.</summary>
    internal bool IsSeveral(ParseResult parsed) =>
        parsed.GetValue(_name) is { } name && (name == "all" || name.Contains(',', StringComparison.Ordinal));

    /// <summary>Reads one profile; the design when none is given. What is wrong is said.</summary>
    internal bool TryReadOne(ParseResult parsed, Streams streams, out XenProfile profile) => TryParse(Text(parsed), streams, out profile);

    /// <summary>Reads the profiles of a comparison. What is wrong is said.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="streams">Where to say what is wrong.</param>
    /// <param name="bands">A band for each profile in the order given; every band for <c>all</c>.</param>
    internal bool TryReadBands(ParseResult parsed, Streams streams, out ImmutableArray<ProfileBand> bands)
    {
        bands = ProfileBand.All;
        string names = Text(parsed);
        if (names == "all")
        {
            return true;
        }

        ImmutableArray<ProfileBand>.Builder chosen = ImmutableArray.CreateBuilder<ProfileBand>();
        foreach (string name in names.Split(','))
        {
            if (!TryParse(name, streams, out XenProfile profile))
            {
                return false;
            }

            chosen.Add(ProfileBand.Of(profile));
        }

        bands = chosen.DrainToImmutable();
        return true;
    }

    private string Text(ParseResult parsed) => parsed.GetValue(_name) ?? XenProfile.Design.Name;

    private static bool TryParse(string name, Streams streams, out XenProfile profile)
    {
        if (XenProfile.TryParse(name, out profile))
        {
            return true;
        }

        string known = name == "all" ? "takes one profile here" : "unknown";
        streams.Error.WriteLine($"rdmplan: --profile {name}: {known}; use design, or a Xen release from 4.6 to 4.22");
        return false;
    }
}
