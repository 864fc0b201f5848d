namespace RdmPlanner.Planner.Configuration;

/// <summary>One setting as it stands at the end of the file.</summary>
/// <param name="Name">The key.</param>
/// <param name="Value">The value: of the last <c>=</c>, with what later <c>+=</c> added.</param>
/// <param name="Line">Line of the last assignment's name, from 1; 0 for an option of the command line.</param>
/// <param name="Column">Column of the last assignment's name, from 1; 0 for an option.</param>
/// <param name="IsAddition">Whether the last assignment was <c>+=</c> (xl then refuses to read it as a number).</param>
/// <param name="Origin">The place as text, or the option's name.</param>
public sealed record XlSetting(string Name, XlValue Value, int Line, int Column, bool IsAddition, string Origin);
