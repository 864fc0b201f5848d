using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Lint;

/// <summary>A table with the names of its places.</summary>
internal sealed class DmarView
{
    private readonly HostTable _host;
    private readonly Dictionary<int, string> _names = [];
    private readonly ImmutableArray<RemappingStructure> _structures;

    internal DmarView(HostTable host)
    {
        _host = host;
        _structures = host.Decoded.Table?.Structures ?? [];
        Dictionary<RemappingStructureType, int> counts = [];
        foreach (RemappingStructure structure in _structures)
        {
            int ordinal = counts.GetValueOrDefault(structure.Type) + 1;
            counts[structure.Type] = ordinal;
            _names[structure.Offset] = string.Create(CultureInfo.InvariantCulture, $"{DmarNames.Of(structure.Type)} #{ordinal}");
        }
    }

    /// <summary>Name of the table's dump.</summary>
    internal string File => _host.Name;

    /// <summary>Structures in words: <c>RMRR #2</c>.</summary>
    internal string NameOf(RemappingStructure structure) => _names[structure.Offset];

    /// <summary>A field of a structure.</summary>
    /// <param name="structure">The structure.</param>
    /// <param name="at">Offset within it.</param>
    /// <param name="length">Bytes of the field; cut at the structure's end.</param>
    /// <param name="field">Its name.</param>
    internal LintPlace PlaceOf(RemappingStructure structure, int at, int length, string? field) =>
        Place(NameOf(structure), structure.Offset, structure.LengthInBytes, structure.Offset + at, length, field);

    /// <summary>A structure as a whole: its type and length fields stand for it.</summary>
    internal LintPlace PlaceOf(RemappingStructure structure) => PlaceOf(structure, 0, RemappingStructure.HeaderSize, null);

    /// <summary>A field of a scope.</summary>
    internal LintPlace PlaceOf(ScopedStructure structure, DeviceScope scope, int at, int length, string? field) =>
        PlaceOf(structure, scope.Offset - structure.Offset + at, length, field);

    /// <summary>A scope as a whole.</summary>
    internal LintPlace PlaceOf(ScopedStructure structure, DeviceScope scope) =>
        PlaceOf(structure, scope, 0, scope.LengthInBytes, "Device Scope");

    /// <summary>A field of the table header.</summary>
    internal LintPlace Header(int offset, int length, string? field) => Place(null, 0, DmarTable.HeaderSize, offset, length, field);

    /// <summary>What follows the last structure and is none.</summary>
    internal LintPlace Remainder(DmarTable table)
    {
        int offset = _structures.IsEmpty ? DmarTable.HeaderSize : _structures[^1].Offset + _structures[^1].LengthInBytes;
        return Place(null, offset, table.Remainder.Length, offset, RemappingStructure.HeaderSize, null);
    }

    /// <summary>Where a decoder's diagnostic is.</summary>
    internal LintPlace PlaceOf(DmarDiagnostic diagnostic)
    {
        foreach (RemappingStructure structure in _structures)
        {
            int at = diagnostic.Offset - structure.Offset;
            if (at >= 0 && at < structure.LengthInBytes)
            {
                return PlaceOf(structure, at, FieldLength(diagnostic.Code), null);
            }
        }

        return diagnostic.Offset < DmarTable.HeaderSize
            ? Header(diagnostic.Offset, FieldLength(diagnostic.Code), null)
            : Place(null, diagnostic.Offset, _host.Bytes.Length - diagnostic.Offset, diagnostic.Offset, FieldLength(diagnostic.Code), null);
    }

    private static int FieldLength(DmarDiagnosticCode code) => code switch
    {
        DmarDiagnosticCode.Signature or DmarDiagnosticCode.LengthBeyondData or DmarDiagnosticCode.LengthShortOfData
            or DmarDiagnosticCode.LengthBelowHeader or DmarDiagnosticCode.StructureLengthZero or DmarDiagnosticCode.StructureTooShort
            or DmarDiagnosticCode.StructureOverruns or DmarDiagnosticCode.StructureTooLong or DmarDiagnosticCode.TypesOutOfOrder
            or DmarDiagnosticCode.NoScope => 4,
        DmarDiagnosticCode.BaseAboveLimit or DmarDiagnosticCode.UnalignedBase or DmarDiagnosticCode.UnalignedLimit => 8,
        DmarDiagnosticCode.ScopeTooShort or DmarDiagnosticCode.ScopeOverruns or DmarDiagnosticCode.HopOutOfRange
            or DmarDiagnosticCode.SeveralHops or DmarDiagnosticCode.UnknownStructureType => 2,
        _ => 1,
    };

    private LintPlace Place(string? structure, int contextOffset, int contextLength, int offset, int length, string? field)
    {
        int end = Math.Min(contextOffset + contextLength, _host.Bytes.Length);
        int start = Math.Min(offset, end);
        int first = Math.Min(contextOffset, end);
        return new LintPlace(File)
        {
            Table = DmarTable.Signature,
            Structure = structure,
            Offset = start,
            LengthInBytes = Math.Min(length, end - start),
            Field = field,
            ContextOffset = first,
            Context = _host.Bytes[first..end],
        };
    }
}
