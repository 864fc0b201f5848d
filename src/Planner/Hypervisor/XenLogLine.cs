namespace RdmPlanner.Planner.Hypervisor;

/// <summary>The level of a hypervisor message (XENLOG_*).</summary>
public enum XenLogLevel
{
    /// <summary>Printed without a level.</summary>
    None = 0,

    /// <summary>XENLOG_ERR.</summary>
    Error,

    /// <summary>XENLOG_WARNING.</summary>
    Warning,

    /// <summary>XENLOG_INFO.</summary>
    Info,

    /// <summary>XENLOG_DEBUG.</summary>
    Debug,
}

/// <summary>One line of the hypervisor's log, in Xen's own wording.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Text">The text, without level, prefix <c>(XEN)</c> and final newline.</param>
public readonly record struct XenLogLine(XenLogLevel Level, string Text)
{
    /// <summary>The form of the vectors: <c>&lt;warn&gt;text</c>, the bare text for a line without level.</summary>
    /// <returns>Level in angle brackets and text.</returns>
    public override string ToString() => Level switch
    {
        XenLogLevel.Error => $"<err>{Text}",
        XenLogLevel.Warning => $"<warn>{Text}",
        XenLogLevel.Info => $"<info>{Text}",
        XenLogLevel.Debug => $"<debug>{Text}",
        _ => Text,
    };
}
