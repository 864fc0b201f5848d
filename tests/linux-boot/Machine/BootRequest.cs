namespace RdmPlanner.LinuxBoot.Tests.Machine;

/// <summary>A machine to boot.</summary>
internal sealed record BootRequest
{
    /// <summary>The DMAR table that the firmware hands over; empty for none.</summary>
    public byte[] Table { get; init; } = [];

    /// <summary>What is added to the kernel's command line.</summary>
    public string KernelParameters { get; init; } = "";

    /// <summary>Memory of the machine in MiB.</summary>
    public int MemoryMiB { get; init; } = 512;

    /// <summary>Whether the kernel is to panic before the init script runs; its console is then the only log.</summary>
    public bool EndsInPanic { get; init; }

    /// <summary>Files of the initial RAM disk, from the path in it to the file to copy.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>Shell lines run before the machine powers off.</summary>
    public string After { get; init; } = "";
}
