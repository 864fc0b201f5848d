using System.Collections.Immutable;

namespace RdmPlanner.Planner.Diff;

/// <summary>Something that both inputs may have, in the form in which it is compared.</summary>
internal sealed record DiffItem
{
    /// <summary>What kind of thing, for reports.</summary>
    public required DiffSubject Subject { get; init; }

    /// <summary>Only items of one kind are taken for each other.</summary>
    public required string Kind { get; init; }

    /// <summary>Which one, for people.</summary>
    public required string Name { get; init; }

    /// <summary>First byte; 0 for an item without a range.</summary>
    public ulong Start { get; init; }

    /// <summary>Last byte (inclusive).</summary>
    public ulong Last { get; init; }

    /// <summary>Whose it is, devices aside: an item keeps its owner when it moves. Empty when nobody's.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The devices in the order of the input.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>All other values that count, in a fixed order, by name.</summary>
    public ImmutableArray<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>The devices in one text that does not depend on their order.</summary>
    public string DeviceKey => string.Join(' ', Devices.Order(StringComparer.Ordinal));

    /// <summary>The values in one text.</summary>
    public string ValueKey => string.Join('\u0001', Values.Select(v => v.Value));
}
