namespace RdmPlanner.Planner.Configuration;

/// <summary>The part of a text that a C function sees.</summary>
internal static class CString
{
    /// <summary>The text up to its first NUL.</summary>
    public static string Of(string text)
    {
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
