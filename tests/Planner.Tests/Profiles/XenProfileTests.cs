using RdmPlanner.Planner.Profiles;
using Xunit;

namespace RdmPlanner.Planner.Tests.Profiles;

/// <summary>Which release has which rule: the last without it and the first with it (BEHAVIOUR.md, section 6).</summary>
public sealed class XenProfileTests
{
    public static TheoryData<string, Func<XenProfile, bool>, string, string> Rules => new()
    {
        { "AssertsPciFunction", p => p.AssertsPciFunction, "4.6 4.13.2 4.14.0 4.15 4.22 design", "4.13.3 4.13.5 4.13 4.14.1 4.14" },
        { "DevicePolicyOverridesGlobal", p => p.DevicePolicyOverridesGlobal, "design", "4.6 4.22" },
        { "RoundsMovedLowMemForHap", p => p.RoundsMovedLowMemForHap, "4.6 4.13 4.13.5", "4.14.0 4.14 4.22 design" },
        { "E820HasNvsEntry", p => p.E820HasNvsEntry, "4.12 4.13.4 4.14.2", "4.13.5 4.13 4.14.3 4.14 4.15.0 4.22 design" },
        { "KnowsTpm2", p => p.KnowsTpm2, "4.17 4.17.9", "4.18.0 4.22 design" },
        { "EnablesDecodeAtEnd", p => p.EnablesDecodeAtEnd, "4.13 4.13.5", "4.14.0 4.22 design" },
        { "ChecksRegionPages", p => p.ChecksRegionPages, "4.18", "4.19.0 4.22 design" },
        { "KnowsSegmentsBeforeDmar", p => p.KnowsSegmentsBeforeDmar, "4.17 4.18 4.19", "4.6 4.16 4.20 4.22 design" },
        { "HasShortRegionMessages", p => p.HasShortRegionMessages, "4.14", "4.15.0 4.22 design" },
        { "ReadsAddressTranslationCaches", p => p.ReadsAddressTranslationCaches, "4.18", "4.19.0 4.22 design" },
        { "PlacesHugeBarsHigh", p => p.PlacesHugeBarsHigh, "4.16 4.17.6 4.18.0", "4.17.7 4.17 4.18 4.19.0 4.22 design" },
        { "HasWriteBackPlatformBar", p => p.HasWriteBackPlatformBar, "4.20", "4.21.0 4.22 design" },
        { "IsDesign", p => p.IsDesign, "4.6 4.22", "design" },
        { "Grammar 4.6", p => p.Grammar == OptionGrammar.Xen46, "4.14.0 4.15 design", "4.6 4.13.5" },
        { "Grammar 4.14", p => p.Grammar == OptionGrammar.Xen414, "4.13 4.15.0 design", "4.14.0 4.14" },
        { "Grammar 4.15", p => p.Grammar == OptionGrammar.Xen415, "4.14 design", "4.15.0 4.22" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_OfAProfile_BeginsAndEndsWhereItDid(string rule, Func<XenProfile, bool> has, string without, string with)
    {
        Assert.All(without.Split(' '), name => Assert.False(has(Named(name)), $"{rule} in {name}"));
        Assert.All(with.Split(' '), name => Assert.True(has(Named(name)), $"{rule} not in {name}"));
    }

    [Theory]
    [InlineData("4.5")]
    [InlineData("4.23")]
    [InlineData("5.6")]
    [InlineData("4")]
    [InlineData("4.17.1.2")]
    [InlineData("4.x")]
    [InlineData("4.17.x")]
    [InlineData("4.+17")]
    [InlineData("Design")]
    [InlineData("")]
    public void TryParse_OtherNames_AreNotKnown(string name)
    {
        Assert.False(XenProfile.TryParse(name, out XenProfile profile));
        Assert.True(profile.IsDesign);
    }

    [Fact]
    public void Equality_IsThatOfTheName()
    {
        Assert.Equal(Named("4.22"), XenProfile.Newest);
        Assert.Equal(Named("4.22").GetHashCode(), XenProfile.Newest.GetHashCode());
        Assert.NotEqual(Named("4.17"), Named("4.17.7"));
        Assert.Equal("4.17.7", $"{Named("4.17.7")}");
    }

    private static XenProfile Named(string name) =>
        XenProfile.TryParse(name, out XenProfile profile) ? profile : throw new ArgumentException(name, nameof(name));
}
