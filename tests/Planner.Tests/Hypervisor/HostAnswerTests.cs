using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Planner.Hypervisor;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Planner.Tests.Hypervisor;

/// <summary>What the hypervisor of real hosts answered to the hypercall, from their DMAR and lspci.</summary>
public sealed class HostAnswerTests
{
    private static readonly string? Folder = SharedFolder.Find("traces", "hosts");

    public static TheoryData<string> HostNames =>
        [.. Folder is null ? Enumerable.Repeat("no host", 1) : Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(HostNames))]
    public void Query_RealHost_AnswersAsItsHypervisorDid(string name)
    {
        string? answers = Folder is null ? null : Path.Combine(Folder, name, "rdm-hypercall.txt");
        string? dump = Folder is null ? null : Path.Combine(Folder, name, "dmar.hex");
        Assert.SkipWhen(answers is null, SharedFolder.SkipReason);
        Assert.SkipUnless(File.Exists(answers) && File.Exists(dump), "this host has no answers or no table");
        DmarTable? table = DmarDecoder.Decode(BytesOf(dump)).Table;
        Assert.NotNull(table);
        Assert.True(XenProfile.TryParse("4.17", out XenProfile profile));
        HostTopology topology = LspciReader.Read(File.ReadAllText(Path.Combine(Folder!, name, "dom0-lspci.txt")));

        HypervisorResult host = DmarAcceptance.Run(
            topology.ApplyTo(new HypervisorInput { Dmar = DmarModel.From(table), Profile = profile, DebugBuild = false }));

        Assert.Empty(topology.Notes);
        Assert.Equal(File.ReadAllLines(answers).Where(line => line.Length > 0), Answers(host, File.ReadLines(answers)));
    }

    private static IEnumerable<string> Answers(HypervisorResult host, IEnumerable<string> recorded)
    {
        foreach (string line in recorded.Where(line => line.Length > 0 && line[0] != ' '))
        {
            string asked = line[..line.IndexOf(": rc=", StringComparison.Ordinal)];
            IReadOnlyList<RdmEntry> entries = asked == "ALL"
                ? RdmQuery.All(host)
                : RdmQuery.Of(host, PciAddress.TryParse(asked, out PciAddress device, out _) ? device : default);
            yield return string.Create(CultureInfo.InvariantCulture, $"{asked}: rc=0 nr={entries.Count}");
            foreach (RdmEntry entry in entries)
            {
                yield return $"   start_pfn=0x{entry.StartPfn:x} nr_pages=0x{entry.PageCount:x}";
            }
        }
    }

    /// <summary>The bytes of an xxd listing: offset, up to eight groups of four digits, text.</summary>
    private static byte[] BytesOf(string path) =>
        [.. File.ReadLines(path).SelectMany(line => Convert.FromHexString(line[10..49].Replace(" ", "", StringComparison.Ordinal)))];
}
