namespace RdmPlanner.Planner.Configuration;

internal sealed partial class GuestBinding
{
    private const string NoRdm = "reserved device memory is for HVM guests on x86 only";

    private void Type()
    {
        Configured<GuestType>? type = Named("type", ("hvm", GuestType.Hvm), ("pv", GuestType.Pv), ("pvh", GuestType.Pvh));
        if (_exitCode != 0)
        {
            return;
        }

        Configured<GuestType>? builder = Named("builder", ("hvm", GuestType.Hvm), ("generic", GuestType.Pv));
        if (type is { } newer && builder is { } older && newer.Value != older.Value)
        {
            Stop(ConfigDiagnosticCode.GuestTypeContradiction, older.Origin, "builder and type name different kinds of guest",
                "Contradicting \"builder\" and \"type\" options specified.\n");
            return;
        }

        if ((builder ?? type) is { } known)
        {
            _config = _config with { Type = known };
        }
        else if (_hasFile)
        {
            // xl would make a PV guest, for which there is nothing to plan.
            _log.Add(ConfigDiagnosticCode.GuestTypeAssumed, _file.FileName,
                "the file has no type: it is planned as an HVM guest; xl builds a PV guest unless it says type = \"hvm\"");
        }

        if (_lookup.Find("name")?.Value is XlScalar name)
        {
            _config = _config with { Name = new Configured<string?>(name.Text, _lookup.Find("name")!.Origin) };
        }
    }

    // xl compares with strncmp over the length of what was given: any beginning of a word will do, the first word wins.
    private Configured<GuestType>? Named(string key, params ReadOnlySpan<(string Word, GuestType Type)> words)
    {
        if (_lookup.Text(key) is not { } given)
        {
            return null;
        }

        foreach ((string word, GuestType type) in words)
        {
            if (word.StartsWith(given.Value, StringComparison.Ordinal))
            {
                return new Configured<GuestType>(type, given.Origin);
            }
        }

        Stop(ConfigDiagnosticCode.UnknownWord, given.Origin,
            $"unknown {key} '{given.Value}'; allowed are {Joined(words)}", $"Invalid domain type {given.Value}.\n");
        return null;
    }

    private static string Joined(ReadOnlySpan<(string Word, GuestType Type)> words)
    {
        string text = words[0].Word;
        foreach ((string word, _) in words[1..])
        {
            text += ", " + word;
        }

        return text;
    }

    private void OtherGuestTypes()
    {
        if (IsHvm)
        {
            return;
        }

        foreach (string key in (string[])["rdm", "rdm_mem_boundary", "mmio_hole"])
        {
            if (_lookup.Find(key) is { } setting)
            {
                _log.Add(ConfigDiagnosticCode.NoEffect, setting.Origin, $"{key} has no effect on this guest: {NoRdm}");
            }
        }
    }
}
