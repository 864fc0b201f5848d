using System.Globalization;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Configuration;

/// <summary>One run of <see cref="GuestConfigBinder"/>: the steps and what they share.</summary>
internal sealed partial class GuestBinding
{
    private readonly XlConfigFile _file;
    private readonly GuestOverrides _overrides;
    private readonly XenProfile _profile;
    private readonly bool _hasFile;
    private readonly BindingLog _log = new();
    private readonly XlLookup _lookup;
    private GuestConfig _config = GuestConfig.Default;
    private int _exitCode;
    private bool _uninitialisedRead;

    internal GuestBinding(XlConfigFile file, GuestOverrides overrides, XenProfile profile, bool hasFile)
    {
        _file = file;
        _overrides = overrides;
        _profile = profile;
        _hasFile = hasFile;
        _lookup = new XlLookup(file, overrides, _log);
    }

    internal BoundGuest Run()
    {
        Action[] steps =
        [
            Grammar, Type, Hap, Vcpus, Memory, Rdm, Pci, VideoRam, Firmware, MmioHole, Boundary, Vifs, DeviceModel, Vga, Switches,
        ];
        foreach (Action step in steps)
        {
            if (_exitCode == 0)
            {
                step();
            }
        }

        VideoDefault();
        OtherGuestTypes();
        return new BoundGuest
        {
            Config = _config,
            Diagnostics = _log.Diagnostics,
            Xl = new XlRun
            {
                ExitCode = _exitCode,
                StandardError = _profile.IsDesign ? "" : _log.Printed,
                Strategy = _config.RdmStrategy.Value,
                Policy = _config.RdmPolicy.Value,
                UninitialisedRead = _uninitialisedRead,
                Devices = _config.Devices,
            },
        };
    }

    private bool IsHvm => _config.Type.Value == GuestType.Hvm;

    private void Grammar()
    {
        if (!_profile.IsDesign && _file.XlReport.Length > 0)
        {
            string first = _file.XlReport[.._file.XlReport.IndexOf('\n', StringComparison.Ordinal)];
            _log.Add(ConfigDiagnosticCode.RefusedByRelease, _file.FileName, $"xl {_profile} stops: {first}");
            _log.Print(_file.XlReport);
            _exitCode = 1;
        }
    }

    private void Hap()
    {
        if (_lookup.Number("hap") is { } hap)
        {
            _config = _config with { Hap = new Configured<bool>(hap.Value != 0, hap.Origin) };
        }
    }

    // Without a maxmem it is the memory; without a memory libxl takes the maxmem; without both, 32 MiB.
    private void Memory()
    {
        Configured<long>? memory = Positive("memory");
        Configured<long>? most = Positive("maxmem");
        _config = _config with
        {
            MemoryMiB = memory ?? most ?? _config.MemoryMiB,
            MaxMemMiB = most ?? memory ?? _config.MaxMemMiB,
        };
        if (memory is { } given && most is { } limit && given.Value > limit.Value)
        {
            _log.Add(ConfigDiagnosticCode.MemoryAboveMaximum, given.Origin, string.Create(CultureInfo.InvariantCulture,
                $"memory of {given.Value} MiB is more than the maxmem of {limit.Value} MiB"));
        }
    }

    private Configured<long>? Positive(string name)
    {
        Configured<long>? number = _lookup.Number(name);
        if (number is not { } given || (given.Value > 0 && given.Value <= MaxMemoryMiB))
        {
            return number;
        }

        _log.Add(ConfigDiagnosticCode.OutOfRange, given.Origin, string.Create(CultureInfo.InvariantCulture,
            $"{name} is 1 to {MaxMemoryMiB} MiB, not {given.Value}"));
        return _profile.IsDesign ? null : number;
    }

    /// <summary>An error that stops xl: printed and with its exit code under a release.</summary>
    private void Stop(ConfigDiagnosticCode code, string origin, string message, string printed, int exitCode = 1)
    {
        _log.Add(code, origin, message);
        if (!_profile.IsDesign)
        {
            _log.Print(printed);
            _exitCode = exitCode;
        }
    }

    // 2^52 bytes, beyond every guest's physical addresses.
    private const long MaxMemoryMiB = 1L << 32;
}
