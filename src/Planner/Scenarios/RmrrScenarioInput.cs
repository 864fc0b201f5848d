using System.Collections.Immutable;
using System.Text.Json;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>Reads the <c>in</c> object of stage <c>rmrr</c>.</summary>
internal static class RmrrScenarioInput
{
    /// <summary>Register base of a unit that gives none.</summary>
    private const ulong DefaultUnitAddress = 0xfed90000;

    public static HypervisorInput Read(JsonElement input) => new()
    {
        E820 = [.. ScenarioValue.Map(input, "e820")],
        Dmar = ScenarioValue.TryGet(input, "dmar", out JsonElement dmar) ? ReadTable(dmar) : null,
        Present = ScenarioValue.TryGet(input, "present", out _) ? ReadPresent(input) : null,
        Segments = ScenarioValue.TryGet(input, "segments", out _) ? ReadSegments(input) : [0],
        Bridges = ReadBridges(input),
        RmrrOption = ScenarioValue.TryGet(input, "rmrr_param", out JsonElement option) ? Text(option, "rmrr_param") : null,
        MaxPage = ScenarioValue.U64(input, "max_page", 0x1000000),
        Verbose = ScenarioValue.Bool(input, "verbose", fallback: false),
        Force = ScenarioValue.Bool(input, "force", fallback: false),
    };

    public static string Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.String
        ? element.GetString() ?? string.Empty
        : throw new ScenarioFormatException(name, $"a JSON {element.ValueKind} is not text");

    public static PciAddress Address(string text, string name) => PciAddress.TryParse(text, out PciAddress address, out string? problem)
        ? address
        : throw new ScenarioFormatException(name, problem ?? $"\"{text}\" is not a PCI address");

    private static ImmutableHashSet<PciAddress> ReadPresent(JsonElement input) =>
        [.. ScenarioValue.List(input, "present").Select(element => Address(Text(element, "present"), "present"))];

    private static ImmutableHashSet<ushort> ReadSegments(JsonElement input) =>
        [.. ScenarioValue.List(input, "segments").Select(element => (ushort)Limited(ScenarioValue.U64(element, "segments"), "segments", ushort.MaxValue))];

    private static ImmutableDictionary<PciAddress, BusNumbers> ReadBridges(JsonElement input)
    {
        var bridges = ImmutableDictionary.CreateBuilder<PciAddress, BusNumbers>();
        if (!ScenarioValue.TryGet(input, "bridges", out JsonElement all))
        {
            return bridges.ToImmutable();
        }

        if (all.ValueKind != JsonValueKind.Object)
        {
            throw new ScenarioFormatException("bridges", $"a JSON {all.ValueKind} is not an object");
        }

        foreach (JsonProperty bridge in all.EnumerateObject())
        {
            bridges[Address(bridge.Name, "bridges")] = new BusNumbers(
                U8(bridge.Value, "secondary", 0xff), U8(bridge.Value, "subordinate", 0xff));
        }

        return bridges.ToImmutable();
    }

    private static DmarModel ReadTable(JsonElement dmar) => new()
    {
        Width = U8(dmar, "width", 38),
        Flags = U8(dmar, "flags", 1),
        Entries = [.. ScenarioValue.List(dmar, "entries").Select(ReadEntry)],
    };

    private static DmarEntry ReadEntry(JsonElement entry)
    {
        ushort? length = ScenarioValue.TryGet(entry, "length", out _) ? U16(entry, "length", 0) : null;
        string type = ScenarioValue.Text(entry, "type", string.Empty);
        return type switch
        {
            "rmrr" => new RmrrEntry(
                U16(entry, "seg", 0), ScenarioValue.U64(entry, "base", 0), ScenarioValue.U64(entry, "end", 0), ReadScopes(entry))
            { DeclaredLength = length },
            "drhd" => new DrhdEntry(
                U16(entry, "seg", 0), ScenarioValue.U64(entry, "address", DefaultUnitAddress), U8(entry, "flags", 0), ReadScopes(entry))
            { DeclaredLength = length },
            "raw" => new RawEntry(U16(entry, "id", 0), [.. new byte[U16(entry, "extra", 0)]]) { DeclaredLength = length },
            _ => throw new ScenarioFormatException("type", $"\"{type}\" is not rmrr, drhd or raw"),
        };
    }

    private static ImmutableArray<ScopeEntry> ReadScopes(JsonElement entry) => [.. ScenarioValue.List(entry, "scopes").Select(ReadScope)];

    private static ScopeEntry ReadScope(JsonElement scope) =>
        new(U8(scope, "type", 1), U8(scope, "enum_id", 0), U8(scope, "bus", 0), [.. ScenarioValue.List(scope, "path").Select(ReadHop)])
        {
            DeclaredLength = ScenarioValue.TryGet(scope, "length", out _) ? U8(scope, "length", 0) : null,
        };

    private static ScopeHop ReadHop(JsonElement hop)
    {
        if (hop.ValueKind != JsonValueKind.Array || hop.GetArrayLength() != 2)
        {
            throw new ScenarioFormatException("path", $"{hop.GetRawText()} is not [device, function]");
        }

        return new ScopeHop(
            (byte)Limited(ScenarioValue.U64(hop[0], "path"), "path", byte.MaxValue),
            (byte)Limited(ScenarioValue.U64(hop[1], "path"), "path", byte.MaxValue));
    }

    private static byte U8(JsonElement obj, string name, byte fallback) => (byte)ScenarioValue.U32(obj, name, fallback, byte.MaxValue);

    private static ushort U16(JsonElement obj, string name, ushort fallback) => (ushort)ScenarioValue.U32(obj, name, fallback, ushort.MaxValue);

    private static ulong Limited(ulong number, string name, ulong max) => number <= max
        ? number
        : throw new ScenarioFormatException(name, $"{new Hpa(number)} is above {new Hpa(max)}");
}
