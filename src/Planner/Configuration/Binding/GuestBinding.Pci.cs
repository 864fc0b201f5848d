using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Planner.Configuration;

internal sealed partial class GuestBinding
{
    /// <summary>The most devices of a guest; its bus has room for 256 functions.</summary>
    private const int MostDevices = 1024;

    private void Pci()
    {
        PciOption initial = PciOption.Initial with
        {
            MsiTranslate = GlobalFlag("pci_msitranslate"),
            PowerManagement = GlobalFlag("pci_power_mgmt"),
            Permissive = GlobalFlag("pci_permissive"),
            Seize = GlobalFlag("pci_seize"),

            // The global policy as it stands now: "invalid" without an rdm setting, although its default is relaxed.
            Policy = _config.RdmPolicy.Value,
        };
        if (_lookup.Strings("pci") is not { } strings)
        {
            return;
        }

        if (strings.Length > MostDevices)
        {
            _log.Add(ConfigDiagnosticCode.LimitExceeded, strings[MostDevices].Origin, string.Create(
                CultureInfo.InvariantCulture, $"pci lists {strings.Length} devices; no more than {MostDevices} are read"));
            return;
        }

        ImmutableArray<PassthroughDevice>.Builder devices = ImmutableArray.CreateBuilder<PassthroughDevice>();
        foreach (Configured<string> text in strings)
        {
            PciOption option = PciOptionParser.Parse(text.Value, _profile.Grammar, initial, _profile.AssertsPciFunction);
            _log.Add(option.Findings, text.Origin, text.Value);
            _log.Print(option.Report);
            if (option.IsAccepted)
            {
                devices.Add(Device(option, text));
            }
            else if (!_profile.IsDesign)
            {
                StopAt(option, text);
                break;
            }
        }

        _config = _config with { Devices = devices.ToImmutable() };
    }

    private bool GlobalFlag(string name) => _lookup.Number(name) is { Value: not 0 };

    private void StopAt(PciOption option, Configured<string> text)
    {
        if (option.Aborts)
        {
            Stop(ConfigDiagnosticCode.PciOptionAborts, text.Origin,
                $"xl {_profile} crashes on \"{text.Value}\": an assertion wants a function number",
                "", XlRun.AbortExitCode);
            return;
        }

        string what = _profile.Grammar == OptionGrammar.Xen415 ? "PCI_SPEC_STRING" : "PCI BDF";
        string printed = $"unable to parse {what} `{text.Value}' for passthrough\n";
        Stop(ConfigDiagnosticCode.PciOptionInvalid, text.Origin,
            $"xl {_profile} stops: {(option.Report.Length > 0 ? option.Report + "; " : "")}{printed.TrimEnd('\n')}",
            printed, -option.ReturnCode);
    }

    private PassthroughDevice Device(PciOption option, Configured<string> text)
    {
        uint function = option.Function;
        if (!option.FunctionWritten)
        {
            function = _overrides.UninitialisedFunction;
            _log.Add(ConfigDiagnosticCode.UninitialisedRead, text.Origin, string.Create(CultureInfo.InvariantCulture,
                $"xl {_profile} sets no function for \"{text.Value}\" and takes what is on its stack; assumed is {function}"));
        }

        // PCI_DEVFN of the query: five bits of the device, three of the function.
        byte devFn = (byte)(((option.Device & 0x1f) << 3) | (function & 7));
        return new PassthroughDevice
        {
            Text = text.Value,
            Origin = text.Origin,
            Address = PciAddress.FromDevFn((ushort)option.Domain, (byte)option.Bus, devFn),
            Name = option.Name,
            AllFunctions = option.VFuncMask == PciOption.AllFunctionsMask,
            VirtualSlot = option.VDevFn == 0 ? null : option.VDevFn >> 3,
            PolicyOverride = option.PolicyWritten ? option.Policy : null,
            Policy = option.Policy,
            MsiTranslate = option.MsiTranslate,
            PowerManagement = option.PowerManagement,
            Permissive = option.Permissive,
            Seize = option.Seize,
        };
    }
}
