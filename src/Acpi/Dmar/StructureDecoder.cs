using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;

namespace RdmPlanner.Acpi;

/// <summary>One structure in place to its record, fields in the order of the specification.</summary>
internal static class StructureDecoder
{
    public static RemappingStructure Decode(StructureView view, List<DmarDiagnostic> findings)
    {
        if (!view.IsComplete)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.StructureTooShort,
                view.Offset,
                $"the structure has {view.Bytes.Length} bytes, too few for the {view.FixedSize} of its type"));
            return Unknown(view);
        }

        return view.Type switch
        {
            RemappingStructureType.Drhd => WithScopes(HardwareUnit(view), view, findings),
            RemappingStructureType.Rmrr => WithScopes(ReservedMemoryRegion(view), view, findings),
            RemappingStructureType.Atsr => WithScopes(RootPortAts(view), view, findings),
            RemappingStructureType.Rhsa => HardwareAffinity(view),
            RemappingStructureType.Andd => NamespaceDevice(view),
            RemappingStructureType.Satc => WithScopes(SocAddressTranslationCache(view), view, findings),
            RemappingStructureType.Sidp => WithScopes(SocDeviceProperty(view), view, findings),
            _ => Unknown(view),
        };
    }

    private static UnknownStructure Unknown(StructureView view) =>
        new(view.Type, [.. view.Bytes[RemappingStructure.HeaderSize..]]) { Offset = view.Offset };

    private static HardwareUnit HardwareUnit(StructureView view) => new()
    {
        Flags = view.Bytes[4],
        SizeField = view.Bytes[5],
        RegisterBase = view.RegisterBase,
    };

    private static ReservedMemoryRegion ReservedMemoryRegion(StructureView view) => new()
    {
        Reserved = BinaryPrimitives.ReadUInt16LittleEndian(view.Bytes[4..]),
        BaseAddress = view.BaseAddress,
        LimitAddress = view.LimitAddress,
    };

    private static RootPortAts RootPortAts(StructureView view) => new()
    {
        Flags = view.Bytes[4],
        Reserved = view.Bytes[5],
    };

    private static HardwareAffinity HardwareAffinity(StructureView view) => new()
    {
        Offset = view.Offset,
        Reserved = BinaryPrimitives.ReadUInt32LittleEndian(view.Bytes[4..]),
        RegisterBase = view.RegisterBase,
        ProximityDomain = BinaryPrimitives.ReadUInt32LittleEndian(view.Bytes[16..]),
        Tail = [.. view.Bytes[view.FixedSize..]],
    };

    private static NamespaceDevice NamespaceDevice(StructureView view) => new()
    {
        Offset = view.Offset,
        Reserved = view.Bytes[4] | ((uint)view.Bytes[5] << 8) | ((uint)view.Bytes[6] << 16),
        AcpiDeviceNumber = view.Bytes[7],
        ObjectNameField = Encoding.Latin1.GetString(view.Bytes[view.FixedSize..]),
    };

    private static SocAddressTranslationCache SocAddressTranslationCache(StructureView view) => new()
    {
        Flags = view.Bytes[4],
        Reserved = view.Bytes[5],
    };

    private static SocDeviceProperty SocDeviceProperty(StructureView view) => new()
    {
        Reserved = BinaryPrimitives.ReadUInt16LittleEndian(view.Bytes[4..]),
    };

    private static ScopedStructure WithScopes(ScopedStructure fields, StructureView view, List<DmarDiagnostic> findings)
    {
        var scopes = ImmutableArray.CreateBuilder<DeviceScope>();
        ScopeReader reader = view.Scopes;
        while (reader.MoveNext())
            scopes.Add(reader.Current.ToScope());

        if (reader.Fault != DmarReaderFault.None)
            findings.Add(ScopeFault(reader.Fault, reader.Offset));

        return fields with
        {
            Offset = view.Offset,
            Segment = view.Segment,
            Scopes = scopes.DrainToImmutable(),
            Tail = [.. reader.Rest],
        };
    }

    private static DmarDiagnostic ScopeFault(DmarReaderFault fault, int offset) => fault switch
    {
        DmarReaderFault.TooShort => new(
            DmarDiagnosticCode.ScopeTooShort,
            offset,
            "the device scope is shorter than its own header; the rest of the structure was not decoded"),
        DmarReaderFault.Overruns => new(
            DmarDiagnosticCode.ScopeOverruns,
            offset,
            "the device scope goes on beyond the end of its structure; the rest of the structure was not decoded"),
        _ => throw new UnreachableException($"{fault}"),
    };
}
