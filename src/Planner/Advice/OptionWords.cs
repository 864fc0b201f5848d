namespace RdmPlanner.Planner.Advice;

/// <summary>Edits inside <c>rdm</c> and <c>pci</c> strings: one word changes, the rest stays as it was written.</summary>
internal static class OptionWords
{
    /// <summary>An <c>rdm</c> string with a relaxed policy.</summary>
    /// <param name="text">The string, without quotes.</param>
    /// <returns>The same with the policy's word replaced, or with one added.</returns>
    internal static string RelaxRdm(string text) => Replace(text, "policy", "reserve") ?? Append(text, "policy=relaxed");

    /// <summary>A <c>pci</c> string with a relaxed policy.</summary>
    /// <param name="text">The string, without quotes.</param>
    /// <returns>The same with the policy's word replaced, or with one added.</returns>
    internal static string RelaxPci(string text) => Replace(text, "rdm_policy", "rdm_reserve") ?? Append(text, "rdm_policy=relaxed");

    /// <summary>Replaces the word of every <c>key=word</c> with one of two keys; null when there is none.</summary>
    internal static string? Replace(string text, string key, string olderKey)
    {
        string[] parts = text.Split(',');
        bool isFound = false;
        for (int i = 0; i < parts.Length; i++)
        {
            int equals = parts[i].IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : parts[i][..equals].Trim(' ', '\t');
            if (name == key || name == olderKey)
            {
                string value = parts[i][(equals + 1)..];
                int blanks = value.Length - value.TrimStart(' ', '\t').Length;
                int tail = value.TrimEnd(' ', '\t').Length;
                parts[i] = string.Concat(parts[i].AsSpan(0, equals + 1), value.AsSpan(0, Math.Min(blanks, tail)), "relaxed", value.AsSpan(tail));
                isFound = true;
            }
        }

        return isFound ? string.Join(',', parts) : null;
    }

    private static string Append(string text, string pair)
    {
        string kept = text.TrimEnd(' ', '\t');
        return kept.Length == 0 ? pair : kept.EndsWith(',') ? kept + pair : $"{kept},{pair}";
    }
}
