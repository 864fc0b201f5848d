using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>A remapping structure that belongs to a PCI segment and ends with a list of device scopes.</summary>
public abstract record ScopedStructure : RemappingStructure
{
    private protected ScopedStructure()
    {
    }

    /// <summary>PCI segment of every device that the scopes name.</summary>
    public ushort Segment { get; init; }

    /// <summary>The device scopes in table order, up to the first that is damaged.</summary>
    public ImmutableArray<DeviceScope> Scopes { get; init; } = [];

    /// <inheritdoc/>
    public override int LengthInBytes
    {
        get
        {
            int length = FixedSize + Tail.Length;
            foreach (DeviceScope scope in Scopes)
                length += scope.LengthInBytes;

            return length;
        }
    }

    private protected abstract int FixedSize { get; }

    /// <inheritdoc/>
    public override RemappingStructure MovedTo(int offset)
    {
        var scopes = ImmutableArray.CreateBuilder<DeviceScope>(Scopes.Length);
        int next = offset + FixedSize;
        foreach (DeviceScope scope in Scopes)
        {
            scopes.Add(scope with { Offset = next });
            next += scope.LengthInBytes;
        }

        return this with { Offset = offset, Scopes = scopes.MoveToImmutable() };
    }

    /// <summary>Equality by contents and offset.</summary>
    /// <param name="other">The structure to compare with.</param>
    /// <returns>True when both are the same kind of structure with the same contents at the same offset.</returns>
    public virtual bool Equals(ScopedStructure? other) =>
        base.Equals(other) && Segment == other!.Segment && ContentHash.AreEqual(Scopes, other.Scopes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Segment, ContentHash.Of(Scopes));
}
