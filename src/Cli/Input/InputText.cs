using System.Text;

namespace RdmPlanner.Cli.Input;

/// <summary>The text of an input, without the byte order mark that editors of Windows put before it.</summary>
internal static class InputText
{
    private static ReadOnlySpan<byte> Mark => [0xef, 0xbb, 0xbf];

    /// <summary>A guest's file without the mark, which is said: xl takes such a file for a syntax error.</summary>
    internal static byte[] OfGuest(string path, byte[] bytes, Streams streams)
    {
        if (!bytes.AsSpan().StartsWith(Mark))
        {
            return bytes;
        }

        streams.Error.WriteLine($"rdmplan: {path}: begins with a byte order mark, which xl does not take; it is passed over here, save the file without it");
        return bytes[Mark.Length..];
    }

    /// <summary>Decodes UTF-8.</summary>
    /// <param name="bytes">The input; bytes that are no UTF-8 become U+FFFD.</param>
    /// <returns>The text.</returns>
    internal static string Of(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes.StartsWith(Mark) ? bytes[Mark.Length..] : bytes);
}
