using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Fuzz;
using Xunit;

namespace RdmPlanner.Planner.Tests.Fuzz;

/// <summary>What fuzzing found stays fixed: every input that broke something once goes through its target again.</summary>
public sealed class FuzzReplayTests
{
    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(t => t.Name)];

    public static TheoryData<string> Finds => [.. Directory
        .EnumerateFiles(FixtureFolder.Of("fuzz"), "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(FixtureFolder.Of("fuzz"), file).Replace('\\', '/'))
        .Where(file => file.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Finds))]
    public void EveryFind_Replayed_BreaksNoLaw(string find)
    {
        FuzzTarget? target = FuzzTarget.Find(find.Split('/')[0]);

        Assert.NotNull(target);
        target.Run(File.ReadAllBytes(FixtureFolder.Of("fuzz", find)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void EveryTarget_NothingAndNoise_BreaksNoLaw(string name)
    {
        FuzzTarget target = FuzzTarget.Find(name)!;
        Random random = new(20150409);

        target.Run([]);
        for (int length = 1; length < 200; length++)
        {
            byte[] noise = new byte[length];
            random.NextBytes(noise);
            target.Run(noise);
        }
    }

    [Fact]
    public void Dmar_TableOfAFixture_IsDecodedAndCutAndFlippedWithoutBreakingALaw()
    {
        FuzzTarget target = FuzzTarget.Find("dmar")!;
        byte[] table = File.ReadAllBytes(FixtureFolder.Of("dumps", "dmar.bin"));

        for (int i = 0; i < table.Length; i++)
        {
            target.Run(table.AsSpan(0, i));
            byte[] flipped = [.. table];
            flipped[i] ^= 0xff;
            target.Run(flipped);
        }
    }
}
