namespace RdmPlanner.E820;

/// <summary>In which way two maps differ on a range.</summary>
public enum E820ChangeKind
{
    /// <summary>The first map has a hole there.</summary>
    Added = 0,

    /// <summary>The second map has a hole there.</summary>
    Removed = 1,

    /// <summary>Both maps have an entry there, of different types.</summary>
    Retyped = 2,
}
