namespace RdmPlanner.Fuzz;

/// <summary>Reads what the fuzzer gives.</summary>
internal static class Input
{
    // One buffer for all executions: thousands a second must not be thousands of garbage arrays.
    private static byte[] _buffer = new byte[1 << 16];

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The fuzzer's stream.</param>
    /// <returns>The bytes, valid until the next call.</returns>
    internal static ReadOnlySpan<byte> ReadAll(Stream stream)
    {
        int length = 0;
        for (int count; (count = stream.Read(_buffer.AsSpan(length))) > 0;)
        {
            length += count;
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, 2 * length);
        }

        return _buffer.AsSpan(0, length);
    }
}
