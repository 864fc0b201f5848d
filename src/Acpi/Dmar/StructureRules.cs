namespace RdmPlanner.Acpi;

/// <summary>The rules of VT-d 8.3 to 8.9 that speak of one structure.</summary>
internal static class StructureRules
{
    private const ulong PageMask = 0xfff;

    public static void Check(RemappingStructure structure, List<DmarDiagnostic> findings)
    {
        switch (structure)
        {
            case HardwareUnit unit:
                // VT-d 8.3: flags bits 7:1 and size bits 7:4 are reserved.
                Reserved(unit.Flags & ~1, unit.Offset + 4, "flags", findings);
                Reserved(unit.SizeField & ~0xf, unit.Offset + 5, "size field", findings);
                break;
            case ReservedMemoryRegion region:
                Reserved(region.Reserved, region.Offset + 4, "reserved field", findings);
                CheckRange(region, findings);
                break;
            case RootPortAts ports:
                Reserved(ports.Flags & ~1, ports.Offset + 4, "flags", findings);
                Reserved(ports.Reserved, ports.Offset + 5, "reserved byte", findings);
                break;
            case HardwareAffinity affinity:
                Reserved(affinity.Reserved, affinity.Offset + 4, "reserved field", findings);
                CheckLength(affinity, findings);
                break;
            case NamespaceDevice device:
                Reserved(device.Reserved, device.Offset + 4, "reserved field", findings);
                CheckName(device, findings);
                break;
            case SocAddressTranslationCache cache:
                Reserved(cache.Flags & ~1, cache.Offset + 4, "flags", findings);
                Reserved(cache.Reserved, cache.Offset + 5, "reserved byte", findings);
                break;
            case SocDeviceProperty property:
                Reserved(property.Reserved, property.Offset + 4, "reserved field", findings);
                break;
            case UnknownStructure unknown:
                CheckType(unknown, findings);
                break;
        }

        if (structure is ScopedStructure scoped)
            ScopeRules.Check(scoped, findings);
    }

    private static void CheckRange(ReservedMemoryRegion region, List<DmarDiagnostic> findings)
    {
        (Hpa first, Hpa last) = (region.BaseAddress, region.LimitAddress);

        // VT-d 8.4: the limit is not below the base, and base and limit + 1 are multiples of 4 KiB.
        if (first > last)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.BaseAboveLimit, region.Offset + 8, $"the base {first} is above the limit {last}"));
        }

        if ((first.Value & PageMask) != 0)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.UnalignedBase, region.Offset + 8, $"the base {first} is not a multiple of 4 KiB"));
        }

        if ((last.Value & PageMask) != PageMask)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.UnalignedLimit, region.Offset + 16, $"the limit {last} is not the last byte of a 4 KiB page"));
        }
    }

    private static void CheckLength(HardwareAffinity affinity, List<DmarDiagnostic> findings)
    {
        if (!affinity.Tail.IsEmpty)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.StructureTooLong,
                affinity.Offset,
                $"the structure has {affinity.LengthInBytes} bytes instead of {HardwareAffinity.Size}"));
        }
    }

    private static void CheckName(NamespaceDevice device, List<DmarDiagnostic> findings)
    {
        if (!device.ObjectNameField.Contains('\0', StringComparison.Ordinal))
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.NameNotTerminated, device.Offset + NamespaceDevice.Size, "the object name has no terminating 0"));
        }
    }

    // A structure of a known type is here only because it is too short, which was said when it was decoded.
    private static void CheckType(UnknownStructure unknown, List<DmarDiagnostic> findings)
    {
        if (unknown.Type > RemappingStructureType.Sidp)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.UnknownStructureType, unknown.Offset, $"the structure has the unknown type {(ushort)unknown.Type}"));
        }
    }

    private static void Reserved(long bits, int offset, string field, List<DmarDiagnostic> findings)
    {
        if (bits != 0)
        {
            findings.Add(new DmarDiagnostic(
                DmarDiagnosticCode.ReservedStructureBits, offset, $"the {field} has reserved bits set: 0x{bits:x}"));
        }
    }
}
