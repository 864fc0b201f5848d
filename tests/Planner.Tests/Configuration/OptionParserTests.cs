using RdmPlanner.Planner.Configuration;
using RdmPlanner.Planner.Profiles;
using Xunit;

namespace RdmPlanner.Planner.Tests.Configuration;

/// <summary>Corners of the option parsers beyond the vectors; the C line that decides is named with each.</summary>
public sealed class OptionParserTests
{
    [Theory]
    [InlineData("strategy=host,policy=strict", RdmStrategy.Host, RdmPolicy.Strict)]
    [InlineData("strategy=host, policy=relaxed", RdmStrategy.Host, RdmPolicy.Relaxed)]
    [InlineData("policy=relaxed,strategy=none", RdmStrategy.Ignore, RdmPolicy.Relaxed)]
    [InlineData("host, reserve=force", RdmStrategy.Host, RdmPolicy.Strict)]
    [InlineData("none,reserve=try", RdmStrategy.Ignore, RdmPolicy.Relaxed)]
    [InlineData("type=host,reserve=strict", RdmStrategy.Host, RdmPolicy.Strict)]
    [InlineData("type=none", RdmStrategy.Ignore, null)]
    [InlineData("strategy=ignore", RdmStrategy.Ignore, null)]
    [InlineData("policy=strict", null, RdmPolicy.Strict)]
    [InlineData("policy=strict,policy=force", null, RdmPolicy.Strict)]
    public void ParseRdm_DesignSpelling_IsTaken(string text, RdmStrategy? strategy, RdmPolicy? policy)
    {
        RdmOption option = RdmOptionParser.Parse(text, OptionGrammar.Design);
        Assert.True(option.IsAccepted);
        Assert.Equal((strategy, policy), (option.Strategy, option.Policy));
    }

