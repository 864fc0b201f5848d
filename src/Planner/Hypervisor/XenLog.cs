using System.Collections.Immutable;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Collects what the hypervisor prints, in order.</summary>
/// <param name="debugBuild">Whether dprintk() lines are kept; release builds of Xen compile them out.</param>
internal sealed class XenLog(bool debugBuild)
{
    /// <summary>VTDPREFIX: what most lines of the VT-d driver begin with.</summary>
    private const string VtdPrefix = "[VT-D]";

    private readonly ImmutableArray<XenLogLine>.Builder _lines = ImmutableArray.CreateBuilder<XenLogLine>();

    /// <summary>Adds a line of any level.</summary>
    public void Print(XenLogLevel level, string text) => _lines.Add(new XenLogLine(level, text));

    /// <summary>Adds a line with the VT-d prefix.</summary>
    public void Vtd(XenLogLevel level, string text) => Print(level, VtdPrefix + text);

    /// <summary>Adds a dprintk() line with the VT-d prefix, in debug builds only.</summary>
    public void VtdDebugBuild(XenLogLevel level, string text)
    {
        if (debugBuild)
        {
            Vtd(level, text);
        }
    }

    /// <summary>The lines so far.</summary>
    public ImmutableArray<XenLogLine> ToImmutable() => _lines.ToImmutable();
}
