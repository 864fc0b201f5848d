using System.Collections.Immutable;
using RdmPlanner.E820;

namespace RdmPlanner.Planner.Hvmloader;

/// <summary>The whole console output of hvmloader, to be laid beside <c>xl dmesg</c>.</summary>
/// <remarks>
/// Mirrors the messages of main() in tools/firmware/hvmloader/hvmloader.c around those of the simulated stages. Option ROM
/// messages of ROMBIOS are not included.
/// </remarks>
public static class HvmloaderConsole
{
    /// <summary>Builds the output of one run.</summary>
    /// <param name="input">The input; the log must have been wanted.</param>
    /// <param name="result">Its result.</param>
    /// <param name="environment">What depends on the machine.</param>
    /// <returns>The lines up to the end or the crash.</returns>
    public static ImmutableArray<string> Lines(
        HvmloaderInput input, HvmloaderResult result, HvmloaderEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(environment);
        var console = new HvmloaderLog(wanted: true);
        console.Print("HVM Loader\nDetected Xen v%s\n", environment.XenVersion);
        if (result.Crash?.Phase != MemoryMapSetup.Phase)
        {
            console.Print(
                "Xenbus rings @0x%lx, event channel %lu\n", environment.XenbusRing, environment.XenbusEventChannel);
            console.Print("System requested %s\nCPU speed is %u MHz\n", NameOf(input.Bios), environment.CpuMhz);
        }

        PrintStages(console, result.Log ?? []);
        if (result.Crash is null)
        {
            PrintCpus(console, input, result, environment);
            PrintFirmware(console, input, result, environment);
        }

        return console.Lines ?? [];
    }

    private static string NameOf(GuestBios bios) => bios switch
    {
        GuestBios.SeaBios => "SeaBIOS",
        GuestBios.Ovmf => "OVMF",
        _ => "ROMBIOS",
    };

    private static void PrintStages(HvmloaderLog console, ImmutableArray<string> lines)
    {
        foreach (string line in lines)
        {
            console.Print("%s\n", line);
        }
    }

    private static void PrintCpus(
        HvmloaderLog console, HvmloaderInput input, HvmloaderResult result, HvmloaderEnvironment environment)
    {
        uint used = VariableMtrrs.Count(result, environment.VariableMtrrs);
        console.Print("Multiprocessor initialisation:\n");
        for (uint cpu = 0; cpu < Math.Min(input.Vcpus, 128); cpu++)
        {
            console.Print(
                " - CPU%d ... %d-bit phys ... fixed MTRRs ... var MTRRs [%d/%d] ... done.\n",
                cpu, (uint)input.PhysBits, used, environment.VariableMtrrs);
        }
    }

    private static void PrintFirmware(
        HvmloaderLog console, HvmloaderInput input, HvmloaderResult result, HvmloaderEnvironment environment)
    {
        string bios = NameOf(input.Bios);
        console.Print("Writing SMBIOS tables ...\nLoading %s ...\n", bios);
        if (input.Bios != GuestBios.Ovmf)
        {
            console.Print("Creating MP tables ...\n");
        }

        if (result.IsAcpiEnabled)
        {
            console.Print("Loading ACPI ...\n");
        }

        console.Print("vm86 TSS at %08lx\nBIOS map:\n", environment.TssAddress);
        if (environment.ScratchEnd != GuestLayout.ScratchStart)
        {
            console.Print(" %05x-%05lx: Scratch space\n", GuestLayout.ScratchStart, environment.ScratchEnd);
        }

        (uint first, uint last) = ImageOf(input);
        console.Print(" %05x-%05x: Main BIOS\n", first, last);
        if (result.E820?.For(input.Bios) is not { } table)
        {
            return;
        }

        if (table.CrashText is not null)
        {
            console.Print("%s\n*** HVMLoader crashed.\n", table.CrashText);
            return;
        }

        PrintTable(console, table.Entries);
        console.Print("Invoking %s ...\n", bios);
    }

    private static (uint First, uint Last) ImageOf(HvmloaderInput input) => input.Bios switch
    {
        GuestBios.SeaBios => (unchecked(GuestLayout.BiosEnd - input.SeaBiosSize), GuestLayout.BiosEnd - 1),
        GuestBios.Ovmf => unchecked(((uint)SpecialPages.OvmfStart(input), (uint)SpecialPages.OvmfStart(input) + input.OvmfSize - 1)),
        _ => (GuestLayout.RomBiosBase, GuestLayout.BiosEnd - 1),
    };

    /// <summary>Mirrors dump_e820_table() in tools/firmware/hvmloader/e820.c.</summary>
    private static void PrintTable(HvmloaderLog console, ImmutableArray<E820Record> entries)
    {
        console.Print("E820 table:\n");
        ulong lastEnd = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            ulong start = entries[i].Address.Value;
            ulong end = entries[i].WrappedEnd.Value;
            if (start < lastEnd)
            {
                console.Print(" OVERLAP!!\n");
            }
            else if (start > lastEnd)
            {
                console.Print(" HOLE: %08x:%08x - %08x:%08x\n", Words(lastEnd, start));
            }

            console.Print(" [%02d]: ", (uint)i);
            console.Print("%08x:%08x - %08x:%08x: ", Words(start, end));
            console.Print(entries[i].Type switch
            {
                E820Type.Ram => "RAM\n",
                E820Type.Reserved => "RESERVED\n",
                E820Type.Acpi => "ACPI\n",
                E820Type.Nvs => "NVS\n",
                _ => "UNKNOWN (%08x)\n",
            }, (uint)entries[i].Type);
            lastEnd = end;
        }
    }

    private static PrintArgument[] Words(ulong first, ulong second) =>
        [HvmloaderLog.High(first), HvmloaderLog.Low(first), HvmloaderLog.High(second), HvmloaderLog.Low(second)];
}
