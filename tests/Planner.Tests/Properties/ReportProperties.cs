using System.Globalization;
using System.Text.Json;
using FsCheck.Xunit;
using RdmPlanner.E820;
using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Host;
using RdmPlanner.Planner.Plan;
using RdmPlanner.Planner.Profiles;
using RdmPlanner.Planner.Reports;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;

namespace RdmPlanner.Planner.Tests.Properties;

/// <summary>Reports of random plans: the same bytes every time, and what was written reads back.</summary>
[Properties(Arbitrary = [typeof(GuestArbitraries)], MaxTest = TestBudget.MaxTest)]
public sealed class ReportProperties
{
    [Property]
    public bool Reports_Twice_AreTheSameBytes(GuestCase guest) => All(guest) == All(guest);

    [Property]
    public bool Reports_UnderAnotherCulture_AreTheSameBytes(GuestCase guest)
    {
        string usual = All(guest);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Foreign;
        try
        {
            return All(guest) == usual;
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Property]
    public bool Csv_OfAnyPlan_ParsesBackToTheMap(GuestCase guest)
    {
        MemoryPlan plan = MemoryPlanner.Plan(Request(guest)).Plan;
        E820Reading reading = E820Csv.Read(PlanCsv.Write(plan));
        return reading.Notes.IsEmpty && reading.Records.SequenceEqual(plan.MemoryMap);
    }

    [Property]
    public bool Json_OfAnyPlan_SaysWhatThePlanSays(GuestCase guest)
    {
        PlanOutcome outcome = MemoryPlanner.Plan(Request(guest));
        using JsonDocument json = JsonDocument.Parse(PlanJson.Write(outcome, []));
        JsonElement root = json.RootElement;
        return root.GetProperty("outcome").GetString() == (outcome is Accepted ? "accepted" : "rejected")
            && root.GetProperty("regions").GetArrayLength() == outcome.Plan.Regions.Length
            && root.GetProperty("memory_map").GetArrayLength() == outcome.Plan.MemoryMap.Length
            && root.GetProperty("diagnostics").GetArrayLength() == outcome.Plan.Diagnostics.Length
            && root.GetProperty("regions").EnumerateArray().Zip(outcome.Plan.Regions).All(pair =>
                pair.First.GetProperty("start").GetString() == pair.Second.Resolved.Entry.Start.ToString());
    }

    /// <summary>
    /// Numbers and words as no report may write them. It is made from the invariant culture, because the invariant mode
    /// that the projects are built with knows no other by name.
    /// </summary>
    internal static CultureInfo Foreign
    {
        get
        {
            CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NegativeSign = "~";
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.NumberFormat.NumberNegativePattern = 0;
            culture.NumberFormat.PositiveSign = "plus";
            culture.DateTimeFormat.ShortDatePattern = "yy d M";
            return culture;
        }
    }

    /// <summary>The case as a question under the design's rules.</summary>
    internal static PlanRequest Request(GuestCase guest) => new()
    {
        Profile = XenProfile.Design,
        Host = new HostDescription
        {
            Name = "generated", Format = "model", Regions = [.. guest.Regions.Select(GuestCase.HostRegionOf)],
        },
        Guest = GuestConfig.Default with
        {
            MemoryMiB = Given<long>(guest.RamMiB + guest.VideoMiB),
            MaxMemMiB = Given<long>(guest.RamMiB + guest.VideoMiB),
            VideoRamMiB = Given<long>(guest.VideoMiB),
            MmioHoleMiB = Given<long?>(guest.HoleMiB == 0 ? null : guest.HoleMiB),
            RdmMemBoundaryMiB = Given<long>(guest.BoundaryPages >> 8),
            Hap = Given(guest.Hap),
            RdmStrategy = Given(guest.Strategy),
            RdmPolicy = Given(guest.GlobalPolicy),
            Devices = [.. guest.Devices.Select(device => new PassthroughDevice
            {
                Text = GuestCase.Address(device.Function).ToString(),
                Origin = "guest.cfg:1:1",
                Address = GuestCase.Address(device.Function),
                PolicyOverride = device.Policy,
                Policy = device.Policy ?? guest.GlobalPolicy,
            })],
        },
    };

    private static string All(GuestCase guest)
    {
        PlanOutcome outcome = MemoryPlanner.Plan(Request(guest));
        return PlanText.Write(outcome, []) + PlanJson.Write(outcome, []) + PlanCsv.Write(outcome.Plan);
    }

    private static Configured<T> Given<T>(T value) => new(value, "guest.cfg:1:1");
}
