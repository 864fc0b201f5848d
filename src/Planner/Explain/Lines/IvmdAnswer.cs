using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Ivrs;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Planner.Explain;

/// <summary>What a recognised line means on an AMD host: its device and address looked up among the IVMD blocks.</summary>
internal static class IvmdAnswer
{
    private const int MostListed = 8;

    /// <summary>Looks a line up.</summary>
    internal static IEnumerable<string> Of(LineMatch match, HostDescription host)
    {
        (string Table, IvrsBlock Block)[] all =
        [
            .. host.IvrsTables.SelectMany(t => (IvrsTable.Read(t.Bytes)?.Blocks ?? [])
                .Where(b => b.IsMemory && b.Bytes.Length >= IvrsBlock.MemorySize).Select(b => (t.Name, b))),
        ];
        if (all.Length == 0)
        {
            yield return $"The IVRS of {host.Name} has no IVMD: no memory is reserved for a device of this host.";
            yield break;
        }

        if (match.Device is { } device)
        {
            ushort id = (ushort)((device.Bus << 8) | device.DevFn);
            string[] own = [.. all.Where(b => b.Block.FirstDeviceId <= id && id <= b.Block.LastDeviceId).Select(Words)];
            yield return own.Length == 0
                ? $"No IVMD of {host.Name} is for {device}: the line is of another host, or of a boot before the firmware changed."
                : $"Device {device} is among the devices of {string.Join("; ", own)}.";
        }

        if (match.Start is { } start)
        {
            ulong end = match.End ?? start;
            string[] met = [.. all.Where(b => b.Block.Start.Value <= end && start <= b.Block.Last.Value).Select(Words)];
            yield return met.Length == 0
                ? $"No IVMD of {host.Name} contains {LineMatch.Address(start)}; its blocks are: {List(all)}."
                : $"The address {LineMatch.Address(start)} lies in {string.Join("; ", met)}.";
        }

        if (match.Device is null && match.Start is null)
        {
            yield return $"The line names neither a device nor an address. The host's IVMD blocks are: {List(all)}.";
        }
    }

    private static string List((string Table, IvrsBlock Block)[] blocks) =>
        string.Join("; ", blocks.Take(MostListed).Select(Words)) + (blocks.Length > MostListed ? $" and {blocks.Length - MostListed} more" : "");

    private static string Words((string Table, IvrsBlock Block) found)
    {
        IvrsBlock block = found.Block;
        string devices = block.FirstDeviceId == block.LastDeviceId ? Device(block.FirstDeviceId)
            : $"{Device(block.FirstDeviceId)} to {Device(block.LastDeviceId)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"IVMD {block.Type:x}h at offset {HexText.Of((ulong)block.Offset)} of {found.Table}, [{block.Start}, {block.Last}] for {devices}");
    }

    private static string Device(ushort id) => PciAddress.FromDevFn(0, (byte)(id >> 8), (byte)(id & 0xff)).ToString();
}
