namespace RdmPlanner.Planner.Configuration;

/// <summary>libxl's names of policies (libxl_types.idl, rdm_reserve_policy).</summary>
public static class PolicyWords
{
    /// <summary>libxl_rdm_reserve_policy_from_string: compares without case.</summary>
    /// <param name="word">The word.</param>
    /// <param name="policy">The policy; null for <c>invalid</c>, which libxl knows as a value.</param>
    /// <returns>True when libxl knows the word.</returns>
    public static bool TryParse(string word, out RdmPolicy? policy)
    {
        policy = Is(word, "strict") ? RdmPolicy.Strict : Is(word, "relaxed") ? RdmPolicy.Relaxed : null;
        return policy is not null || Is(word, "invalid");
    }

    /// <summary>libxl's word for a policy.</summary>
    /// <param name="policy">The policy; null is libxl's "invalid".</param>
    /// <returns>The word; null for a number without a name, which libxl prints as null.</returns>
    public static string? Of(RdmPolicy? policy) => policy switch
    {
        null => "invalid",
        RdmPolicy.Strict => "strict",
        RdmPolicy.Relaxed => "relaxed",
        _ => null,
    };

    private static bool Is(string word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);
}
