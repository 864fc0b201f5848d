using System.Globalization;

namespace RdmPlanner.Planner.Profiles;

/// <summary>A version of Linux.</summary>
/// <param name="Major">First number.</param>
/// <param name="Minor">Second number.</param>
/// <param name="IsProxmox">Whether it is a kernel of Proxmox VE (<c>-pve</c>), which has a patch for RMRRs.</param>
public readonly record struct LinuxKernel(int Major, int Minor, bool IsProxmox = false)
{
    /// <summary>Whether the kernel knows <c>intel_iommu=relax_rmrr</c>: Proxmox VE, 6.2 on.</summary>
    public bool HasRelaxRmrr => IsProxmox && IsAtLeast(new LinuxKernel(6, 2));

    /// <summary>Reads what <c>uname -r</c> prints: <c>6.8</c>, <c>5.15.0-91-generic</c>, <c>6.8.12-4-pve</c>, <c>v6.6-rc1</c>.</summary>
    /// <param name="text">The text: two numbers with a point between them, and anything behind them.</param>
    /// <param name="kernel">The version; 0.0 when the result is false.</param>
    /// <returns>Whether it begins with two numbers.</returns>
    public static bool TryParse(string text, out LinuxKernel kernel)
    {
        ArgumentNullException.ThrowIfNull(text);
        kernel = default;
        string[] parts = text.TrimStart('v').Split('.', 3);
        if (parts.Length < 2 || !Number(parts[0], out int major) || !Number(string.Concat(parts[1].TakeWhile(char.IsAsciiDigit)), out int minor))
        {
            return false;
        }

        kernel = new LinuxKernel(major, minor, text.Split('.', '-', '+').Contains("pve"));
        return true;
    }

    /// <summary>Whether the version is the other one or newer; whose build it is does not count.</summary>
    /// <param name="other">The version to compare with.</param>
    /// <returns>True when it is.</returns>
    public bool IsAtLeast(LinuxKernel other) => (Major, Minor).CompareTo((other.Major, other.Minor)) >= 0;

    /// <summary>The numbers: <c>6.8</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    private static bool Number(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
