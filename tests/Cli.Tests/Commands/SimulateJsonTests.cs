using System.Globalization;
using System.Text.Json;
using RdmPlanner.Planner.Scenarios;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Commands;

/// <summary>The JSON of <c>rdmplan simulate</c> against outputs of the real thing.</summary>
public sealed class SimulateJsonTests
{
    [Fact]
    public void Simulate_VectorsThatOptionsCanExpress_GiveTheMeasuredLibxlOutput()
    {
        List<string> wrong = [];
        int compared = 0;
        foreach ((string name, JsonElement vector) in VectorFile.Read("libxl.jsonl"))
        {
            if (Options(vector.GetProperty("in")) is not { } options)
            {
                continue;
            }

            Ran ran = Rdmplan.Run([.. (string[])["simulate", "--profile", "4.14", "--format", "json"], .. options]);
            if (ran.Exit is ExitCode.Usage or ExitCode.BadInput)
            {
                continue;
            }

            compared++;
            using JsonDocument document = JsonDocument.Parse(ran.Output);
            wrong.AddRange(JsonDifference.Between(vector.GetProperty("out"), document.RootElement.GetProperty("libxl")).Select(d => $"{name}: {d}"));
        }

        Assert.Empty(wrong);
        Assert.True(compared >= 20, $"{compared} compared");
    }

    [Fact]
    public void Simulate_SameInputTwice_GivesTheSameBytes()
    {
        string[] question = ["simulate", "--host", "sample:workstation", "--guest", "fixtures/guests/workstation/guest.cfg", "--format", "json"];

        Assert.Equal(Rdmplan.Run(question).Output, Rdmplan.Run(question).Output);
    }

    [Fact]
    public void Simulate_Json_HasStageOutputsVerdictFramesAndFindings()
    {
        using JsonDocument document = JsonDocument.Parse(Rdmplan.Run(
            "simulate", "--host", "sample:workstation", "--guest", "fixtures/guests/workstation/guest.cfg", "--format", "json").Output);
        JsonElement root = document.RootElement;

        Assert.Equal("0xac800000", root.GetProperty("libxl").GetProperty("lowmem_end").GetString());
        Assert.Equal("0xac800000", root.GetProperty("hvmloader").GetProperty("pci_mem_start").GetString());
        Assert.Equal("0xe2100", root.GetProperty("rmrr").GetProperty("queries")[0].GetProperty("entries")[0].GetProperty("start_pfn").GetString());
        Assert.Equal("accepted", root.GetProperty("verdict").GetProperty("outcome").GetString());
        Assert.Equal("huge_goes_high", root.GetProperty("bars")[0].GetProperty("reason").GetString());
        Assert.Equal("stepped_over_region", root.GetProperty("bars")[1].GetProperty("reason").GetString());
        Assert.Equal(2, root.GetProperty("assignment").GetArrayLength());
        Assert.True(root.GetProperty("p2m").GetProperty("hvmloader").GetArrayLength() > 10);
        Assert.NotEmpty(root.GetProperty("findings").EnumerateArray());
        Assert.Equal(
            root.GetProperty("hvmloader").GetProperty("e820").GetProperty("seabios").GetRawText().Replace("  ", "", StringComparison.Ordinal),
            root.GetProperty("e820").GetRawText().Replace("  ", "", StringComparison.Ordinal));
    }

    /// <summary>The options that say what a vector's input says; null where xl cannot be told so.</summary>
    private static List<string>? Options(JsonElement input)
    {
        ulong max = ScenarioValue.U64(input, "max_memkb", 32768);
        ulong video = ScenarioValue.U64(input, "video_memkb", 8192);
        ulong hole = ScenarioValue.U64(input, "mmio_hole_memkb", 0);
        ulong boundary = ScenarioValue.U64(input, "rdm_mem_boundary_memkb", 2048 << 10);
        if (ScenarioValue.TryGet(input, "xl", out _) || ((max | video | hole | boundary) & 1023) != 0)
        {
            return null;
        }

        List<string> options =
        [
            "--memory", Text(max >> 10), "--videoram", Text(video >> 10), "--boundary", Text(boundary >> 10),
            ScenarioValue.Bool(input, "hap", true) ? "--hap" : "--no-hap",
        ];
        options.AddRange(hole == 0 ? [] : ["--mmio-hole", Text(hole >> 10)]);
        options.AddRange(video == 0 ? ["--vga", "none"] : []);
        string policy = "invalid";
        if (ScenarioValue.TryGet(input, "rdm", out JsonElement rdm))
        {
            policy = ScenarioValue.Text(rdm, "policy", "invalid");
            if (ScenarioValue.Text(rdm, "strategy", "ignore") == "host" && policy != "invalid")
            {
                options.AddRange(["--rdm", $"strategy=host,policy={policy}"]);
            }
            else if (policy != "invalid" || ScenarioValue.Text(rdm, "strategy", "ignore") == "host")
            {
                return null;
            }
        }

        foreach (JsonElement device in ScenarioValue.List(input, "pci"))
        {
            // xl copies the global policy to a device without one.
            string own = ScenarioValue.Text(device, "rdm_policy", "invalid");
            if (own == "invalid" && policy != "invalid")
            {
                return null;
            }

            options.AddRange(["--pci", ScenarioValue.Text(device, "sbdf", "") + (own == "invalid" ? "" : $",rdm_policy={own}")]);
        }

        if (ScenarioValue.List(input, "rmrrs").Count == 0)
        {
            return null;
        }

        foreach (JsonElement region in ScenarioValue.List(input, "rmrrs"))
        {
            string[] devices = [.. ScenarioValue.List(region, "devices").Select(d => ScenarioValue.Text(d, "devices"))];
            if (devices.Length == 0 || ScenarioValue.U64(region, "seg", 0) != 0)
            {
                return null;
            }

            options.AddRange(["--region", $"0x{ScenarioValue.U64(region, "base", 0):x}-0x{ScenarioValue.U64(region, "end", 0):x}={string.Join(',', devices)}"]);
        }

        return options;
    }

    private static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
