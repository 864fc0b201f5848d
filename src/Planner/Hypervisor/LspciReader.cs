using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>Reads what <c>lspci</c> prints: plain, <c>-n</c>, <c>-nn</c>, <c>-D</c>, <c>-k</c>, <c>-v</c> to <c>-vvv</c> in any mix.</summary>
/// <remarks>
/// Total: lines it does not need are passed over, lines that should have been a function are noted. The machine-readable
/// forms (<c>-m</c>, <c>-x</c>, <c>-t</c>) are not read.
/// </remarks>
public static class LspciReader
{
    /// <summary>Spaces that a pasted tab became at most.</summary>
    private const int TabWidth = 8;

    /// <summary>Reads a listing.</summary>
    /// <param name="text">The text, lines ended by LF or CRLF.</param>
    /// <returns>The hierarchy; <see cref="HostTopology.IsUnknown"/> when no function was found.</returns>
    public static HostTopology Read(string text)
    {
        var functions = ImmutableArray.CreateBuilder<HostPciFunction>();
        var notes = ImmutableArray.CreateBuilder<TopologyNote>();
        var seen = new HashSet<PciAddress>();
        LspciDetails? details = null;
        int number = 0;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> line = raw.TrimEnd();
            if (line.IsEmpty)
            {
                continue;
            }

            int depth = Depth(line);
            if (depth > 0)
            {
                // Deeper lines belong to capabilities: a virtual function's BARs among them.
                if (depth == 1)
                {
                    details?.Take(line.Trim(), number, notes);
                }

                continue;
            }

            Finish(details, functions);
            details = null;
            if (ReadFunction(line, number, notes) is HostPciFunction function)
            {
                if (seen.Add(function.Address))
                {
                    details = new LspciDetails(function);
                }
                else
                {
                    notes.Add(new TopologyNote(number, $"{function.Address} is listed again; the first listing counts."));
                }
            }
        }

        Finish(details, functions);
        if (functions.Count == 0)
        {
            notes.Add(new TopologyNote(0, "No function was found; lines of lspci begin with an address such as 00:02.0."));
        }

        return new HostTopology(functions.ToImmutable(), notes.ToImmutable());
    }

    private static void Finish(LspciDetails? details, ImmutableArray<HostPciFunction>.Builder functions)
    {
        if (details is not null)
        {
            functions.Add(details.ToFunction());
        }
    }

    /// <summary>Nesting of a line: 0 a function, 1 its properties, 2 what is inside a capability.</summary>
    private static int Depth(ReadOnlySpan<char> line)
    {
        int width = 0;
        foreach (char c in line)
        {
            if (c is not (' ' or '\t'))
            {
                break;
            }

            width += c == '\t' ? TabWidth : 1;
        }

        return (width + TabWidth - 1) / TabWidth;
    }

    private static HostPciFunction? ReadFunction(ReadOnlySpan<char> line, int number, ImmutableArray<TopologyNote>.Builder notes)
    {
        int space = line.IndexOf(' ');
        ReadOnlySpan<char> first = space < 0 ? line : line[..space];
        if (!PciAddress.TryParse(first, out PciAddress address, out string? problem))
        {
            notes.Add(new TopologyNote(number, $"Not read: {problem}."));
            return null;
        }

        var function = new HostPciFunction(address);
        ReadOnlySpan<char> rest = space < 0 ? [] : line[(space + 1)..].Trim();
        int colon = rest.IndexOf(": ");
        if (colon < 0)
        {
            notes.Add(new TopologyNote(number, $"{address} has no class and name."));
            return function;
        }

        function = WithClass(function, rest[..colon]);
        return WithName(function, rest[(colon + 2)..]);
    }

    private static HostPciFunction WithClass(HostPciFunction function, ReadOnlySpan<char> text)
    {
        if (Hex16(text, out ushort code))
        {
            return function with { ClassCode = code };
        }

        int bracket = text.LastIndexOf('[');
        string name = (bracket < 0 ? text : text[..bracket]).Trim().ToString();
        bool hasCode = bracket >= 0 && Hex16(text[(bracket + 1)..].TrimEnd(']'), out code);
        return function with { ClassName = name, ClassCode = hasCode ? code : PciClassNames.CodeOf(name) };
    }

    private static HostPciFunction WithName(HostPciFunction function, ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(" (rev ");
        end = end < 0 ? text.IndexOf(" (prog-if ") : end;
        text = (end < 0 ? text : text[..end]).Trim();
        if (Ids(text, out ushort vendor, out ushort device))
        {
            return function with { VendorId = vendor, DeviceId = device };
        }

        int bracket = text.LastIndexOf('[');
        return bracket >= 0 && Ids(text[(bracket + 1)..].TrimEnd(']'), out vendor, out device)
            ? function with { Name = text[..bracket].Trim().ToString(), VendorId = vendor, DeviceId = device }
            : function with { Name = text.ToString() };
    }

    private static bool Ids(ReadOnlySpan<char> text, out ushort vendor, out ushort device)
    {
        device = 0;
        int colon = text.IndexOf(':');
        return Hex16(colon < 0 ? [] : text[..colon], out vendor) && Hex16(text[(colon + 1)..], out device);
    }

    private static bool Hex16(ReadOnlySpan<char> text, out ushort value)
    {
        value = 0;
        return text.Length == 4 && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
