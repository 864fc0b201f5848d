using System.Collections.Immutable;
using System.Globalization;

namespace RdmPlanner.Planner.Hypervisor;

/// <summary>What has to be assumed about a host when not all of it is known.</summary>
public static class HostAssumptions
{
    /// <summary>Names the assumptions of an input.</summary>
    /// <param name="input">The input.</param>
    /// <returns>One sentence each; empty when nothing was assumed.</returns>
    public static ImmutableArray<string> Of(HypervisorInput input)
    {
        var assumptions = ImmutableArray.CreateBuilder<string>();
        if (input.Present is null)
        {
            assumptions.Add("Every device that a scope names is taken to be present (no PCI listing of the host was given).");
        }

        if (input.E820.IsEmpty)
        {
            assumptions.Add("The host's memory map is not known: no region is taken to lie in RAM.");
        }

        int unwalked = input.Dmar is null ? 0 : CountPathsOverUnknownBridges(input, DmarImage.Of(input.Dmar));
        if (unwalked > 0)
        {
            assumptions.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{Reports.CountText.Of(unwalked, "scope path")} {(unwalked == 1 ? "leads" : "lead")} over bridges whose bus numbers are not known; their devices are taken to be on bus ff."));
        }

        return assumptions.ToImmutable();
    }

    private static int CountPathsOverUnknownBridges(HypervisorInput input, DmarImage table)
    {
        int count = 0;
        foreach ((int offset, ushort segment) in ScopeOffsets(table))
        {
            _ = ScopePath.Walk(table, offset, segment, input.Bridges, out bool isKnown);
            count += isKnown ? 0 : 1;
        }

        return count;
    }

    /// <summary>Offsets of the scope entries of units and regions, as far as the lengths make sense.</summary>
    private static IEnumerable<(int Offset, ushort Segment)> ScopeOffsets(DmarImage table)
    {
        int length;
        for (int entry = DmarImage.HeaderSize; entry < table.Length; entry += length)
        {
            length = table.U16(entry + 2);
            if (length < DmarImage.EntryHeaderSize)
            {
                yield break;
            }

            int start = table.U16(entry) switch
            {
                DmarStructureTypes.Drhd => DmarImage.DrhdSize,
                DmarStructureTypes.Rmrr => DmarImage.RmrrSize,
                _ => length,
            };
            int scopeLength;
            for (int scope = entry + start; scope < entry + length && scope < table.Length; scope += scopeLength)
            {
                scopeLength = table.U8(scope + 1);
                if (scopeLength < ScopePath.LeastScopeLength)
                {
                    break;
                }

                yield return (scope, table.U16(entry + 6));
            }
        }
    }
}
