using System.CommandLine;
using RdmPlanner.Cli.Collect;
using RdmPlanner.Planner.Host.Bundle;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan collect</c>: what a plan needs to know of a Linux host, in one folder or file.</summary>
internal static class CollectCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        Option<string> output = new("--out", "-o")
        {
            Description = "Where to write: a folder that does not exist or is empty, or a file FILE.tar.gz",
            HelpName = "DIR|FILE.tar.gz",
            Required = true,
        };
        Option<string> root = new("--root")
        {
            Description = "Root of the host's file system, or of a copy of its /sys and /proc",
            HelpName = "DIR",
            DefaultValueFactory = _ => "/",
        };
        Option<bool> redact = new("--redact")
        {
            Description = "Leave out serial numbers, names of makers and models, and kernel parameters that do not matter",
        };
        Command command = new(
            "collect",
            """
            Gather what rdmplan can use of a Linux host into a bundle that every --host accepts.

            Examples:
              sudo rdmplan collect --out host.tar.gz
              rdmplan collect --root /mnt/host --out bundle --redact
              rdmplan plan --host host.tar.gz --guest win10.cfg

            Read are the ACPI tables DMAR and IVRS, the firmware's memory map, the PCI functions with their resources and
            configuration space, the reserved regions of IOMMU groups, kernel version and command line, the machine's model and
            firmware version, and under Xen 'xl dmesg'. Serial numbers of the machine are never read. The same host gives the
            same bytes.
            Exit codes: 0 all that is there was read, 1 something could not be read (the bundle is written without it),
            2 usage, 3 there is nothing to collect or the bundle cannot be written.
            """);
        command.Add(output);
        command.Add(root);
        command.Add(redact);
        command.SetAction(parsed => (int)Run(
            parsed.GetRequiredValue(output), parsed.GetRequiredValue(root), parsed.GetValue(redact), streams));
        return command;
    }

    private static ExitCode Run(string output, string root, bool isRedacted, Streams streams)
    {
        if (!Directory.Exists(root))
        {
            streams.Error.WriteLine($"rdmplan: --root {root}: no such folder");
            return ExitCode.Usage;
        }

        if (output.Length == 0 || output == "-" || (!BundleOutput.IsArchive(output) && !BundleOutput.IsFree(output)))
        {
            streams.Error.WriteLine($"rdmplan: --out {output}: give a folder that does not exist or is empty, or a file with .tar.gz");
            return ExitCode.Usage;
        }

        Collected collected = HostCollector.Collect(new HostRoot(root));
        if (collected.Files.Count == 0 && collected.Missing.Count == 0)
        {
            streams.Error.WriteLine($"rdmplan: {root}: nothing to collect: there is no sys/firmware, sys/bus/pci or proc below it");
            return ExitCode.BadInput;
        }

        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        foreach ((string path, byte[] content) in collected.Files)
        {
            if ((isRedacted ? BundleRedaction.Of(path, content) : content) is { } kept)
            {
                files.Add(path, kept);
            }
        }

        int count = files.Count;
        files.Add(BundlePaths.Manifest, CollectReport.Manifest(collected, count, isRedacted));
        if (!BundleOutput.Write(files, output, streams))
        {
            return ExitCode.BadInput;
        }

        streams.Output.Write(CollectReport.Text(collected, count, output, isRedacted));
        return collected.Missing.Count + collected.CutConfigurations > 0 ? ExitCode.Rejected : ExitCode.Accepted;
    }
}
