namespace RdmPlanner.Acpi;

/// <summary>Walks the device scopes of a structure forward, in place and without allocating (VT-d 8.3.1).</summary>
/// <remarks>Total like <see cref="DmarReader"/>: every step advances by at least six bytes or ends the walk.</remarks>
public ref struct ScopeReader
{
    private readonly ReadOnlySpan<byte> _scopes;
    private readonly int _start;
    private int _next;

    internal ScopeReader(ReadOnlySpan<byte> scopes, int offset)
    {
        _scopes = scopes;
        _start = offset;
    }

    /// <summary>The scope that the last successful <see cref="MoveNext"/> reached.</summary>
    public ScopeView Current { get; private set; }

    /// <summary>Why the walk ended early; <see cref="DmarReaderFault.None"/> while it goes on and after a full walk.</summary>
    public DmarReaderFault Fault { get; private set; }

    /// <summary>Offset of the next scope from the start of the table; after a fault, that of the scope at fault.</summary>
    public readonly int Offset => _start + _next;

    /// <summary>The bytes that were not read yet; after a fault, from the scope at fault on.</summary>
    public readonly ReadOnlySpan<byte> Rest => _scopes[_next..];

    /// <summary>Goes to the next scope.</summary>
    /// <returns>False at the end of the structure and at a scope that cannot be told from the next.</returns>
    public bool MoveNext()
    {
        ReadOnlySpan<byte> rest = Rest;
        if (rest.IsEmpty || Fault != DmarReaderFault.None)
            return false;

        // A single byte left has no length field: whatever it starts goes on beyond the structure.
        int length = rest.Length < 2 ? DeviceScope.HeaderSize : rest[1];
        if (length < DeviceScope.HeaderSize || length > rest.Length)
        {
            Fault = length < DeviceScope.HeaderSize ? DmarReaderFault.TooShort : DmarReaderFault.Overruns;
            return false;
        }

        Current = new ScopeView(rest[..length], Offset);
        _next += length;
        return true;
    }
}