    [Theory]
    [InlineData("", "empty part")]
    [InlineData("strategy=host,", "empty part")]
    [InlineData("strategy=HOST", "'HOST'")]
    [InlineData("policy=Strict", "'Strict'")]
    [InlineData("policy=", "''")]
    [InlineData("policy", "'policy'")]
    [InlineData("policy=invalid", "'invalid'")]
    [InlineData("colour=blue", "'colour=blue'")]
    [InlineData("policy=strict,policy=relaxed", "two different policies")]
    [InlineData("strategy=host,strategy=none", "two different strategies")]
    public void ParseRdm_DesignError_NamesTheWord(string text, string named)
    {
        RdmOption option = RdmOptionParser.Parse(text, OptionGrammar.Design);
        Assert.False(option.IsAccepted);
        Assert.Contains(option.Findings, f => f.Code == ConfigDiagnosticCode.RdmOptionInvalid && f.Message.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("policy=bogus,policy=bad", 0, "Unknown RDM policy: bogusUnknown RDM policy: bad")]
    [InlineData("policy=bogus,", XlReturnCode.Invalid, "Unknown RDM policy: bogus")]
    [InlineData("a,strategy=host", XlReturnCode.Invalid, "Unknown RDM state option: a,strategy")]
    public void ParseRdm_415Report_Accumulates(string text, int code, string report)
    {
        RdmOption option = RdmOptionParser.Parse(text, OptionGrammar.Xen415);
        Assert.Equal((code, report), (option.ReturnCode, option.Report));
    }

    // sscanf %x: blanks, signs and 0x are read, 64-bit values are cut to 32 bits, colons are counted up to the first blank.
    [Theory]
    [InlineData("00: 05.0", 0u, 5u, 0u)]
    [InlineData("00:+5.0", 0u, 5u, 0u)]
    [InlineData("03:00.0x7", 3u, 0u, 7u)]
    [InlineData("03:00.0X", 3u, 0u, 0u)]
    [InlineData("03:0x1f. 7", 3u, 0x1fu, 7u)]
    [InlineData("100000003:00.0", 3u, 0u, 0u)]
    [InlineData("00:-fffffffb.0", 0u, 5u, 0u)]
    [InlineData("003:00.00000007", 3u, 0u, 7u)]
    public void ParsePci_415Number_IsReadAsScanfDoes(string text, uint bus, uint device, uint function)
    {
        PciOption option = PciOptionParser.Parse(text, OptionGrammar.Xen415, PciOption.Initial);
        Assert.True(option.IsAccepted);
        Assert.Equal((bus, device, function), (option.Bus, option.Device, option.Function));
    }

    [Theory]
    [InlineData(OptionGrammar.Design)]
    [InlineData(OptionGrammar.Xen414)]
    [InlineData(OptionGrammar.Xen415)]
    public void Pci_EachFlag_IsItsOwn(OptionGrammar grammar)
    {
        string Flags(string option)
        {
            PciOption pci = PciOptionParser.Parse("03:00.0" + option, grammar, PciOption.Initial);
            return $"{pci.MsiTranslate} {pci.PowerManagement} {pci.Permissive} {pci.Seize}";
        }

        Assert.Equal("False False False False", Flags(""));
        Assert.Equal("True False False False", Flags(",msitranslate=1"));
        Assert.Equal("False True False False", Flags(",power_mgmt=1"));
        Assert.Equal("False False True False", Flags(",permissive=1"));
        Assert.Equal("False False False True", Flags(",seize=1"));
        Assert.Equal("False False False False", Flags(",msitranslate=0,power_mgmt=0,permissive=0,seize=0"));
    }

    [Theory]
    [InlineData("03:00")]
    [InlineData("03:00,0")]
    [InlineData("03 :00.0")]
    [InlineData("ffffffffffffffffffff:00.0")]
    [InlineData("03:00.0@")]
    [InlineData("03:00.0@-1")]
    [InlineData("03:00.0@5@6")]
    [InlineData("03:00.0,,permissive=1")]
    [InlineData("name=a,bdf=03:00.0")]
    public void ParsePci_415Refusal_IsInvalid(string text) =>
        Assert.Equal(XlReturnCode.Invalid, PciOptionParser.Parse(text, OptionGrammar.Xen415, PciOption.Initial).ReturnCode);

    // atoi: leading blanks and sign, 32-bit cut.
    [Theory]
    [InlineData("1", true)]
    [InlineData("0x1", false)]
    [InlineData(" -7x", true)]
    [InlineData("4294967296", false)]
    [InlineData("yes", false)]
    public void ParsePci_Flag_IsReadAsAtoiDoes(string value, bool expected)
    {
        Assert.Equal(expected, PciOptionParser.Parse($"03:00.0,seize={value}", OptionGrammar.Xen415, PciOption.Initial).Seize);
        Assert.Equal(expected, PciOptionParser.Parse($"03:00.0,seize={value}", OptionGrammar.Xen46, PciOption.Initial).Seize);
    }

    // hex_convert: strtoul over the whole token; the 32-bit mask does not see bits 32 and up.
    [Theory]
    [InlineData("100000003:00.0", true, 3u)]
    [InlineData(" 3:00.0", true, 3u)]
    [InlineData("0x3:00.0", true, 3u)]
    [InlineData("-fffffffffffffffd:00.0", true, 3u)]
    [InlineData("-1:00.0", false, 0u)]
    [InlineData("0x:00.0", false, 0u)]
    [InlineData("3 :00.0", false, 0u)]
    [InlineData(":00.0", false, 0u)]
    public void ParsePci_413Number_IsReadAsStrtoulDoes(string text, bool accepted, uint bus)
    {
        PciOption option = PciOptionParser.Parse(text, OptionGrammar.Xen46, PciOption.Initial);
        Assert.Equal((accepted, bus), (option.IsAccepted, option.Bus));
    }

    [Fact]
    public void ParsePci_413UncheckedNumbers_AreAcceptedWithAFinding()
    {
        PciOption option = PciOptionParser.Parse("03:ff.0", OptionGrammar.Xen46, PciOption.Initial);
        Assert.Equal((true, 0xffu), (option.IsAccepted, option.Device));
        Assert.Equal(ConfigDiagnosticCode.PciNumberUnchecked, Assert.Single(option.Findings).Code);
    }

    [Fact]
    public void ParsePci_AnyRelease_KeepsTheInheritedValues()
    {
        PciOption initial = PciOption.Initial with { Permissive = true, Policy = RdmPolicy.Relaxed };
        foreach (OptionGrammar grammar in Enum.GetValues<OptionGrammar>())
        {
            PciOption option = PciOptionParser.Parse("03:00.0", grammar, initial);
            Assert.Equal((true, RdmPolicy.Relaxed, false), (option.Permissive, option.Policy, option.PolicyWritten));
        }
    }

    [Theory]
    [InlineData("01:00.0@5", 1u, 5u << 3)]
    [InlineData("0000:03:00.0", 3u, 0u)]
    [InlineData("bdf=03:00.0 , vslot=1f,", 3u, 0x1fu << 3)]
    public void ParsePci_DesignForm_IsTaken(string text, uint bus, uint slot)
    {
        PciOption option = PciOptionParser.Parse(text, OptionGrammar.Design, PciOption.Initial);
        Assert.Equal((true, bus, slot), (option.IsAccepted, option.Bus, option.VDevFn));
    }

    [Theory]
    [InlineData("", "is not of the form")]
    [InlineData("03:00.8", "function '8'")]
    [InlineData("03:00.0@20", "'20'")]
    [InlineData("03:00.0,permissive=yes", "'yes'")]
    [InlineData("03:00.0,rdm_policy=never", "'never'")]
    [InlineData("03:00.0,,seize=1", "empty part")]
    [InlineData("03:00.0,name=gpu", "one of them")]
    [InlineData("rdm_policy=strict", "one of them")]
    [InlineData("03:00.0,bdf=04:00.0", "two addresses")]
    public void ParsePci_DesignError_SaysWhatIsWrong(string text, string named)
    {
        PciOption option = PciOptionParser.Parse(text, OptionGrammar.Design, PciOption.Initial);
        Assert.False(option.IsAccepted);
        Assert.Contains(option.Findings, f => f.Message.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_TextBehindANul_IsNotSeen()
    {
        Assert.True(RdmOptionParser.Parse("strategy=host\0,x", OptionGrammar.Xen414).IsAccepted);
        Assert.True(PciOptionParser.Parse("03:00.0\0x", OptionGrammar.Xen415, PciOption.Initial).IsAccepted);
    }
}
