using RdmPlanner.TestKit;

namespace RdmPlanner.LinuxBoot.Tests.Machine;

/// <summary>What a boot needs and where it is on this machine.</summary>
/// <param name="Qemu">The emulator.</param>
/// <param name="BusyBox">A statically linked busybox.</param>
/// <param name="Cpio">Makes the initial RAM disk.</param>
/// <param name="Kernel">A compressed Linux kernel for x86-64.</param>
internal sealed record BootParts(string Qemu, string BusyBox, string Cpio, string Kernel)
{
    private const string KernelVariable = "RDMPLANNER_KERNEL";

    private static readonly string Downloaded = Path.Combine(FixtureFolder.Checkout, "artifacts", "linux-boot", "vmlinuz");

    /// <summary>The parts; null when one is missing, which <see cref="SkipReason"/> names.</summary>
    public static BootParts? Found { get; } = Find();

    /// <summary>What a skipped test says.</summary>
    public static string SkipReason { get; } = "no Linux is booted: " + Missing();

    private static BootParts? Find() =>
        InPath("qemu-system-x86_64") is { } qemu && InPath("busybox") is { } busyBox && InPath("cpio") is { } cpio && KernelFile() is { } kernel
            ? new BootParts(qemu, busyBox, cpio, kernel)
            : null;

    private static string Missing() =>
        InPath("qemu-system-x86_64") is null ? "qemu-system-x86_64 (qemu-system-x86) is not installed"
        : InPath("busybox") is null ? "busybox (busybox-static) is not installed"
        : InPath("cpio") is null ? "cpio is not installed"
        : $"there is no kernel; run tests/linux-boot/get-kernel or set {KernelVariable}";

    private static string? KernelFile() =>
        Environment.GetEnvironmentVariable(KernelVariable) is { Length: > 0 } named ? Existing(named) : Existing(Downloaded);

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    private static string? InPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
