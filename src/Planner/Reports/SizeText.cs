namespace RdmPlanner.Planner.Reports;

/// <summary>Sizes for people.</summary>
public static class SizeText
{
    /// <summary>A size in the largest binary unit that divides it: <c>16 GiB</c>, <c>64 KiB</c>, <c>100 B</c>.</summary>
    /// <param name="sizeInBytes">The size.</param>
    /// <returns>The text.</returns>
    public static string Of(ulong sizeInBytes)
    {
        ReadOnlySpan<string> units = ["B", "KiB", "MiB", "GiB", "TiB"];
        int unit = 0;
        while (unit + 1 < units.Length && sizeInBytes != 0 && sizeInBytes % 1024 == 0)
        {
            sizeInBytes /= 1024;
            unit++;
        }

        return $"{sizeInBytes} {units[unit]}";
    }
}
