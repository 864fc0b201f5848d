using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Planner.Hypervisor;

namespace RdmPlanner.Planner.Scenarios;

/// <summary>The regions of a recorded table in the traces' short form.</summary>
/// <remarks>
/// <c>base:last:scope+scope ...</c>, all hexadecimal, with the segment as an optional fourth part (0 without). A scope is
/// <c>bus.device.function</c>, more hops appended in the same way (<c>0.1c.0.0.0</c>), with an optional type in front
/// (<c>t3/ff.0.0</c>, endpoint without); <c>none</c> is no scope at all.
/// </remarks>
internal static class TraceRegions
{
    private const string Field = "dmar_rmrrs";
    private const byte Endpoint = 1;

    public static ImmutableArray<DmarEntry> Read(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ReadRegion)];

    private static DmarEntry ReadRegion(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length is not (3 or 4))
        {
            throw new ScenarioFormatException(Field, $"\"{text}\" is not base:last:devices");
        }

        ushort segment = parts.Length == 4 ? (ushort)Number(parts[3], ushort.MaxValue) : (ushort)0;

        ImmutableArray<ScopeEntry> scopes = parts[2] == "none" ? [] : [.. parts[2].Split('+').Select(ReadScope)];
        return new RmrrEntry(segment, Number(parts[0], ulong.MaxValue), Number(parts[1], ulong.MaxValue), scopes);
    }

    private static ScopeEntry ReadScope(string text)
    {
        byte type = Endpoint;
        string address = text;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (text.StartsWith('t') && slash > 0)
        {
            type = (byte)Number(text[1..slash], byte.MaxValue);
            address = text[(slash + 1)..];
        }

        string[] parts = address.Split('.');
        return parts.Length >= 3 && parts.Length % 2 == 1
            ? new ScopeEntry(type, 0, Byte(parts[0]), [.. parts.Skip(1).Chunk(2).Select(hop => new ScopeHop(Byte(hop[0]), Byte(hop[1])))])
            : throw new ScenarioFormatException(Field, $"\"{text}\" is not bus.device.function");
    }

    private static byte Byte(string text) => (byte)Number(text, byte.MaxValue);

    private static ulong Number(string text, ulong max) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number) && number <= max
            ? number
            : throw new ScenarioFormatException(Field, $"\"{text}\" is not a hexadecimal number of the size wanted");
}
