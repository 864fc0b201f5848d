namespace RdmPlanner.Planner.Scenarios;

/// <summary>A scenario line does not say what its stage needs to know: a wrong JSON kind, a number that is none, a value out of range.</summary>
/// <remarks>Thrown only by the scenario readers, and caught where scenario files are run.</remarks>
public sealed class ScenarioFormatException : Exception
{
    /// <summary>Makes an exception without place or cause.</summary>
    public ScenarioFormatException()
        : this(string.Empty, "the scenario is malformed")
    {
    }

    /// <summary>Makes an exception without a place.</summary>
    /// <param name="message">What is wrong, one phrase.</param>
    public ScenarioFormatException(string message)
        : this(string.Empty, message)
    {
    }

    /// <summary>Makes an exception with a cause.</summary>
    /// <param name="message">What is wrong, one phrase.</param>
    /// <param name="innerException">The cause.</param>
    public ScenarioFormatException(string message, Exception innerException)
        : base(message, innerException) => Path = string.Empty;

    /// <summary>Makes an exception that names the value.</summary>
    /// <param name="path">Which value, by its name in the input; empty when the whole input is meant.</param>
    /// <param name="message">What is wrong with it, one phrase.</param>
    public ScenarioFormatException(string path, string message)
        : base(path is null or "" ? message : $"{path}: {message}") => Path = path ?? string.Empty;

    /// <summary>Which value, by its name in the input; empty when the whole input is meant.</summary>
    public string Path { get; }
}
