using System.Diagnostics;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Reads <c>pci</c> strings as the design or as a release does (BEHAVIOUR.md section 1).</summary>
public static class PciOptionParser
{
    /// <summary>Reads a string.</summary>
    /// <param name="text">One item of <c>pci</c>; a NUL ends it, as in C.</param>
    /// <param name="grammar">Whose rules.</param>
    /// <param name="initial">The device before parsing, with the guest's global defaults.</param>
    /// <param name="assertsFunction">
    /// For <see cref="OptionGrammar.Xen46"/> and <see cref="OptionGrammar.Xen414"/>: whether the release asserts that the
    /// function was given (4.13.3 to 4.13.5, 4.14.1 on) or reads it uninitialised.
    /// </param>
    /// <returns>What the parser made of it. Never throws for any text.</returns>
    public static PciOption Parse(string text, OptionGrammar grammar, PciOption initial, bool assertsFunction = true)
    {
        string option = CString.Of(text);
        return grammar switch
        {
            OptionGrammar.Design => PciOptionDesign.Parse(option, initial),
            OptionGrammar.Xen46 or OptionGrammar.Xen414 => PciBdfGrammar.Parse(option, initial, assertsFunction),
            OptionGrammar.Xen415 => PciSpecGrammar.Parse(option, initial),
            _ => throw new UnreachableException($"no parser for {grammar}"),
        };
    }
}
