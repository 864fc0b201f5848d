using System.Diagnostics;
using System.Globalization;

namespace RdmPlanner.LinuxBoot.Tests.Machine;

/// <summary>What a booted Linux printed before it powered off.</summary>
/// <param name="Sections">Lines by the name of their section: <c>log</c>, <c>memmap</c>, <c>table</c>, and those of the test.</param>
internal sealed record BootedMachine(IReadOnlyDictionary<string, string[]> Sections)
{
    private const string Mark = "=== ";

    // On a loaded host the emulated timer can be too late for the kernel, which then panics: no_timer_check.
    // A hanging machine is a failure; a boot takes 10 to 30 seconds of processor time.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    // Two cores is what a small machine has, and each boot keeps one busy.
    private static readonly SemaphoreSlim Places = new(2);

    /// <summary>The kernel's log.</summary>
    public string[] Log => Sections["log"];

    /// <summary>The firmware's memory map as sysfs lists it.</summary>
    public string[] FirmwareMap => Sections["memmap"];

    /// <summary>Files of sysfs by path without the leading <c>/</c>: the memory map, and what the PCI functions are.</summary>
    public IEnumerable<(string Path, string Content)> Files => Sections["memmap"].Concat(Sections["pci"])
        .Select(line => (Line: line, Colon: line.LastIndexOf(':')))
        .Where(l => l.Line.StartsWith('/') && l.Colon > 0)
        .Select(l => (l.Line[1..l.Colon], l.Line[(l.Colon + 1)..]));

    /// <summary>The DMAR table as the kernel read it.</summary>
    public byte[] Table => Convert.FromHexString(string.Concat(Sections["table"]));

    /// <summary>Boots a machine without a network, without a disk, with software emulation, and waits until it is off.</summary>
    /// <exception cref="InvalidOperationException">It did not come to its end.</exception>
    public static async Task<BootedMachine> BootAsync(BootParts parts, BootRequest request)
    {
        await Places.WaitAsync();
        string folder = Directory.CreateTempSubdirectory("rdmplan-boot-").FullName;
        try
        {
            string disk = await InitialRamDisk.WriteAsync(parts, request.Files, request.After, folder);
            string serial = Path.Combine(folder, "serial");
            ProcessStartInfo start = new(parts.Qemu,
            [
                "-M", "q35", "-accel", "tcg", "-cpu", "max", "-m", request.MemoryMiB.ToString(CultureInfo.InvariantCulture),
                "-nodefaults", "-no-reboot", "-display", "none", "-vga", "none", "-nic", "none",
                "-kernel", parts.Kernel, "-initrd", disk, "-append", $"console=ttyS0 panic=-1 no_timer_check {(request.EndsInPanic ? "" : "quiet ")}{request.KernelParameters}",
                "-serial", $"file:{serial}",
            ]);
            if (request.Table.Length > 0)
            {
                string table = Path.Combine(folder, "dmar.bin");
                await File.WriteAllBytesAsync(table, request.Table);
                start.ArgumentList.Add("-acpitable");
                start.ArgumentList.Add($"file={table}");
            }

            string said = await Tool.RunAsync(start, "", Limit);
            string[] lines = await File.ReadAllLinesAsync(serial);
            return request.EndsInPanic ? new BootedMachine(new Dictionary<string, string[]> { ["log"] = lines }) : Parse(lines, said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            Places.Release();
        }
    }

    private static BootedMachine Parse(string[] lines, string emulator)
    {
        Dictionary<string, string[]> sections = [];
        int end = lines.Length;
        for (int i = lines.Length - 1; i >= 0; i--)
        {
            if (lines[i].StartsWith(Mark, StringComparison.Ordinal))
            {
                sections[lines[i][Mark.Length..].Trim()] = [.. lines[(i + 1)..end].Select(l => l.TrimEnd('\r'))];
                end = i;
            }
        }

        return sections.ContainsKey("end")
            ? new BootedMachine(sections)
            : throw new InvalidOperationException(
                $"the machine did not come to its end; {emulator} its last lines:\n{string.Join('\n', lines.TakeLast(20))}");
    }
}
