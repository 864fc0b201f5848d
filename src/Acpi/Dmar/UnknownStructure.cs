using System.Collections.Immutable;

namespace RdmPlanner.Acpi;

/// <summary>A structure of a type that VT-d 8.2 does not define, or too short for the fields of its type.</summary>
/// <remarks>Its bytes are kept, so the table is written back unchanged. VT-d asks software to skip what it does not know.</remarks>
public sealed record UnknownStructure : RemappingStructure
{
    /// <summary>Makes a structure from its type and the bytes that follow its header.</summary>
    /// <param name="type">Type code; any value.</param>
    /// <param name="body">Bytes after the type and length fields; at most 65531.</param>
    public UnknownStructure(RemappingStructureType type, ImmutableArray<byte> body)
    {
        Type = type;
        Tail = body;
    }

    /// <inheritdoc/>
    public override RemappingStructureType Type { get; }

    /// <inheritdoc/>
    public override int LengthInBytes => HeaderSize + Tail.Length;
}
