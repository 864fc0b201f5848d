namespace RdmPlanner.Planner.Profiles;

/// <summary>Which parser of <c>rdm=</c> and <c>pci=</c> strings a profile has (BEHAVIOUR.md section 1).</summary>
public enum OptionGrammar
{
    /// <summary>The 2015 design: every spelling with a note, unknown words are errors.</summary>
    Design,

    /// <summary>Xen 4.6 to 4.13.</summary>
    Xen46,

    /// <summary>Xen 4.14.</summary>
    Xen414,

    /// <summary>Xen 4.15 and later: a valid <c>rdm=</c> policy is rejected without a message.</summary>
    Xen415,
}
