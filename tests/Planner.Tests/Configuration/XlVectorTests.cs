using System.Text.Json;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

/// <summary>The <c>xl</c> part of stage libxl: what xl prints, keeps and exits with.</summary>
public sealed class XlVectorTests
{
    private static readonly Dictionary<string, JsonElement> _vectors = VectorFile.Read("libxl.jsonl")
        .Where(v => v.Value.GetProperty("in").TryGetProperty("xl", out _))
        .ToDictionary(v => v.Key, v => v.Value);

    public static TheoryData<string> Names => [.. _vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_Vector_GivesTheMeasuredExitAndMessages(string name)
    {
        JsonElement input = _vectors[name].GetProperty("in");
        JsonElement expected = _vectors[name].GetProperty("out").GetProperty("xl");

        XlRun run = XlFrontEnd.Run(Values(input), XenProfile.Newest);

        Assert.Equal(expected.GetProperty("exit").GetInt32(), run.ExitCode);
        Assert.Equal(expected.GetProperty("stderr").GetString(), run.StandardError);
        Assert.Equal(expected.GetProperty("strategy").GetString(), run.Strategy == RdmStrategy.Host ? "host" : "ignore");
        Assert.Equal(expected.GetProperty("policy").GetString(), PolicyWords.Of(run.Policy));
        Assert.Equal(expected.GetProperty("uninitialised_read").GetBoolean(), run.UninitialisedRead);
    }

    [Fact]
    public void Vectors_HaveEveryCase() => Assert.Equal(15, _vectors.Count);

    private static GuestOverrides Values(JsonElement input)
    {
        JsonElement xl = input.GetProperty("xl");
        return new GuestOverrides
        {
            MemoryMiB = Number(xl, "memory"),
            MaxMemMiB = Number(xl, "maxmem"),
            MmioHoleMiB = Number(xl, "mmio_hole"),
            BoundaryMiB = Number(xl, "rdm_mem_boundary"),
            Rdm = xl.TryGetProperty("rdm", out JsonElement rdm) ? rdm.GetString() : null,
            Pci = xl.TryGetProperty("pci", out JsonElement pci) ? [.. pci.EnumerateArray().Select(p => p.GetString()!)] : default,
            UninitialisedPolicy = input.TryGetProperty("uninit_policy", out JsonElement policy)
                ? Enum.Parse<RdmPolicy>(policy.GetString()!, ignoreCase: true)
                : null,
        };
    }

    private static long? Number(JsonElement xl, string name) =>
        xl.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : null;
}
