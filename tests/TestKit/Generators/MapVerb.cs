namespace RdmPlanner.TestKit.Generators;

/// <summary>What a step of the model-based test does.</summary>
public enum MapVerb
{
    /// <summary>Firmware adds an entry.</summary>
    Add,

    /// <summary>A range becomes reserved.</summary>
    Reserve,

    /// <summary>One type becomes another.</summary>
    ChangeType,

    /// <summary>A range becomes a hole.</summary>
    Remove,
}
