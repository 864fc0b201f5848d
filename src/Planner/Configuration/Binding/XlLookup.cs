using System.Collections.Immutable;
using System.Globalization;

namespace RdmPlanner.Planner.Configuration;

/// <summary>Finds settings the way libxlu_cfg.c does, with its warnings; options of the command line come first.</summary>
internal sealed class XlLookup(XlConfigFile file, GuestOverrides overrides, BindingLog log)
{
    private readonly Dictionary<string, XlSetting> _options = Options(overrides);

    /// <summary>The setting as it stands, whatever its shape; no warning.</summary>
    public XlSetting? Find(string name) => _options.GetValueOrDefault(name) ?? file.Find(name);

    /// <summary>xlu_cfg_get_string: null when the setting is missing, or a list (with a warning).</summary>
    public Configured<string>? Text(string name)
    {
        XlSetting? setting = Find(name);
        if (setting?.Value is XlScalar scalar)
        {
            return new Configured<string>(CString.Of(scalar.Text), setting.Origin);
        }

        if (setting is not null)
        {
            Warn(setting, ConfigDiagnosticCode.WrongShape, $"parameter `{name}' is a list but should be a single value");
        }

        return null;
    }

    /// <summary>xlu_cfg_get_long: null when the setting is missing or no number (with a warning).</summary>
    public Configured<long>? Number(string name)
    {
        if (Text(name) is not { } text || Find(name) is not { } setting)
        {
            return null;
        }

        if (setting.IsAddition)
        {
            Warn(setting, ConfigDiagnosticCode.CannotAddToNumber, $"can't use += with numbers for parameter `{name}'");
            return null;
        }

        switch (CNumbers.TryStrtol(text.Value, out long value))
        {
            case CNumberStatus.Ok:
                return new Configured<long>(value, setting.Origin);
            case CNumberStatus.OutOfRange:
                Warn(setting, ConfigDiagnosticCode.NotANumber,
                    $"parameter `{name}' could not be parsed as a number: Numerical result out of range");
                return null;
            default:
                Warn(setting, ConfigDiagnosticCode.NotANumber, $"parameter `{name}' is not a valid number");
                return null;
        }
    }

    /// <summary>xlu_cfg_get_list walked with xlu_cfg_get_listitem: the strings up to the first item that is a list.</summary>
    /// <returns>Each string with its own place; null when the setting is missing or a single value (with a warning).</returns>
    public ImmutableArray<Configured<string>>? Strings(string name)
    {
        XlSetting? setting = Find(name);
        if (setting?.Value is not XlList list)
        {
            if (setting is not null)
            {
                Warn(setting, ConfigDiagnosticCode.WrongShape, $"parameter `{name}' is a single value but should be a list");
            }

            return null;
        }

        ImmutableArray<Configured<string>>.Builder strings = ImmutableArray.CreateBuilder<Configured<string>>();
        foreach (XlValue item in list.Items)
        {
            if (item is not XlScalar scalar)
            {
                log.Add(ConfigDiagnosticCode.WrongShape, PlaceOf(setting, item),
                    $"{name} is a list of strings: xl does not read on where another list begins");
                break;
            }

            strings.Add(new Configured<string>(CString.Of(scalar.Text), PlaceOf(setting, item)));
        }

        return strings.ToImmutable();
    }

    private string PlaceOf(XlSetting setting, XlValue item) =>
        item.Line == 0 ? setting.Origin : Origins.At(file.FileName, item.Line, item.Column);

    // xl names the line of the value.
    private void Warn(XlSetting setting, ConfigDiagnosticCode code, string message)
    {
        log.Add(code, setting.Origin, message);
        log.Print(string.Create(CultureInfo.InvariantCulture,
            $"{file.FileName}:{setting.Value.Line}: warning: {message}\n"));
    }

    private static Dictionary<string, XlSetting> Options(GuestOverrides given)
    {
        var options = new Dictionary<string, XlSetting>(StringComparer.Ordinal);
        Add(options, "memory", "--memory", given.MemoryMiB);
        Add(options, "maxmem", "--maxmem", given.MaxMemMiB);
        Add(options, "videoram", "--videoram", given.VideoRamMiB);
        Add(options, "mmio_hole", "--mmio-hole", given.MmioHoleMiB);
        Add(options, "rdm_mem_boundary", "--boundary", given.BoundaryMiB);
        Add(options, "hap", given.Hap == false ? "--no-hap" : "--hap", given.Hap is { } hap ? (hap ? 1 : 0) : null);
        Add(options, "vga", "--vga", given.Vga is { } vga ? new XlScalar(vga) : null);
        Add(options, "rdm", "--rdm", given.Rdm is { } rdm ? new XlScalar(rdm) : null);
        Add(options, "pci", "--pci", given.Pci.IsDefault ? null : new XlList([.. given.Pci.Select(p => new XlScalar(p))]));
        return options;
    }

    private static void Add(Dictionary<string, XlSetting> options, string name, string option, long? number) =>
        Add(options, name, option,
            number is { } value ? new XlScalar(value.ToString(CultureInfo.InvariantCulture), isNumber: true) : null);

    private static void Add(Dictionary<string, XlSetting> options, string name, string option, XlValue? value)
    {
        if (value is not null)
        {
            options.Add(name, new XlSetting(name, value, 0, 0, IsAddition: false, option));
        }
    }
}
