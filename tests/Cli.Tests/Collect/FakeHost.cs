using System.Buffers.Binary;
using System.Text;
using RdmPlanner.TestKit;

namespace RdmPlanner.Cli.Tests.Collect;

/// <summary>A folder that looks like the root of a Linux host with the built-in laptop's table: an IGD, and a NIC behind a root port.</summary>
internal sealed class FakeHost : IDisposable
{
    /// <summary>The serial number that the NIC's configuration space has, as bytes.</summary>
    internal static readonly byte[] Serial = [0xde, 0xad, 0xbe, 0xef, 0xca, 0xfe, 0xf0, 0x0d];

    internal FakeHost()
    {
        Folder = Directory.CreateTempSubdirectory("rdmplan-host-").FullName;
        Root = Path.Combine(Folder, "root");
        Write("sys/firmware/acpi/tables/DMAR", TableHex.Read("laptop"));
        Entry(0, "0x0", "0x9fbff", "System RAM");
        Entry(1, "0x9fc00", "0x9ffff", "Reserved");
        Entry(2, "0x100000", "0x8bffffff", "System RAM");
        Entry(10, "0x8d000000", "0x8fffffff", "Reserved");
        Entry(3, "0x100000000", "0x46dffffff", "System RAM");
        Function("0000:00:02.0", "0x030000", "0x8086", "0x5916");
        Function("0000:00:1c.0", "0x060400", "0x8086", "0x9d10");
        Write("sys/bus/pci/devices/0000:00:1c.0/secondary_bus_number", "1\n");
        Write("sys/bus/pci/devices/0000:00:1c.0/subordinate_bus_number", "1\n");
        Function("0000:01:00.0", "0x020000", "0x8086", "0x1533");
        Write("sys/kernel/iommu_groups/1/type", "DMA\n");
        Write("sys/kernel/iommu_groups/1/reserved_regions", "0x00000000fee00000 0x00000000feefffff msi\n");
        Write("proc/cmdline", "BOOT_IMAGE=/vmlinuz root=UUID=1234-5678 quiet intel_iommu=on\n");
        Write("proc/version", "Linux version 6.1.0-18-amd64 (someone@example) #1 SMP\n");
        Write("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
        Write("sys/class/dmi/id/product_name", "Model Nine\n");
        Write("sys/class/dmi/id/product_serial", "SN-0042\n");
    }

    /// <summary>A scratch folder that holds the root.</summary>
    internal string Folder { get; }

    /// <summary>The root.</summary>
    internal string Root { get; }

    /// <summary>A path in the scratch folder, outside of the root.</summary>
    internal string Beside(string name) => Path.Combine(Folder, name);

    internal void Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    internal void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, path))!);
        File.WriteAllBytes(Path.Combine(Root, path), content);
    }

    internal void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, path))!);
        File.CreateSymbolicLink(Path.Combine(Root, path), target);
    }

    internal void Delete(string path) => File.Delete(Path.Combine(Root, path));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Entry(int number, string start, string end, string type)
    {
        Write($"sys/firmware/memmap/{number}/start", start + "\n");
        Write($"sys/firmware/memmap/{number}/end", end + "\n");
        Write($"sys/firmware/memmap/{number}/type", type + "\n");
    }

    // As in sysfs, what is listed by bus is a link to the device's own place.
    private void Function(string address, string code, string vendor, string device)
    {
        string folder = $"sys/devices/pci0000:00/{address}";
        Write($"{folder}/class", code + "\n");
        Write($"{folder}/vendor", vendor + "\n");
        Write($"{folder}/device", device + "\n");
        Write($"{folder}/resource", string.Concat(Enumerable.Repeat("0x0000000000000000 0x0000000000000000 0x0000000000000000\n", 13)));
        Write($"{folder}/config", Configuration());
        Link($"{folder}/driver", "../../../bus/pci/drivers/vfio-pci");
        Link($"{folder}/iommu_group", "../../../kernel/iommu_groups/1");
        Link($"sys/bus/pci/devices/{address}", $"../../../devices/pci0000:00/{address}");
    }

    // AER (0001h) at 100h leads to the serial number (0003h) at 140h, which leads back: a chain as only damage makes it.
    private static byte[] Configuration()
    {
        byte[] space = new byte[4096];
        BinaryPrimitives.WriteUInt32LittleEndian(space.AsSpan(0x100), 0x1401_0001);
        BinaryPrimitives.WriteUInt32LittleEndian(space.AsSpan(0x140), 0x1001_0003);
        Serial.CopyTo(space, 0x144);
        return space;
    }
}
