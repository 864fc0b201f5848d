using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Rdm;

/// <summary>Which rule gave a region its policy.</summary>
public enum PolicyRule
{
    /// <summary>Nobody said anything: relaxed for the global policy, strict for a device's.</summary>
    Default,

    /// <summary>The <c>policy</c> of <c>rdm=</c>.</summary>
    Global,

    /// <summary>The <c>rdm_policy</c> of a device in <c>pci=</c>.</summary>
    Device,

    /// <summary>A policy on the region itself.</summary>
    Region,
}

/// <summary>Which statement gave an entry its policy, in numbers alone; <see cref="RdmRequest.OriginOf"/> says it in words.</summary>
/// <remarks><c>default</c> is the default that no device brought.</remarks>
/// <param name="Rule">Which rule gave it.</param>
/// <param name="Ordinal">
/// Under <see cref="PolicyRule.Region"/> which region of the host, else which assigned device it came with, each from 1; 0 for none.
/// </param>
public readonly record struct PolicySource(PolicyRule Rule, int Ordinal);

/// <summary>Where a region's policy comes from.</summary>
/// <param name="Rule">Which rule gave it.</param>
/// <param name="Device">The device, for a policy that came with one; else null.</param>
/// <param name="Location">Where the configuration says it (<c>guest.cfg:4:1</c>, <c>--rdm</c>); null for a default.</param>
public readonly record struct PolicyOrigin(PolicyRule Rule, PciAddress? Device, string? Location)
{
    /// <summary>One phrase: <c>global (guest.cfg:4:1)</c>, <c>device 0000:00:14.0 (--pci)</c>, <c>default</c>.</summary>
    /// <returns>The phrase.</returns>
    public override string ToString()
    {
        string rule = Rule switch
        {
            PolicyRule.Default => "default",
            PolicyRule.Global => "global",
            PolicyRule.Device => "device",
            PolicyRule.Region => "region",
            _ => throw new System.Diagnostics.UnreachableException($"policy rule {Rule}"),
        };
        string device = Device is { } address ? $" {(Rule == PolicyRule.Device ? "" : "of ")}{address}" : "";
        return Location is null ? rule + device : $"{rule}{device} ({Location})";
    }
}
