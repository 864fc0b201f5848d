namespace RdmPlanner.Planner.Configuration;

/// <summary>A setting of the guest and where it came from.</summary>
/// <remarks>Any value is legal; <c>default</c> is not meaningful (its origin is null). Equality is by both parts.</remarks>
/// <typeparam name="T">Type of the value; a nullable one where "not set" is a state of its own.</typeparam>
/// <param name="Value">The value in force.</param>
/// <param name="Origin"><see cref="Origins.Default"/>, a place such as <c>guest.cfg:12:1</c>, or an option such as <c>--memory</c>.</param>
public readonly record struct Configured<T>(T Value, string Origin)
{
    /// <summary>Whether nobody gave the setting.</summary>
    public bool IsDefault => Origin == Origins.Default;
}
