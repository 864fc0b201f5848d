using System.Text.Json;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Diff;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Reports;
using RdmPlanner.Planner.Scenarios;

namespace RdmPlanner.Cli.Input;

/// <summary>One of the two inputs of a comparison; exactly one of host, plan and guest text is there.</summary>
/// <param name="Name">The input as the user named it.</param>
/// <param name="Kind">What it is.</param>
internal sealed record DiffInput(string Name, DiffKind Kind)
{
    private static readonly string[] KindWords = ["a host", "a guest configuration", "a saved plan", "a saved simulation"];

    /// <summary>The host.</summary>
    internal HostDescription? Host { get; init; }

    /// <summary>The plan or simulation.</summary>
    internal SavedPlan? Plan { get; init; }

    /// <summary>The text of the guest's configuration.</summary>
    internal byte[] Guest { get; init; } = [];

    /// <summary>What it is, in words.</summary>
    internal string KindText => Host is { } host ? $"{KindWords[(int)Kind]} ({host.Format})" : KindWords[(int)Kind];

    /// <summary>Reads an input; what it is, is found by content.</summary>
    /// <returns>The input; null when it is none of the kinds or cannot be read, which has been said.</returns>
    internal static DiffInput? Read(string name, Streams streams)
    {
        if (name.StartsWith(SampleHosts.Prefix, StringComparison.Ordinal) || Directory.Exists(name))
        {
            return HostInput.Read(name, streams) is { } host ? OfHost(name, host, streams) : null;
        }

        if (InputFile.Read(name, streams) is not { } bytes)
        {
            return null;
        }

        ReadOnlySpan<byte> text = bytes.AsSpan();
        text = (text.StartsWith("\ufeff"u8) ? text[3..] : text).TrimStart(" \t\r\n"u8);
        if (text.StartsWith("{"u8))
        {
            return OfJson(name, bytes.AsMemory(bytes.Length - text.Length), streams);
        }

        // A dump is never a configuration without a fault; a configuration can look like a damaged dump.
        XlConfigFile? config = bytes.Length <= XlConfigReader.MaxLength ? XlConfigReader.Read(InputText.Of(bytes), name) : null;
        if (config is { HasErrors: false, Settings.IsEmpty: false })
        {
            return new DiffInput(name, DiffKind.Guests) { Guest = bytes };
        }

        HostDescription read = HostReader.Read(bytes, name);
        bool isHost = !read.Tables.IsEmpty || !read.IvrsTables.IsEmpty || !read.Regions.IsEmpty || !read.IsUnusable;
        return !isHost && config is { Settings.IsEmpty: false } && !bytes.AsSpan().Contains((byte)0)
            ? new DiffInput(name, DiffKind.Guests) { Guest = bytes }
            : OfHost(name, read, streams);
    }

    private static DiffInput? OfHost(string name, HostDescription host, Streams streams)
    {
        if (!host.IsUnusable)
        {
            return new DiffInput(name, DiffKind.Hosts) { Host = host };
        }

        HostInput.Say(host.Findings, streams);
        streams.Error.WriteLine(
            $"rdmplan: {SafeText.Plain(name)}: no host, guest configuration or saved plan that could be compared; 'rdmplan decode' shows what could be read");
        return null;
    }

    private static DiffInput? OfJson(string name, ReadOnlyMemory<byte> text, Streams streams)
    {
        string? problem;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            problem = JsonTexts.Problem(text.Span);
            if (problem is null && SavedPlan.TryRead(document.RootElement, out SavedPlan? plan, out problem))
            {
                return new DiffInput(name, plan.IsSimulation ? DiffKind.Simulations : DiffKind.Plans) { Plan = plan };
            }
        }
        catch (JsonException fault)
        {
            problem = $"line {fault.LineNumber + 1}: no JSON: {fault.Message}";
        }

        streams.Error.WriteLine($"rdmplan: {SafeText.Plain(name)}: {SafeText.Plain(problem)}");
        return null;
    }
}
