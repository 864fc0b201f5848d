namespace RdmPlanner.Acpi.Dumps;

/// <summary>Bytes that grow at the end and can be cut back; the storage is kept for the next use.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = new byte[256];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Count);

    public void Append(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        values.CopyTo(_bytes.AsSpan(Count));
        Count += values.Length;
    }

    /// <summary>Appends the bytes of an even number of hex digits.</summary>
    public void AppendHex(ReadOnlySpan<byte> digits)
    {
        int size = digits.Length / 2;
        Reserve(size);
        Convert.FromHexString(digits, _bytes.AsSpan(Count, size), out _, out int written);
        Count += written;
    }

    /// <summary>Appends copies of the last <paramref name="period"/> bytes until <paramref name="count"/> more are there.</summary>
    public void RepeatLast(int period, int count)
    {
        Reserve(count);
        for (int i = 0; i < count; i++)
            _bytes[Count + i] = _bytes[Count + i - period];
        Count += count;
    }

    public void ReverseFrom(int start) => _bytes.AsSpan(start, Count - start).Reverse();

    public void Truncate(int count) => Count = count;

    private void Reserve(int more)
    {
        int needed = Count + more;
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _bytes.Length)));
    }
}
