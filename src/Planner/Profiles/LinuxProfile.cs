namespace RdmPlanner.Planner.Profiles;

/// <summary>A Linux kernel version, as far as its treatment of reserved regions goes. Differences are data on this type.</summary>
/// <remarks>Versions are those of kernel.org; distributions and stable branches carry some of the changes earlier. Equality is by name.</remarks>
public sealed record LinuxProfile
{
    private readonly LinuxKernel _kernel;

    private LinuxProfile(string name, LinuxKernel kernel)
    {
        Name = name;
        _kernel = kernel;
    }

    /// <summary>The newest kernel known of.</summary>
    public static LinuxProfile Newest { get; } = new("newest", new LinuxKernel(int.MaxValue, 0));

    /// <summary>The name as given: <c>6.6</c>, <c>5.15.0-91-generic</c> or <c>newest</c>.</summary>
    public string Name { get; }

    /// <summary>Whether regions are compared with the kernel's E820 (arch_rmrr_sanity_check, 5.5 on).</summary>
    public bool ChecksRegions => _kernel.IsAtLeast(new LinuxKernel(5, 5));

    /// <summary>Whether a region in ACPI NVS passes that comparison (6.1 on; bugzilla.kernel.org 216443).</summary>
    public bool AcceptsNvs => _kernel.IsAtLeast(new LinuxKernel(6, 1));

    /// <summary>
    /// Whether devices with a region that is not relaxable are refused by the generic IOMMU code (require_direct, 6.6 on)
    /// instead of the VT-d driver's "ineligible for IOMMU domain attach".
    /// </summary>
    public bool RefusesInGenericCode => _kernel.IsAtLeast(new LinuxKernel(6, 6));

    /// <summary>Reads a version.</summary>
    /// <param name="text"><c>newest</c>, or major and minor number with anything behind them, as <c>uname -r</c> prints.</param>
    /// <param name="profile">The profile; <see cref="Newest"/> when the text is no version.</param>
    /// <returns>True when it is one.</returns>
    public static bool TryParse(string text, out LinuxProfile profile)
    {
        profile = Newest;
        if (text == Newest.Name)
        {
            return true;
        }

        bool isVersion = LinuxKernel.TryParse(text, out LinuxKernel kernel);
        profile = isVersion ? new LinuxProfile(text, kernel) : Newest;
        return isVersion;
    }

    /// <summary>Equality by name.</summary>
    /// <param name="other">The other profile.</param>
    /// <returns>True when both have the same name.</returns>
    public bool Equals(LinuxProfile? other) => other is not null && other.Name == Name;

    /// <summary>Hash of the name.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
