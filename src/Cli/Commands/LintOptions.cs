using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.E820;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Lint;
using RdmPlanner.Planner.Profiles;

namespace RdmPlanner.Cli.Commands;

/// <summary>The options of lint that say what is known of the host, and whose rules count.</summary>
internal sealed class LintOptions
{
    private readonly Option<string?> _e820 = new("--e820")
    {
        Description = "The host's memory map: boot log of Linux or Xen, /sys/firmware/memmap listing, or CSV; default: that of --log",
        HelpName = "LOG",
    };

    private readonly Option<string?> _lspci = new("--lspci")
    {
        Description = "The host's PCI functions: output of lspci, best -vvnn as root (bridges need -v)",
        HelpName = "FILE",
    };

    private readonly Option<string?> _log = new("--log")
    {
        Description = "A boot log of the same host, to compare with the table and to search for known complaints",
        HelpName = "LOG",
    };

    private readonly Option<string?> _rmrr = new("--rmrr")
    {
        Description = "Check this rmrr= option of Xen's command line against the table",
        HelpName = "TEXT",
    };

    private readonly Option<string?> _kernel = new("--kernel")
    {
        Description = "The kernel of profile linux, such as 6.6; default: that of --log, else the newest",
        HelpName = "VERSION",
    };

    private readonly Option<string?> _xen = new("--xen")
    {
        Description = "The release of profile xen, 4.6 to 4.22; default: that of --log, else the newest",
        HelpName = "VERSION",
    };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        command.Add(_e820);
        command.Add(_lspci);
        command.Add(_log);
        command.Add(_rmrr);
        command.Add(_kernel);
        command.Add(_xen);
    }

    /// <summary>Whether an option is given that speaks of one host.</summary>
    internal bool IsOfOneHost(ParseResult parsed) =>
        parsed.GetValue(_e820) is not null || parsed.GetValue(_lspci) is not null || parsed.GetValue(_log) is not null;

    /// <summary>Whether more than one input is standard input.</summary>
    internal bool ReadsInputTwice(ParseResult parsed, string[] dumps) =>
        dumps.Append(parsed.GetValue(_e820)).Append(parsed.GetValue(_lspci)).Append(parsed.GetValue(_log)).Count(i => i == "-") > 1;

    /// <summary>Reads everything but the tables.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <param name="problem">The exit code when it cannot be read.</param>
    /// <returns>A request without tables; null when it cannot be read, which has been said.</returns>
    internal LintRequest? Read(ParseResult parsed, Streams streams, out ExitCode problem)
    {
        problem = ExitCode.BadInput;
        if (!TryReadProfiles(parsed, streams, out LinuxProfile? linux, out XenProfile? xen))
        {
            problem = ExitCode.Usage;
            return null;
        }

        E820Map? map = null;
        HostTopology? topology = HostTopology.Unknown;
        LintLog? log = null;
        E820Map? loggedMap = null;
        if ((parsed.GetValue(_e820) is { } e820 && (map = MemoryMapInput.Read(e820, streams)) is null)
            || (parsed.GetValue(_lspci) is { } lspci && (topology = TopologyInput.ReadListing(lspci, streams)) is null)
            || (parsed.GetValue(_log) is { } path && (log = LogInput.Read(path, out loggedMap, streams)) is null))
        {
            return null;
        }

        return new LintRequest
        {
            Host = new HostDescription { Name = "", Format = "" },
            MemoryMap = map ?? loggedMap,
            Topology = topology,
            Log = log,
            RmrrOption = parsed.GetValue(_rmrr),
            Linux = linux ?? LoggedKernel(log),
            Xen = xen ?? LoggedXen(log),
        };
    }

    private static LinuxProfile LoggedKernel(LintLog? log) =>
        log?.Reading.KernelVersion is { } version && LinuxProfile.TryParse(version, out LinuxProfile logged) ? logged : LinuxProfile.Newest;

    private static XenProfile LoggedXen(LintLog? log) =>
        log?.Reading.XenVersion is { } version && XenProfile.TryParse(version, out XenProfile logged) ? logged : XenProfile.Newest;

    private bool TryReadProfiles(ParseResult parsed, Streams streams, out LinuxProfile? linux, out XenProfile? xen)
    {
        linux = null;
        xen = null;
        if (parsed.GetValue(_kernel) is { } kernel)
        {
            if (!LinuxProfile.TryParse(kernel, out LinuxProfile named))
            {
                streams.Error.WriteLine($"rdmplan: --kernel {kernel}: is no version; give major and minor number, such as 6.6");
                return false;
            }

            linux = named;
        }

        if (parsed.GetValue(_xen) is { } release)
        {
            if (!XenProfile.TryParse(release, out XenProfile named) || named.IsDesign)
            {
                streams.Error.WriteLine($"rdmplan: --xen {release}: unknown; give a release from 4.6 to 4.22");
                return false;
            }

            xen = named;
        }

        return true;
    }
}
