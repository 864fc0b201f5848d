using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>One entry of <c>pci = [ ... ]</c> as it reaches libxl.</summary>
public sealed record PassthroughDevice
{
    /// <summary>The string as given.</summary>
    public required string Text { get; init; }

    /// <summary>Where the string stands: a place in a file or an option.</summary>
    public required string Origin { get; init; }

    /// <summary>
    /// The address libxl asks Xen about. <c>0000:00:00.0</c> for a device given by name only (Xen does not know names
    /// at this point); function 0 for <c>BB:DD.*</c>.
    /// </summary>
    public required PciAddress Address { get; init; }

    /// <summary>Name in xl's list of assignable devices (<c>name=</c>, 4.15 on); null when the address was given.</summary>
    public string? Name { get; init; }

    /// <summary>Whether all functions of the device are assigned (<c>BB:DD.*</c>).</summary>
    public bool AllFunctions { get; init; }

    /// <summary>Slot in the guest (<c>@5</c> or <c>vslot=5</c>); null when the guest's device model chooses. Slot 0 is "chooses" too.</summary>
    public uint? VirtualSlot { get; init; }

    /// <summary>The policy that the device's own string names; null when it names none.</summary>
    public RdmPolicy? PolicyOverride { get; init; }

    /// <summary>
    /// The policy libxl receives: the device's own, else the global one as it stood when xl read the device (before
    /// libxl's defaults). Null is libxl's "invalid", which becomes strict once the device turns out to have a region.
    /// An undefined number is an uninitialised read of the release.
    /// </summary>
    public RdmPolicy? Policy { get; init; }

    /// <summary>MSI-INTx translation (<c>msitranslate</c>).</summary>
    public bool MsiTranslate { get; init; }

    /// <summary>Guest access to power management (<c>power_mgmt</c>).</summary>
    public bool PowerManagement { get; init; }

    /// <summary>Full configuration space access (<c>permissive</c>).</summary>
    public bool Permissive { get; init; }

    /// <summary>Whether xl takes the device from its driver (<c>seize</c>).</summary>
    public bool Seize { get; init; }
}
