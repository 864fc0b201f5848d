namespace RdmPlanner.Mutants;

/// <summary>One small way in which a source file is broken.</summary>
/// <param name="Id">Number in this selection, from 1; what <c>RDM_MUTANT</c> switches on.</param>
/// <param name="Project">Folder under <c>src</c>.</param>
/// <param name="File">Path from the checkout, with slashes.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Kind">What is done, in a word or two.</param>
/// <param name="Code">The code that is changed, on one line.</param>
/// <param name="Change">What stands there instead, on one line.</param>
/// <param name="LineText">The whole line where the code begins, without its indentation.</param>
internal sealed record Mutant(int Id, string Project, string File, int Line, string Kind, string Code, string Change, string LineText)
{
    /// <summary>What tells it from others in a run with the same sources.</summary>
    public string Place => $"{Line} {File}: {Code} => {Change}";

    /// <summary>What tells it from others when lines move.</summary>
    public string Key => $"{File}: {Code} => {Change} in: {LineText}";
}
