using System.Collections.Immutable;
using System.CommandLine;
using RdmPlanner.Acpi;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Explain;
using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Cli.Commands;

/// <summary>The host and guest of a question to <c>explain</c>: options, reading, and what is said of them.</summary>
internal sealed class ExplainHost
{
    private readonly Option<string?> _host = new("--host")
    {
        Description = "Answer for this host: DMAR table, dump, boot log or regions CSV; sample:NAME is built in",
        HelpName = "DUMP",
    };

    private readonly Option<string?> _lspci = new("--lspci") { Description = "The host's lspci -vvnn (or -nn) output, for names", HelpName = "FILE" };
    private readonly Option<string?> _guest = new("--guest", "-g") { Description = "The guest's configuration, xl.cfg(5); needs --host", HelpName = "FILE.cfg" };

    /// <summary>The guest that is answered for where none is given, as options.</summary>
    private const string PlainGuest = "--memory 4096 --rdm strategy=host,policy=strict";

    private HostDescription? _description;
    private HostTopology? _topology;
    private GuestConfig? _config;
    private string? _hostName;
    private string? _guestName;
    private string? _listingName;

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Add(_host);
        command.Add(_lspci);
        command.Add(_guest);
    }

    /// <summary>Reads what was given.</summary>
    /// <returns>Accepted when all could be read; what is wrong has been said.</returns>
    internal ExitCode Read(ParseResult parsed, bool isInputTaken, Streams streams)
    {
        _hostName = parsed.GetValue(_host);
        _guestName = parsed.GetValue(_guest);
        string? listing = parsed.GetValue(_lspci);
        _listingName = listing;
        if (new[] { _hostName, _guestName, listing }.Count(n => n == "-") + (isInputTaken ? 1 : 0) > 1)
        {
            streams.Error.WriteLine("rdmplan: only one input can be '-' (standard input)");
            return ExitCode.Usage;
        }

        if (_hostName is null && (_guestName ?? listing) is not null)
        {
            streams.Error.WriteLine("rdmplan: --guest and --lspci need --host");
            return ExitCode.Usage;
        }

        return ReadHost(streams) && ReadListing(listing, streams) && ReadGuest(streams) ? ExitCode.Accepted : ExitCode.BadInput;
    }

    /// <summary>What a line means on the host; empty without one.</summary>
    internal ImmutableArray<string> Answer(LineMatch match) =>
        _description is null ? [] : HostAnswer.Of(match, _description, _topology ?? (_description.Topology.IsUnknown ? null : _description.Topology));

    /// <summary>What the planner says of the guest on the host; empty without a host, or when nothing asked is about a guest of Xen.</summary>
    internal ImmutableArray<string> Guest(bool isAboutXen) =>
        _description is null || !(isAboutXen || _config is not null) ? [] : GuestAnswer.Of(_description, _config, _guestName);

    /// <summary>Puts the user's own files into the commands of a page.</summary>
    internal ExplainPage Fill(ExplainPage page) =>
        page with { Steps = [.. page.Steps.Select(Fill)], Next = page.Next is null ? null : Fill(page.Next) };

    private string Fill(string text) => text
        .Replace("DUMP", _hostName is null ? "DUMP" : Quoted(_hostName), StringComparison.Ordinal)
        .Replace(" --lspci LSPCI", _listingName is null ? "" : $" --lspci {Quoted(_listingName)}", StringComparison.Ordinal)
        .Replace("--guest FILE.cfg", _hostName is not null && _guestName is null ? PlainGuest : "--guest FILE.cfg", StringComparison.Ordinal)
        .Replace("FILE.cfg", _guestName is null ? "FILE.cfg" : Quoted(_guestName), StringComparison.Ordinal);

    private bool ReadHost(Streams streams)
    {
        if (_hostName is null)
        {
            return true;
        }

        _description = HostInput.Read(_hostName, streams);
        if (_description is { IsUnusable: true, Regions.IsEmpty: true })
        {
            HostInput.Say(_description.Findings, streams);
            return false;
        }

        return _description is not null;
    }

    private bool ReadListing(string? name, Streams streams)
    {
        if (name is null)
        {
            return true;
        }

        if (InputFile.Read(name, streams) is not { } bytes)
        {
            return false;
        }

        _topology = LspciReader.Read(InputText.Of(bytes));
        if (_topology.IsUnknown)
        {
            streams.Error.WriteLine($"rdmplan: {name}: no line of it is a function as lspci lists them");
        }

        return !_topology.IsUnknown;
    }

    private bool ReadGuest(Streams streams)
    {
        if (_guestName is null)
        {
            return true;
        }

        if (InputFile.Read(_guestName, streams, XlConfigReader.MaxLength) is not { } bytes)
        {
            return false;
        }

        BoundGuest bound = GuestConfigBinder.Bind(
            XlConfigReader.Read(InputText.Of(InputText.OfGuest(_guestName, bytes, streams)), _guestName), GuestOverrides.None, XenProfile.Design);
        HostInput.Say(bound.Diagnostics.Select(Finding.Of).Where(f => f.Severity >= DiagnosticSeverity.Warning), streams);
        _config = bound.Config;
        return !bound.IsRefused;
    }

    /// <summary>A word for a shell: as it is when it is harmless, else in single quotes.</summary>
    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:+=@%,".Contains(c, StringComparison.Ordinal))
        ? word
        : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
