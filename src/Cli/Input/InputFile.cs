namespace RdmPlanner.Cli.Input;

/// <summary>Reads whole inputs: a file, or standard input for <c>-</c>.</summary>
internal static class InputFile
{
    /// <summary>The largest dump, log or scenario file read, in bytes; anything larger is refused, not cut.</summary>
    internal const int MaxSizeInBytes = 64 << 20;

    /// <summary>The largest list or listing read (layout, devices, lspci), in bytes.</summary>
    internal const int MaxListSizeInBytes = 16 << 20;

    /// <summary>How long a pipe in the file system is waited for when nobody writes to it.</summary>
    private static readonly TimeSpan PipeLimit = TimeSpan.FromSeconds(5);

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

            using Stream input = path == "-" ? streams.OpenInput() : Open(path);
            if (ReadUpTo(input, size) is { } bytes)
            {
                return bytes;
            }

            streams.Error.WriteLine($"rdmplan: {path}: larger than {size >> 20} MiB, the most that is read");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            string reason = fault is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : fault is UnauthorizedAccessException ? "permission denied (ACPI tables are readable by root only)"
                : fault.Message;
            streams.Error.WriteLine($"rdmplan: {path}: {reason}");
        }

        return null;
    }

    /// <summary>Opens a file for reading; a pipe that nobody writes to is given up.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The stream, without a buffer of its own.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    internal static FileStream Open(string path)
    {
        // Opening a pipe waits for a writer. Only what states no size can be one: /proc and /dev do as well.
        if (new FileInfo(path) is not { Exists: true, Length: 0 })
        {
            return OpenNow(path);
        }

        Task<FileStream> opening = Task.Run(() => OpenNow(path));
        return Task.WaitAny([opening], PipeLimit) == 0
            ? opening.GetAwaiter().GetResult()
            : throw new IOException($"a pipe to which nobody wrote for {PipeLimit.TotalSeconds} seconds");
    }

    /// <summary>Reads to the end.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="size">Largest size accepted, in bytes.</param>
    /// <returns>The bytes; null when there are more. No more than that is kept at any time, and of a file that states its size nothing is read then.</returns>
    internal static byte[]? ReadUpTo(Stream input, int size)
    {
        if (input.CanSeek && input.Length > size)
        {
            return null;
        }

        const int Block = 1 << 16;
        List<byte[]> blocks = [];
        long length = 0;
        if (input.CanSeek && input.Length > Block)
        {
            // One array of the stated size, so that a large file is not held twice.
            byte[] stated = new byte[input.Length];
            length = input.ReadAtLeast(stated, stated.Length, throwOnEndOfStream: false);
            if (length < stated.Length)
            {
                return stated[..(int)length];
            }

            blocks.Add(stated);
        }

        while (true)
        {
            byte[] block = new byte[Block];
            int count = input.ReadAtLeast(block, Block, throwOnEndOfStream: false);
            length += count;
            if (length > size)
            {
                return null;
            }

            if (count > 0 || blocks.Count == 0)
            {
                blocks.Add(count == Block ? block : block[..count]);
            }

            if (count < Block)
            {
                return blocks.Count == 1 ? blocks[0] : Joined(blocks, (int)length);
            }
        }
    }

    // sysfs and procfs state sizes that are not those of the contents.
    private static FileStream OpenNow(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    private static byte[] Joined(List<byte[]> blocks, int length)
    {
        byte[] whole = new byte[length];
        int at = 0;
        foreach (byte[] block in blocks)
        {
            block.CopyTo(whole, at);
            at += block.Length;
        }

        return whole;
    }
}
