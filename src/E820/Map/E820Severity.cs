namespace RdmPlanner.E820;

/// <summary>How much a violation matters.</summary>
public enum E820Severity
{
    /// <summary>Usual on real machines and without effect on the map.</summary>
    Note = 0,

    /// <summary>The list is untidy; the map says what Xen and Linux make of it.</summary>
    Warning = 1,

    /// <summary>The list contradicts itself; Xen and Linux would give up on it or decide by type code.</summary>
    Error = 2,
}
