using System.Collections.Immutable;
using System.Text;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Simulation;

namespace RdmPlanner.TestKit.Fuzz;

/// <summary>What describes a guest.</summary>
internal static class GuestTargets
{
    /// <summary>One profile of every step of every band.</summary>
    internal static readonly ImmutableArray<XenProfile> Profiles = [.. ProfileBand.All.SelectMany(b => b.Steps).Select(s => s.Profile)];

    private static readonly OptionGrammar[] Grammars = Enum.GetValues<OptionGrammar>();

    /// <summary>xl.cfg, read and bound by the rules of a profile that the length chooses, and of the design.</summary>
    internal static void Config(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        XlConfigFile file = XlConfigReader.Read(text, "guest.cfg");
        XlConfigFile again = XlConfigReader.Read(text, "guest.cfg");
        Law.IsRepeatable(file.Diagnostics, again.Diagnostics);
        Law.Holds(file.XlReport == again.XlReport, "the same input gives the same result");
        Law.Holds(file.Settings.DistinctBy(s => s.Name).Count() == file.Settings.Length, "each setting is there once");
        Law.Holds(file.Settings.All(s => file.Find(s.Name) == s), "each setting is found by its name");
        int lines = text.AsSpan().Count('\n') + 1;
        Law.Holds(file.Diagnostics.All(d => d.Line >= 1 && d.Line <= lines && d.Column >= 1), "findings name lines of the input");

        BoundGuest design = GuestConfigBinder.Bind(file, GuestOverrides.None, XenProfile.Design);
        Law.IsRepeatable(design.Diagnostics, GuestConfigBinder.Bind(again, GuestOverrides.None, XenProfile.Design).Diagnostics);
        Law.Holds(design.Xl.ExitCode == 0, "the design runs no xl");
        Law.Holds(!file.HasErrors || design.IsRefused, "a file with errors is refused");
        // The first is the design.
        XenProfile profile = Profiles[1 + (input.Length % (Profiles.Length - 1))];
        BoundGuest release = GuestConfigBinder.Bind(file, GuestOverrides.None, profile);
        Law.Holds(file.XlReport.Length == 0 || release.IsRefused, "xl stops at a text that it reports");
    }

    /// <summary>Strings of options; the first byte chooses what they are.</summary>
    internal static void Options(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return;
        string text = Encoding.UTF8.GetString(input[1..]);
        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        string c = nul < 0 ? text : text[..nul];
        switch (input[0] % 4)
        {
            case 0:
                Array.ForEach(Grammars, grammar => Rdm(text, c, grammar));
                break;
            case 1:
                Array.ForEach(Grammars, grammar => Pci(text, c, grammar));
                break;
            case 2:
                Rmrr(text);
                break;
            default:
                Ours(text);
                break;
        }

        Bound(text, input.Length);
    }

    private static void Rdm(string text, string untilNul, OptionGrammar grammar)
    {
        RdmOption option = RdmOptionParser.Parse(text, grammar);
        Law.Holds(Same(option, RdmOptionParser.Parse(untilNul, grammar)), "a NUL ends the string");
        Law.Holds(option.ReturnCode is XlReturnCode.Ok or XlReturnCode.Invalid, "the parser accepts or calls it invalid");
        Law.Holds(grammar == OptionGrammar.Design || option.Findings.IsEmpty, "a release has no findings");
        Law.Holds(grammar != OptionGrammar.Xen415 || !option.IsAccepted || !option.PolicyWritten, "4.15 on, a valid policy is refused");
    }

    private static void Pci(string text, string untilNul, OptionGrammar grammar)
    {
        foreach (bool asserts in (ReadOnlySpan<bool>)[false, true])
        {
            PciOption option = PciOptionParser.Parse(text, grammar, PciOption.Initial, asserts);
            Law.Holds(Same(option, PciOptionParser.Parse(untilNul, grammar, PciOption.Initial, asserts)), "a NUL ends the string");
            Law.Holds(option.ReturnCode is XlReturnCode.Ok or XlReturnCode.Invalid or XlReturnCode.Fail, "the parser accepts or refuses");
            Law.Holds(!option.IsAccepted || option.Function <= 7 || !option.FunctionWritten, "an accepted function is 0 to 7");
        }
    }

    private static void Rmrr(string text)
    {
        HypervisorInput input = new() { RmrrOption = RmrrOption.FromCommandLine(text) };
        HypervisorResult result = DmarAcceptance.Run(input);
        Law.Holds(result.ParamCount is >= 0 and <= RmrrOption.MaxRegions && result.ParamRc is not null, "at most ten regions are remembered");
        Law.IsRepeatable(result.Log, DmarAcceptance.Run(input).Log);
        Law.Holds(DmarAcceptance.Run(input with { RmrrOption = text }).ParamCount >= 0, "an option of any length is read");
    }

    private static void Ours(string text)
    {
        ExplicitRegions regions = RegionOption.Parse(text);
        Law.Holds(regions.Regions.Length + regions.Diagnostics.Length > 0, "an option gives a region or a reason");
        Law.Holds(regions.Regions.All(r => r.BaseAddress <= r.LimitAddress), "no region ends before it starts");
        bool isBar = BarOption.TryParse(text, out BarOverride? bar, out string? problem);
        Law.Holds(isBar == (bar is not null) && isBar == (problem is null), "an option gives a register or a reason");
    }

    /// <summary>The string as <c>rdm=</c>, <c>pci=</c> and hot-plugged device of a whole guest.</summary>
    private static void Bound(string text, int choice)
    {
        XenProfile profile = Profiles[choice % Profiles.Length];
        GuestOverrides overrides = new() { MemoryMiB = 1024, Rdm = text, Pci = [text] };
        BoundGuest bound = GuestConfigBinder.Bind(null, overrides, profile);
        Law.IsRepeatable(bound.Diagnostics, GuestConfigBinder.Bind(null, overrides, profile).Diagnostics);
        HotplugReading hotplug = HotplugOption.Read(text, profile);
        Law.Holds(hotplug.Device is null || hotplug.Device.Origin == "--hotplug", "a device knows where it comes from");
    }

    private static bool Same(RdmOption one, RdmOption other) =>
        one.Findings.SequenceEqual(other.Findings) && one with { Findings = [] } == other with { Findings = [] };

    private static bool Same(PciOption one, PciOption other) =>
        one.Findings.SequenceEqual(other.Findings) && one with { Findings = [] } == other with { Findings = [] };
}
