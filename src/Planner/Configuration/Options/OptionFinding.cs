namespace RdmPlanner.Planner.Configuration;

/// <summary>Something to tell about an option string, before its place in a file is known.</summary>
/// <param name="Code">What was found.</param>
/// <param name="Message">One sentence with the particulars, no full stop.</param>
public readonly record struct OptionFinding(ConfigDiagnosticCode Code, string Message);
