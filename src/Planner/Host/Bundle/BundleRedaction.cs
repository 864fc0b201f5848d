using System.Buffers.Binary;
using System.Text;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Host.Bundle;

/// <summary>Takes out of a bundle what names its machine or owner and is of no use for planning.</summary>
public static class BundleRedaction
{
    private const int ExtendedCapabilities = 0x100;
    private const int SerialNumberCapability = 0x0003;

    // Offsets in the header of an ACPI table: OEM id (6), OEM table id (8), OEM revision (4), creator id (4), its revision (4).
    private const int OemId = 10;
    private const int OemTableId = 16;
    private const int OemRevision = 24;
    private const int CreatorId = 28;

    // Parameters that change how the memory map and remapping work; a value elsewhere may be a disk, a host or a password.
    private static readonly string[] KeptParameters =
    [
        "intel_iommu", "amd_iommu", "iommu", "iommu.passthrough", "iommu.strict", "intremap", "x2apic", "nox2apic", "mem", "memmap",
        "efi", "pci", "pcie_aspm", "swiotlb", "vfio-pci.ids", "vfio_iommu_type1.allow_unsafe_interrupts", "xen-pciback.hide", "kvm-intel.nested",
    ];

    /// <summary>Redacts a file.</summary>
    /// <param name="path">Its path in the bundle.</param>
    /// <param name="content">Its bytes; not changed.</param>
    /// <returns>The bytes to keep; null when the whole file is left out.</returns>
    public static byte[]? Of(string path, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        if (path.StartsWith(BundlePaths.Machine + "/", StringComparison.Ordinal) || path == BundlePaths.Version)
            return null;
        if (path.StartsWith(BundlePaths.Tables + "/", StringComparison.Ordinal))
            return Table(content);
        if (path.StartsWith(BundlePaths.Devices + "/", StringComparison.Ordinal) && path.EndsWith("/config", StringComparison.Ordinal))
            return Configuration(content);

        return path switch
        {
            BundlePaths.CommandLine => Encoding.UTF8.GetBytes(Parameters(Encoding.UTF8.GetString(content))),
            BundlePaths.XenLog => Encoding.UTF8.GetBytes(XenLog(Encoding.UTF8.GetString(content))),
            _ => content,
        };
    }

    /// <summary>A table without its OEM's and its creator's names; its checksum is as right or wrong as it was.</summary>
    private static byte[] Table(byte[] content)
    {
        byte[] redacted = [.. content];
        byte before = AcpiChecksum.Sum(content);
        Put(redacted, OemId, "RDMPLN"u8);
        Put(redacted, OemTableId, "REDACTED"u8);
        Put(redacted, OemRevision, [0, 0, 0, 0]);
        Put(redacted, CreatorId, "RDMP\0\0\0\0"u8);
        if (redacted.Length > AcpiChecksum.Offset)
        {
            byte after = AcpiChecksum.Sum(redacted);
            redacted[AcpiChecksum.Offset] = unchecked((byte)(redacted[AcpiChecksum.Offset] + before - after));
        }

        return redacted;
    }

    private static void Put(Span<byte> bytes, int offset, ReadOnlySpan<byte> value)
    {
        if (offset < bytes.Length)
            value[..Math.Min(value.Length, bytes.Length - offset)].CopyTo(bytes[offset..]);
    }

    /// <summary>A configuration space without the device serial number (PCIe 7.9.3); the chain of capabilities may be damaged.</summary>
    private static byte[] Configuration(byte[] content)
    {
        byte[] redacted = [.. content];
        HashSet<int> seen = [];
        for (int at = ExtendedCapabilities; at >= ExtendedCapabilities && at + 12 <= redacted.Length && seen.Add(at);)
        {
            uint header = BinaryPrimitives.ReadUInt32LittleEndian(redacted.AsSpan(at));
            if ((header & 0xffff) == SerialNumberCapability)
                redacted.AsSpan(at + 4, 8).Clear();
            at = (int)(header >> 20) & 0xffc;
        }

        return redacted;
    }

    private static string Parameters(string line) => string.Join(' ', line.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .Where(p => KeptParameters.Contains(p.Split('=', 2)[0], StringComparer.Ordinal))) + "\n";

    /// <summary>The lines on the memory map and on VT-d, and of the version its number alone.</summary>
    private static string XenLog(string log)
    {
        StringBuilder kept = new();
        foreach (string line in log.Split('\n'))
        {
            int version = line.IndexOf("Xen version ", StringComparison.Ordinal);
            if (version >= 0)
                kept.Append(line.AsSpan(0, version)).Append(string.Join(' ', line[version..].Split(' ').Take(3))).Append('\n');
            else if (line.Contains("[VT-D]", StringComparison.Ordinal) || line.Contains("RAM map", StringComparison.Ordinal) || IsMapLine(line))
                kept.Append(line.TrimEnd('\r')).Append('\n');
        }

        return kept.ToString();
    }

    // "(XEN)  [0000000000000000, 0000000000057fff] (usable)", and of older releases " 0000000000000000 - 000000000009fc00 (usable)".
    private static bool IsMapLine(string line)
    {
        string text = line.Replace("(XEN)", "", StringComparison.Ordinal).TrimStart('[', ' ');
        return text.Length > 16 && text[..16].All(char.IsAsciiHexDigitLower);
    }
}
