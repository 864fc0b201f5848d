namespace RdmPlanner.Cli.Output;

/// <summary>Results could not be written to standard output: its disk is full, or its device is gone.</summary>
/// <param name="cause">What the system said.</param>
internal sealed class OutputException(IOException cause) : Exception(cause.Message, cause);

/// <summary>Standard output or standard error of the process, with what happens when it takes no more.</summary>
/// <remarks>A pipe whose reader is gone (<c>| head</c>) takes everything and keeps nothing; the runtime sees to that.</remarks>
/// <param name="inner">The process's stream.</param>
/// <param name="isForRemarks">Whether what cannot be written is dropped, because nobody is left who could be told.</param>
internal sealed class ProcessStream(Stream inner, bool isForRemarks) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (IOException fault)
        {
            if (!isForRemarks)
            {
                throw new OutputException(fault);
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
        // Neither stream has a buffer of its own.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
