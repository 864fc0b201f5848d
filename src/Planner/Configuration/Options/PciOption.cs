using System.Collections.Immutable;

namespace RdmPlanner.Planner.Configuration;

/// <summary>What a parser made of a <c>pci</c> string: the fields of libxl_device_pci that it writes.</summary>
/// <remarks>
/// Fields are shown as the parser left them also when it failed. The values before parsing are those of the record it
/// started from, where xl puts the guest's global defaults.
/// </remarks>
public sealed record PciOption
{
    /// <summary>vfunc_mask of all functions (<c>BB:DD.*</c>).</summary>
    public const uint AllFunctionsMask = 0xffffffff;

    /// <summary>A device of which nothing is known yet.</summary>
    public static PciOption Initial { get; } = new();

    /// <summary>0, <see cref="XlReturnCode.Invalid"/>, or <see cref="XlReturnCode.Fail"/>.</summary>
    public int ReturnCode { get; init; }

    /// <summary>Whether xl of the release crashes in an assertion; nothing else is meaningful then.</summary>
    public bool Aborts { get; init; }

    /// <summary>PCI segment.</summary>
    public uint Domain { get; init; }

    /// <summary>Bus.</summary>
    public uint Bus { get; init; }

    /// <summary>Device; 4.6 to 4.14 let numbers above 0x1f pass.</summary>
    public uint Device { get; init; }

    /// <summary>Function; not meaningful when <see cref="FunctionWritten"/> is false.</summary>
    public uint Function { get; init; }

    /// <summary>Whether the function has a value: false after <c>BB:DD.*</c> in releases that then read an uninitialised one.</summary>
    public bool FunctionWritten { get; init; } = true;

    /// <summary>1 for one function, <see cref="AllFunctionsMask"/>, or 0 when no address was read.</summary>
    public uint VFuncMask { get; init; }

    /// <summary>Slot in the guest times 8.</summary>
    public uint VDevFn { get; init; }

    /// <summary><c>msitranslate</c>.</summary>
    public bool MsiTranslate { get; init; }

    /// <summary><c>power_mgmt</c>.</summary>
    public bool PowerManagement { get; init; }

    /// <summary><c>permissive</c>.</summary>
    public bool Permissive { get; init; }

    /// <summary><c>seize</c>.</summary>
    public bool Seize { get; init; }

    /// <summary>Whether the string itself wrote the policy.</summary>
    public bool PolicyWritten { get; init; }

    /// <summary>The policy: the string's, or the one it started with; null is libxl's "invalid".</summary>
    public RdmPolicy? Policy { get; init; }

    /// <summary><c>name</c>, 4.15 on; null when not given.</summary>
    public string? Name { get; init; }

    /// <summary>What a release prints; no newline at its end. Empty under the design.</summary>
    public string Report { get; init; } = "";

    /// <summary>What the design says, and what a release does silently.</summary>
    public ImmutableArray<OptionFinding> Findings { get; init; } = [];

    /// <summary>Whether the string was accepted.</summary>
    public bool IsAccepted => ReturnCode == XlReturnCode.Ok && !Aborts;
}
