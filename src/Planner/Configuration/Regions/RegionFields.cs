using System.Collections.Immutable;
using System.Globalization;
using RdmPlanner.Acpi;

namespace RdmPlanner.Planner.Configuration;

/// <summary>The fields that the two CSV forms and the option share.</summary>
internal static class RegionFields
{
    /// <summary>A policy word of any age; null when it is none.</summary>
    public static RdmPolicy? Policy(string word) =>
        DesignWords.Policy(word.ToLowerInvariant(), ImmutableArray.CreateBuilder<OptionFinding>());

    /// <summary>PCI addresses with blanks, semicolons or commas between them; a segment for those without their own.</summary>
    public static bool TryDevices(string text, ushort segment, out ImmutableArray<PciAddress> devices, out string? problem)
    {
        ImmutableArray<PciAddress>.Builder list = ImmutableArray.CreateBuilder<PciAddress>();
        devices = [];
        problem = null;
        foreach (string word in text.Split([' ', ';', ',', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!PciAddress.TryParse(word, out PciAddress device, out problem))
            {
                return false;
            }

            bool hasSegment = word.IndexOf(':', StringComparison.Ordinal) != word.LastIndexOf(':');
            list.Add(hasSegment ? device : PciAddress.FromDevFn(segment, device.Bus, device.DevFn));
        }

        devices = list.ToImmutable();
        return true;
    }

    /// <summary>A PCI segment: hexadecimal, empty is 0.</summary>
    public static bool TrySegment(string text, out ushort segment)
    {
        segment = 0;
        return text.Length == 0
            || ushort.TryParse(text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(2) : text,
                NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out segment);
    }
}
