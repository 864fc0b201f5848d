using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Scenarios;

namespace RdmPlanner.Planner.Simulation;

/// <summary>Reads lists of PCI functions: JSON in the vectors' device format, or CSV with a register a row.</summary>
/// <remarks>
/// A function has <c>host</c> (the host's device it is), <c>devfn</c> (its place in the guest), or both; everything else as in
/// vectors/SCHEMA.md. Which form it is, is found by content. Total: a malformed list is a problem in the result.
/// </remarks>
public static class DeviceListReader
{
    /// <summary>The most functions of a list; the guest's bus has room for 256.</summary>
    private const int MostDevices = 4096;

    /// <summary>Reads a list.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The functions, or what is wrong.</returns>
    public static DeviceListReading Read(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        try
        {
            ImmutableArray<DeviceDescription> devices = !start.IsEmpty && start[0] is '[' or '{' ? ReadJson(text) : DeviceListCsv.Read(text);
            return devices.Length > MostDevices
                ? new DeviceListReading([], $"{devices.Length} functions; no more than {MostDevices} are read")
                : new DeviceListReading(devices, TwoAlike(devices));
        }
        catch (ScenarioFormatException fault)
        {
            return new DeviceListReading([], fault.Message);
        }
        catch (JsonException fault)
        {
            return new DeviceListReading([], fault.Message);
        }
    }

    /// <summary>Takes one function out of its JSON object.</summary>
    internal static DeviceDescription Describe(JsonElement device)
    {
        bool hasPlace = ScenarioValue.TryGet(device, "devfn", out _);
        PciAddress? host = ScenarioValue.TryGet(device, "host", out _)
            ? LibxlScenario.Address(ScenarioValue.Text(device, "host", string.Empty), "host")
            : null;
        GuestPciFunction function = HvmloaderInputReader.Registers(device);
        return hasPlace || host is not null
            ? new DeviceDescription(function, host, hasPlace)
            : throw new ScenarioFormatException("devfn", "a function needs devfn (its place in the guest) or host (the host's device it is)");
    }

    private static ImmutableArray<DeviceDescription> ReadJson(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        using JsonDocument document = JsonDocument.Parse(utf8);
        if (JsonTexts.Problem(utf8) is { } problem)
        {
            throw new JsonException($"the list {problem}");
        }

        JsonElement root = document.RootElement;
        IEnumerable<JsonElement> list = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : ScenarioValue.List(root, "devices");
        return [.. list.Select(Describe)];
    }

    private static string? TwoAlike(ImmutableArray<DeviceDescription> devices)
    {
        var places = new HashSet<byte>();
        var hosts = new HashSet<PciAddress>();
        foreach (DeviceDescription device in devices)
        {
            if (device.HasPlace && !places.Add(device.Function.DevFn))
            {
                return $"devfn: 0x{device.Function.DevFn:x2} is given twice";
            }

            if (device.Host is { } host && !hosts.Add(host))
            {
                return $"host: {host} is given twice";
            }
        }

        return null;
    }
}
