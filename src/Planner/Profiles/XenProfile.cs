using System.Globalization;

namespace RdmPlanner.Planner.Profiles;

/// <summary>Whose rules a plan follows: the 2015 design, or one Xen release. Differences are data on this type.</summary>
/// <remarks>
/// The bands are those of BEHAVIOUR.md sections 0 and 6. <see cref="Design"/> has the current source's behaviour for
/// everything but the option strings and the precedence of policies. Equality is by name.
/// </remarks>
public sealed record XenProfile
{
    /// <summary>The oldest release with reserved device memory, 4.6 (minor number).</summary>
    public const int OldestMinor = 6;

    /// <summary>The newest release known, 4.22 (minor number).</summary>
    public const int NewestMinor = 22;

    private const int LastPatch = int.MaxValue;

    private readonly int _minor;
    private readonly int _patch;

    private XenProfile(string name, int minor, int patch)
    {
        Name = name;
        _minor = minor;
        _patch = patch;
    }

    /// <summary>The rules of the 2015 design on the newest source.</summary>
    public static XenProfile Design { get; } = new("design", NewestMinor, LastPatch);

    /// <summary>The newest release; the behaviour the vectors were measured on.</summary>
    public static XenProfile Newest { get; } = new("4.22", NewestMinor, LastPatch);

    /// <summary>The name as given: <c>design</c>, <c>4.17</c> or <c>4.14.3</c>.</summary>
    public string Name { get; }

    /// <summary>Whether these are the rules of the design, not of a release.</summary>
    public bool IsDesign => Name == "design";

    /// <summary>The parser of option strings.</summary>
    public OptionGrammar Grammar => IsDesign ? OptionGrammar.Design
        : _minor >= 15 ? OptionGrammar.Xen415
        : _minor == 14 ? OptionGrammar.Xen414
        : OptionGrammar.Xen46;

    /// <summary>
    /// Whether xl asserts that a <c>pci</c> string gave a function number (4.13.3 to 4.13.5, 4.14.1 on). Older releases
    /// read an uninitialised one for <c>BB:DD.*</c>; 4.15 and later neither.
    /// </summary>
    public bool AssertsPciFunction => (_minor == 13 && _patch >= 3) || (_minor == 14 && _patch >= 1);

    /// <summary>
    /// Whether a policy on a device replaces the global one (every release); otherwise strict wins (the design).
    /// </summary>
    public bool DevicePolicyOverridesGlobal => !IsDesign;

    /// <summary>Whether a moved end of low memory is rounded down to 2 MiB for HAP guests (4.14 on).</summary>
    public bool RoundsMovedLowMemForHap => _minor >= 14;

    /// <summary>Whether hvmloader reports its ACPI pages as NVS (4.15; 4.14.3; 4.13.5), not as reserved.</summary>
    public bool E820HasNvsEntry => _minor >= 15 || (_minor == 14 && _patch >= 3) || (_minor == 13 && _patch >= 5);

    /// <summary>Whether hvmloader knows TPM 2.0 and gives its log memory (4.18 on).</summary>
    public bool KnowsTpm2 => _minor >= 18;

    /// <summary>Whether hvmloader enables memory and I/O decoding after all BARs are placed (4.14 on).</summary>
    public bool EnablesDecodeAtEnd => _minor >= 14;

    /// <summary>Whether the hypervisor checks the pages of a region against its E820 (iommu_unity_region_ok, 4.19 on).</summary>
    public bool ChecksRegionPages => _minor >= 19;

    /// <summary>
    /// Whether PCI segments are set up before the DMAR is read, so that the devices of its scopes can be looked for
    /// (acpi_iommu_init runs before acpi_mmcfg_init from 4.17 on; pci_segments_init was moved ahead in 4.20).
    /// </summary>
    public bool KnowsSegmentsBeforeDmar => _minor is <= 16 or >= 20;

    /// <summary>Whether messages about regions print them as <c>[base,end]</c> (4.15 on), and the older check of the E820 asks for bytes, not pages.</summary>
    public bool HasShortRegionMessages => _minor >= 15;

    /// <summary>Whether the hypervisor reads SATC structures (4.19 on); before, they are unknown to it.</summary>
    public bool ReadsAddressTranslationCaches => _minor >= 19;

    /// <summary>Whether 64-bit BARs above 1 GiB always go above 4 GiB and do not count for the low hole (4.19; 4.17.7).</summary>
    /// <remarks>
    /// Guests of 4.17.7 with 2 and 4 GiB BARs show it, so the stable branches have it as a backport. From which release on is not
    /// known: 4.17 has it from 4.17.7, 4.18 only as the branch as a whole, named without its patch number.
    /// </remarks>
    public bool PlacesHugeBarsHigh =>
        _minor >= 19 || (_minor == 18 && _patch == LastPatch) || (_minor == 17 && _patch >= 7);

    /// <summary>Whether hvmloader can place the platform device's BAR for write-back caching (4.21 on).</summary>
    public bool HasWriteBackPlatformBar => _minor >= 21;

    /// <summary>Finds a profile by its name.</summary>
    /// <param name="name"><c>design</c>, or a release from <c>4.6</c> to <c>4.22</c>, with or without its patch number.</param>
    /// <param name="profile">The profile; <see cref="Design"/> when the name is not known.</param>
    /// <returns>True when the name is known.</returns>
    public static bool TryParse(string name, out XenProfile profile)
    {
        profile = Design;
        if (name == Design.Name)
        {
            return true;
        }

        string[] parts = name.Split('.');
        int patch = LastPatch;
        if (parts.Length is not (2 or 3) || parts[0] != "4" || !Number(parts[1], out int minor)
            || (parts.Length == 3 && !Number(parts[2], out patch)) || minor is < OldestMinor or > NewestMinor)
        {
            return false;
        }

        profile = new XenProfile(name, minor, patch);
        return true;
    }

    /// <summary>Equality by name.</summary>
    /// <param name="other">The other profile.</param>
    /// <returns>True when both have the same name.</returns>
    public bool Equals(XenProfile? other) => other is not null && other.Name == Name;

    /// <summary>Hash of the name.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static bool Number(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
