namespace RdmPlanner.Cli.Input;

/// <summary>Reads whole inputs: a file, or standard input for <c>-</c>.</summary>
internal static class InputFile
{
    /// <summary>The largest input read, in bytes; anything larger is refused, not cut.</summary>
    internal const int MaxSizeInBytes = 256 << 20;

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
        using MemoryStream whole = new();
        byte[] block = new byte[1 << 16];
        for (int count; (count = input.Read(block)) > 0;)
        {
            if (whole.Length + count > size)
            {
                streams.Error.WriteLine($"rdmplan: {path}: larger than {size >> 20} MiB, the most that is read");
                return null;
            }

            whole.Write(block, 0, count);
        }

        return whole.ToArray();
    }
}
