namespace RdmPlanner.Acpi;

/// <summary>Walks the device scopes of a structure forward, in place and without allocating (VT-d 8.3.1).</summary>
/// <remarks>Total like <see cref="DmarReader"/>: every step advances by at least six bytes or ends the walk.</remarks>
public ref struct ScopeReader
{
    private readonly ReadOnlySpan<byte> _scopes;
    private readonly int _offset;
    private int _start;
    private int _next;

    internal ScopeReader(ReadOnlySpan<byte> scopes, int offset)
    {
        _scopes = scopes;
        _offset = offset;
    }

    /// <summary>The scope that the last successful <see cref="MoveNext"/> reached.</summary>
    public readonly ScopeView Current => new(_scopes[_start.._next], _offset + _start);

    /// <summary>Why the walk ended early; <see cref="DmarReaderFault.None"/> while it goes on and after a full walk.</summary>
    public DmarReaderFault Fault { get; private set; }

    /// <summary>Offset of the next scope from the start of the table; after a fault, that of the scope at fault.</summary>
    public readonly int Offset => _offset + _next;

    /// <summary>The bytes that were not read yet; after a fault, from the scope at fault on.</summary>
    public readonly ReadOnlySpan<byte> Rest => _scopes[_next..];

    /// <summary>Goes to the next scope.</summary>
    /// <returns>False at the end of the structure and at a scope that cannot be told from the next.</returns>
    public bool MoveNext()
    {
        ReadOnlySpan<byte> rest = Rest;
        if (rest.Length >= DeviceScope.HeaderSize)
        {
            int length = rest[1];
            if (length >= DeviceScope.HeaderSize && length <= rest.Length)
            {
                _start = _next;
                _next += length;
                return true;
            }
        }

        Fault = FaultAt(rest);
        return false;
    }

    // A single byte left has no length field: whatever it starts goes on beyond the structure.
    private static DmarReaderFault FaultAt(ReadOnlySpan<byte> rest) => rest.Length switch
    {
        0 => DmarReaderFault.None,
        1 => DmarReaderFault.Overruns,
        _ => rest[1] < DeviceScope.HeaderSize ? DmarReaderFault.TooShort : DmarReaderFault.Overruns,
    };
}
