using System.Globalization;

namespace RdmPlanner.Planner.Qemu;

/// <summary>QEMU's two PC boards.</summary>
public enum QemuBoard
{
    /// <summary>Q35 with ICH9: <c>-machine q35</c>.</summary>
    Q35,

    /// <summary>i440FX with PIIX: <c>-machine pc</c>.</summary>
    I440Fx,
}

/// <summary>A machine type of QEMU, as far as it decides where RAM lies.</summary>
/// <param name="Name">The type as given: <c>q35</c>, <c>pc-i440fx-9.0</c>.</param>
/// <param name="Board">The board.</param>
/// <param name="AlignsToGiB">Whether RAM is split at a whole GiB (gigabyte_align): all versions but those up to 1.7.</param>
public sealed record QemuMachine(string Name, QemuBoard Board, bool AlignsToGiB)
{
    /// <summary>The newest Q35.</summary>
    public static QemuMachine Q35 { get; } = new("q35", QemuBoard.Q35, true);

    /// <summary>The newest i440FX, which QEMU calls <c>pc</c>.</summary>
    public static QemuMachine I440Fx { get; } = new("i440fx", QemuBoard.I440Fx, true);

    /// <summary>Reads a machine type.</summary>
    /// <remarks>Versions up to 1.7 keep the old split for the sake of migration (pc_i440fx_1_7_machine_options, pc_compat_1_7 in QEMU).</remarks>
    /// <param name="text"><c>q35</c>, <c>pc-q35-8.2</c>, <c>pc</c>, <c>i440fx</c> or <c>pc-i440fx-9.0</c>; lower case as in QEMU.</param>
    /// <param name="machine">The machine; <see cref="Q35"/> when the result is false.</param>
    /// <returns>Whether it is one of these.</returns>
    public static bool TryParse(string text, out QemuMachine machine)
    {
        machine = text is "pc" or "i440fx" ? I440Fx with { Name = text } : Q35;
        return text is "q35" or "pc" or "i440fx"
            || TryParseVersion(text, "pc-q35-", QemuBoard.Q35, ref machine)
            || TryParseVersion(text, "pc-i440fx-", QemuBoard.I440Fx, ref machine);
    }

    private static bool TryParseVersion(string text, string prefix, QemuBoard board, ref QemuMachine machine)
    {
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        // Distributions append to the version: pc-q35-8.1+pve0, pc-i440fx-focal; only a number can be old.
        string[] numbers = text[prefix.Length..].Split('.', '+', '-');
        bool isNumber = int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major);
        int minor = 0;
        isNumber &= numbers.Length < 2 || int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out minor);
        bool isOld = isNumber && (major < 1 || (major == 1 && minor <= 7));
        machine = new QemuMachine(text, board, !isOld);
        return numbers[0].Length > 0;
    }
}
