using System.Formats.Tar;
using System.IO.Compression;
using RdmPlanner.Acpi.Dumps;

namespace RdmPlanner.Planner.Host.Bundle;

/// <summary>A bundle as one <c>.tar.gz</c>, or <c>.tar</c>.</summary>
public static class BundleArchive
{
    private const int MagicOffset = 257;
    private const int BlockInBytes = 512;

    // Headers and padding of the members on top of their contents.
    private const int LargestExpandedInBytes = BundleBuilder.LargestInBytes + (2 * BlockInBytes * BundleBuilder.MostMembers);

    /// <summary>Whether the data is an archive.</summary>
    /// <param name="data">The whole file.</param>
    /// <returns>True for gzip and for tar, whatever is in them.</returns>
    public static bool LooksLikeOne(ReadOnlySpan<byte> data) =>
        IsGzip(data) || (data.Length >= BlockInBytes && data[MagicOffset..].StartsWith("ustar"u8));

    /// <summary>Reads an archive that may be hostile: nothing is written, no link is followed, and sizes are limited.</summary>
    /// <param name="data">The whole file.</param>
    /// <returns>Its files, or why it is refused. Never fails.</returns>
    public static BundleFiles Read(ReadOnlySpan<byte> data)
    {
        BundleBuilder bundle = new();
        try
        {
            if (Expand(data) is { } tar)
                ReadMembers(tar, bundle);
            else
                bundle.Refuse(DumpDiagnosticCode.BundleTooLarge, $"the archive expands to more than {LargestExpandedInBytes >> 20} MiB");
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or FormatException or ArgumentException or OverflowException
            or InvalidOperationException or NotSupportedException)
        {
            // What System.Formats.Tar and GZipStream throw on damaged input.
            bundle.Refuse(DumpDiagnosticCode.BundleUnreadable, $"the archive cannot be read: {fault.Message}");
        }

        return bundle.ToFiles();
    }

    /// <summary>Writes an archive; the same files give the same bytes.</summary>
    /// <param name="files">Contents by path.</param>
    /// <returns>A gzipped tar in order of path, all members of 1970 and root, readable by all.</returns>
    public static byte[] Write(IReadOnlyDictionary<string, byte[]> files)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        using (TarWriter tar = new(gzip, TarEntryFormat.Ustar))
        {
            foreach ((string path, byte[] content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path)
                {
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                    DataStream = new MemoryStream(content),
                });
            }
        }

        return compressed.ToArray();
    }

    private static bool IsGzip(ReadOnlySpan<byte> data) => data.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);

    /// <summary>Null when it is larger than the limit.</summary>
    private static MemoryStream? Expand(ReadOnlySpan<byte> data)
    {
        MemoryStream whole = new(data.ToArray());
        if (!IsGzip(data))
            return whole;

        MemoryStream expanded = new();
        byte[] block = new byte[1 << 16];
        using GZipStream gzip = new(whole, CompressionMode.Decompress);
        for (int count; (count = gzip.Read(block)) > 0;)
        {
            if (expanded.Length + count > LargestExpandedInBytes)
                return null;
            expanded.Write(block, 0, count);
        }

        expanded.Position = 0;
        return expanded;
    }

    private static void ReadMembers(Stream stream, BundleBuilder bundle)
    {
        using TarReader tar = new(stream);
        while (!bundle.IsRefused && tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType == TarEntryType.GlobalExtendedAttributes || !bundle.Admit(entry.Name, entry.Length, out string path))
                continue;

            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    byte[] content = new byte[entry.Length];
                    entry.DataStream?.ReadExactly(content);
                    bundle.Keep(path, content);
                    break;
                case TarEntryType.SymbolicLink:
                    bundle.Link(path, entry.LinkName);
                    break;
                case TarEntryType.HardLink:
                    // Its target is a path from the top of the archive.
                    bundle.Link("", entry.LinkName);
                    break;
                case TarEntryType.Directory or TarEntryType.DirectoryList:
                    break;
                default:
                    bundle.Refuse(DumpDiagnosticCode.BundleUnsafe, $"member '{path}' is neither file nor folder ({entry.EntryType})");
                    break;
            }
        }
    }
}
