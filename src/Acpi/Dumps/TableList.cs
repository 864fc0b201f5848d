using System.Collections.Immutable;

namespace RdmPlanner.Acpi.Dumps;

/// <summary>The tables of one dump, bounded in number.</summary>
internal sealed class TableList(DumpNotices notices)
{
    // Real machines have some thirty; the bound keeps a file of empty tables from filling the memory.
    private const int Most = 4096;

    private readonly ImmutableArray<DumpedTable>.Builder _tables = ImmutableArray.CreateBuilder<DumpedTable>();
    private bool _full;

    public int Count => _tables.Count;

    public void Add(ReadOnlySpan<byte> bytes, int firstLine, int byteOffset, Hpa? address)
    {
        if (_tables.Count == Most)
        {
            if (!_full)
                notices.Add(DumpDiagnosticCode.TooManyTables, firstLine, $"only the first {Most} tables are used");
            _full = true;
            return;
        }

        DumpedTable table = DumpedTable.Of(bytes, firstLine, byteOffset, address);
        _tables.Add(table);
        if (table.Signature == DumpedTable.HiddenDmarSignature)
        {
            notices.Add(DumpDiagnosticCode.HiddenByXen, firstLine,
                "XMAR is the DMAR under the name by which Xen hides it from its control domain");
        }
    }

    public ImmutableArray<DumpedTable> ToImmutable() => _tables.ToImmutable();
}
