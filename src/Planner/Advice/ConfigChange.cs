using System.Globalization;
using RdmPlanner.Planner.Configuration;

namespace RdmPlanner.Planner.Advice;

/// <summary>What can be changed about a guest, in the order of what it costs: the cheapest first.</summary>
public enum Knob
{
    /// <summary><c>rdm_mem_boundary</c>: RAM moves above 4 GiB where a region needs it; the device model is not told.</summary>
    Boundary,

    /// <summary><c>mmio_hole</c>: RAM moves above 4 GiB whether a region needs it or not; the device model is told.</summary>
    MmioHole,

    /// <summary><c>hap</c>: other paging for the whole guest.</summary>
    Hap,

    /// <summary>A policy from strict to relaxed: a later conflict no longer stops the guest.</summary>
    Policy,

    /// <summary><c>memory</c> or <c>maxmem</c>: RAM given up.</summary>
    Memory,

    /// <summary>No <c>rdm</c> line: the regions of devices that are not assigned are no longer reserved.</summary>
    Strategy,

    /// <summary>A device is left out.</summary>
    Device,
}

/// <summary>One change of a guest's settings. Closed: the cases are the sealed records below.</summary>
/// <param name="Knob">What is changed.</param>
public abstract record ConfigChange(Knob Knob)
{
    /// <summary>The change in a few words, in the language of xl.cfg(5).</summary>
    /// <param name="guest">The guest before the change.</param>
    /// <returns>Such as <c>rdm_mem_boundary = 1983</c>.</returns>
    public abstract string Words(GuestConfig guest);
}

/// <summary>A number is set: the boundary, the hole, hap, or the memory.</summary>
/// <param name="Knob"><see cref="Knob.Boundary"/>, <see cref="Knob.MmioHole"/>, <see cref="Knob.Hap"/> or <see cref="Knob.Memory"/>.</param>
/// <param name="Value">In MiB; 0 or 1 for hap.</param>
public sealed record NumberChange(Knob Knob, long Value) : ConfigChange(Knob)
{
    /// <inheritdoc/>
    public override string Words(GuestConfig guest)
    {
        string setting = Knob switch
        {
            Knob.Boundary => "rdm_mem_boundary",
            Knob.MmioHole => "mmio_hole",
            Knob.Hap => "hap",
            Knob.Memory when guest.MaxMemMiB.Value != guest.MemoryMiB.Value => "maxmem",
            Knob.Memory => "memory",
            _ => throw new System.Diagnostics.UnreachableException($"{Knob} is no number"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{setting} = {Value}");
    }

    /// <summary>The guest with the number, for planning without a text.</summary>
    internal GuestConfig ApplyTo(GuestConfig guest) => Knob switch
    {
        Knob.Boundary => guest with { RdmMemBoundaryMiB = new(Value, Origins.Default) },
        Knob.MmioHole => guest with { MmioHoleMiB = new(Value, Origins.Default) },
        Knob.Hap => guest with { Hap = new(Value != 0, Origins.Default) },
        Knob.Memory => guest with
        {
            MaxMemMiB = new(Value, Origins.Default),
            MemoryMiB = new(Math.Min(Value, guest.MemoryMiB.Value), Origins.Default),
        },
        _ => throw new System.Diagnostics.UnreachableException($"{Knob} is no number"),
    };
}

/// <summary>The global policy becomes relaxed.</summary>
public sealed record GlobalRelaxed() : ConfigChange(Knob.Policy)
{
    /// <inheritdoc/>
    public override string Words(GuestConfig guest) => "policy=relaxed in rdm";
}

/// <summary>A device's policy becomes relaxed.</summary>
/// <param name="Index">Its place in <see cref="GuestConfig.Devices"/>.</param>
public sealed record DeviceRelaxed(int Index) : ConfigChange(Knob.Policy)
{
    /// <inheritdoc/>
    public override string Words(GuestConfig guest) => $"rdm_policy=relaxed on {DeviceLeftOut.NameOf(guest.Devices[Index])}";
}

/// <summary>The <c>rdm</c> line goes.</summary>
public sealed record RdmDropped() : ConfigChange(Knob.Strategy)
{
    /// <inheritdoc/>
    public override string Words(GuestConfig guest) => "no rdm line";
}

/// <summary>A device is not assigned.</summary>
/// <param name="Index">Its place in <see cref="GuestConfig.Devices"/>.</param>
public sealed record DeviceLeftOut(int Index) : ConfigChange(Knob.Device)
{
    /// <inheritdoc/>
    public override string Words(GuestConfig guest) => $"without device {NameOf(guest.Devices[Index])}";

    /// <summary>A device as people know it.</summary>
    internal static string NameOf(PassthroughDevice device) => device.Name is { } name ? $"'{name}'" : device.Address.ToString();
}
