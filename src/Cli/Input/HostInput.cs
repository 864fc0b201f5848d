using RdmPlanner.Planner.Findings;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Host.Bundle;

namespace RdmPlanner.Cli.Input;

/// <summary>Finds the host that <c>--host</c> or <c>DUMP</c> names: a file, a bundle, standard input, a sample, or the running host.</summary>
internal static class HostInput
{
    private const string OwnTable = "/sys/firmware/acpi/tables/DMAR";

    /// <summary>Reads a host.</summary>
    /// <param name="name">A path, <c>-</c>, <c>sample:NAME</c>, or null for the running host's own table.</param>
    /// <param name="streams">Where to read and to say what is wrong.</param>
    /// <returns>The host; null when it cannot be read, which has been said.</returns>
    internal static HostDescription? Read(string? name, Streams streams)
    {
        if (name is not null && name.StartsWith(SampleHosts.Prefix, StringComparison.Ordinal))
        {
            HostDescription? sample = SampleHosts.Find(name);
            if (sample is null)
            {
                streams.Error.WriteLine($"rdmplan: there is no {name}; there are: {string.Join(", ", SampleHosts.Names)}");
            }

            return sample;
        }

        if (name is not null && Directory.Exists(name))
        {
            return BundleFolder.Read(name, streams) is { } files ? BundleReader.Read(files, name) : null;
        }

        if (name is null && !File.Exists(OwnTable))
        {
            streams.Error.WriteLine($"rdmplan: this machine has no {OwnTable}: no VT-d, not Linux, or a virtual machine without it");
            streams.Error.WriteLine($"Give a dump with --host DUMP, or try --host {SampleHosts.Names[0]}.");
            return null;
        }

        byte[]? bytes = InputFile.Read(name ?? OwnTable, streams);
        return bytes is null ? null : HostReader.Read(bytes, name ?? OwnTable);
    }

    /// <summary>Says what was noticed while reading.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="streams">Where to say it.</param>
    internal static void Say(IEnumerable<Finding> findings, Streams streams)
    {
        foreach (Finding finding in findings)
        {
            streams.Error.Write(Planner.Reports.FindingText.Of(finding));
        }
    }
}
