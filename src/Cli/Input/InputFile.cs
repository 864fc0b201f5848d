namespace RdmPlanner.Cli.Input;

/// <summary>Reads whole inputs: a file, or standard input for <c>-</c>.</summary>
internal static class InputFile
{
    /// <summary>The largest input read, in bytes; anything larger is refused, not cut.</summary>
    internal const int MaxSizeInBytes = 256 << 20;

    private const int SmallestGrowth = 1 << 16;

    /// <summary>Reads an input.</summary>
    /// <param name="path">A path, or <c>-</c>.</param>
    /// <param name="streams">Where standard input comes from and what goes wrong is said.</param>
    /// <param name="size">Largest size accepted, in bytes.</param>
    /// <returns>The bytes; null when it cannot be read, which has been said.</returns>
    internal static byte[]? Read(string path, Streams streams, int size = MaxSizeInBytes)
    {
        try
        {
            if (Directory.Exists(path))
            {
                streams.Error.WriteLine($"rdmplan: {path}: is a folder; give a file");
                return null;
            }

            using Stream input = path == "-" ? streams.OpenInput() : File.OpenRead(path);
            return ReadAll(input, path, streams, size);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            string reason = fault is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : fault is UnauthorizedAccessException ? "permission denied (ACPI tables are readable by root only)"
                : fault.Message;
            streams.Error.WriteLine($"rdmplan: {path}: {reason}");
            return null;
        }
    }

    private static byte[]? ReadAll(Stream input, string path, Streams streams, int size)
    {
        // The stated size spares growing and copying. It is a hint: a pipe states none, a file of /sys a page.
        byte[] whole = new byte[input.CanSeek ? Math.Clamp(input.Length, 0, size) : 0];
        Span<byte> next = stackalloc byte[1];
        int length = 0;
        while (true)
        {
            int count = length < whole.Length ? input.Read(whole.AsSpan(length)) : input.Read(next);
            if (count == 0)
            {
                Array.Resize(ref whole, length);
                return whole;
            }

            if (length == whole.Length)
            {
                if (length == size)
                {
                    streams.Error.WriteLine($"rdmplan: {path}: larger than {size >> 20} MiB, the most that is read");
                    return null;
                }

                Array.Resize(ref whole, (int)Math.Clamp(2L * length, SmallestGrowth, size));
                whole[length] = next[0];
            }

            length += count;
        }
    }
}
