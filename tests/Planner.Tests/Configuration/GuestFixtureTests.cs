using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

/// <summary>One configuration file a rule, with the findings it must give.</summary>
public sealed class GuestFixtureTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(FixtureFolder.Of("guests-cfg"), "*.cfg").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Bind_Fixture_GivesTheExpectedFindings(string name)
    {
        string text = File.ReadAllText(FixtureFolder.Of("guests-cfg", name + ".cfg"));
        string[] expected = File.ReadAllLines(FixtureFolder.Of("guests-cfg", name + ".expected.txt"));

        BoundGuest bound = GuestConfigBinder.Bind(XlConfigReader.Read(text, name + ".cfg"), GuestOverrides.None, XenProfile.Design);

        Assert.Equal(expected, bound.Diagnostics.Select(d => d.ToString()));
    }
}
