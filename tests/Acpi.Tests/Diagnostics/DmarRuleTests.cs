using Xunit;

namespace RdmPlanner.Acpi.Tests.Diagnostics;

public sealed class DmarRuleTests
{
    [Fact]
    public void All_Rows_AreTheCodesInOrderWithoutAGap() =>
        Assert.Equal(Enum.GetValues<DmarDiagnosticCode>().Skip(1), DmarRule.All.Select(r => r.Code));

    [Fact]
    public void All_Rows_HaveATitleAndAClauseOfVtd() => Assert.All(DmarRule.All, rule =>
    {
        Assert.False(string.IsNullOrWhiteSpace(rule.Title));
        Assert.Matches("^VT-d 8\\.[1-9]", rule.Clause);
        Assert.Same(rule, DmarRule.Of(rule.Code));
    });

    // What real firmware does while its meaning is clear is no error: FIELD.md names the machines.
    [Theory]
    [InlineData(DmarDiagnosticCode.UnalignedLimit, DiagnosticSeverity.Warning)]
    [InlineData(DmarDiagnosticCode.ReservedScopeBits, DiagnosticSeverity.Warning)]
    [InlineData(DmarDiagnosticCode.SeveralHops, DiagnosticSeverity.Note)]
    [InlineData(DmarDiagnosticCode.UnknownStructureType, DiagnosticSeverity.Note)]
    [InlineData(DmarDiagnosticCode.Checksum, DiagnosticSeverity.Error)]
    [InlineData(DmarDiagnosticCode.BaseAboveLimit, DiagnosticSeverity.Error)]
    public void Severity_OfACode_IsThatOfItsRow(DmarDiagnosticCode code, DiagnosticSeverity expected) =>
        Assert.Equal(expected, new DmarDiagnostic(code, 0, "a finding").Severity);

    [Fact]
    public void Of_NoCode_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DmarRule.Of(DmarDiagnosticCode.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => DmarRule.Of((DmarDiagnosticCode)1028));
    }

    [Fact]
    public void Diagnostic_OfACode_HasItsTextTitleAndClause()
    {
        var diagnostic = new DmarDiagnostic(DmarDiagnosticCode.Checksum, 9, "the bytes add up to 0x1 instead of 0");

        Assert.Equal("DMAR1006", diagnostic.CodeText);
        Assert.Equal("Checksum is wrong", diagnostic.Title);
        Assert.Equal("VT-d 8.1", diagnostic.Clause);
        Assert.Equal("DMAR1006@9", diagnostic.ToString());
    }

    [Fact]
    public void HasErrors_NotesAndWarningsOnly_IsFalse()
    {
        var note = new DmarDiagnostic(DmarDiagnosticCode.SeveralHops, 0, "a note");
        var warning = new DmarDiagnostic(DmarDiagnosticCode.UnalignedBase, 0, "a warning");
        var error = new DmarDiagnostic(DmarDiagnosticCode.Checksum, 0, "an error");

        Assert.False(new DmarDecodeResult(null, [note, warning]).HasErrors);
        Assert.True(new DmarDecodeResult(null, [note, warning, error]).HasErrors);
    }
}
