using BenchmarkDotNet.Attributes;
using RdmPlanner.Acpi;

namespace RdmPlanner.Bench;

/// <summary>Tables to structures and back.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private readonly DmarTable _table = DmarDecoder.Decode(Inputs.OneTable).Table!;

    /// <summary>Every structure and scope of one table, in place.</summary>
    [Benchmark]
    public ulong ReadOneTable() => Walk(Inputs.OneTable);

    /// <summary>One table to records, with its checks.</summary>
    [Benchmark]
    public DmarDecodeResult DecodeOneTable() => DmarDecoder.Decode(Inputs.OneTable);

    /// <summary>All tables of the fixtures, in place.</summary>
    [Benchmark]
    public ulong ReadAllFixtures()
    {
        ulong sum = 0;
        foreach (byte[] table in Inputs.FixtureTables)
        {
            sum ^= Walk(table);
        }

        return sum;
    }

    /// <summary>All tables of the fixtures to records.</summary>
    [Benchmark]
    public int DecodeAllFixtures()
    {
        int findings = 0;
        foreach (byte[] table in Inputs.FixtureTables)
        {
            findings += DmarDecoder.Decode(table).Diagnostics.Length;
        }

        return findings;
    }

    /// <summary>Records to the bytes of one table.</summary>
    [Benchmark]
    public byte[] Encode() => DmarEncoder.Encode(_table);

    /// <summary>Touches what a user of the reader wants: regions with their ranges, scopes with their buses.</summary>
    internal static ulong Walk(ReadOnlySpan<byte> table)
    {
        ulong sum = 0;
        DmarReader reader = new(table);
        while (reader.MoveNext())
        {
            StructureView structure = reader.Current;
            if (structure.Type == RemappingStructureType.Rmrr && structure.IsComplete)
            {
                sum += structure.BaseAddress.Value ^ structure.LimitAddress.Value;
            }

            ScopeReader scopes = structure.Scopes;
            while (scopes.MoveNext())
            {
                sum += scopes.Current.StartBusNumber;
            }
        }

        return sum;
    }
}
