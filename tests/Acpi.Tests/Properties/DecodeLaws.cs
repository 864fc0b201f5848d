using Xunit;

namespace RdmPlanner.Acpi.Tests.Properties;

/// <summary>What holds of decoding whatever the bytes are.</summary>
internal static class DecodeLaws
{
    public static DmarDiagnosticCode[] Codes(byte[] bytes) => [.. DmarDecoder.Decode(bytes).Diagnostics.Select(d => d.Code)];

    /// <summary>A result, findings within the bytes and in order, and no more of anything than the bytes have room for.</summary>
    public static void AssertTotal(byte[] bytes) => AssertTotal(DmarDecoder.Decode(bytes), bytes.Length);

    /// <summary>The same of a result that is there already. Plain loops: this runs a hundred thousand times.</summary>
    public static void AssertTotal(DmarDecodeResult result, int length)
    {
        int last = 0;
        foreach (DmarDiagnostic finding in result.Diagnostics)
        {
            if (finding.Offset < last || finding.Offset > length)
                Assert.Fail($"{finding} after {last} in {length} bytes");

            last = finding.Offset;
        }

        Assert.True(result.Diagnostics.Length <= 8 + length, "more findings than bytes");
        if (result.Table is { } table)
            AssertNoMoreThanTheBytes(table, length);
        else
            Assert.True(result.HasErrors);
    }

    private static void AssertNoMoreThanTheBytes(DmarTable table, int length)
    {
        int total = 48 + table.Remainder.Length;
        foreach (RemappingStructure structure in table.Structures)
        {
            Assert.True(structure.LengthInBytes >= 4);
            total += structure.LengthInBytes;
            foreach (DeviceScope scope in (structure as ScopedStructure)?.Scopes ?? [])
                Assert.True(scope.LengthInBytes is >= 6 and <= 255);
        }

        Assert.Equal(length, total);
    }

    /// <summary>Each strict prefix has a finding, and its structures are the first ones of the whole.</summary>
    public static void AssertTruncationsAreFound(byte[] bytes)
    {
        RemappingStructure[] whole = [.. DmarDecoder.Decode(bytes).Table!.Structures];
        for (int length = 0; length < bytes.Length; length++)
        {
            DmarDecodeResult result = DmarDecoder.Decode(bytes.AsSpan(0, length));
            AssertTotal(result, length);
            Assert.True(result.HasErrors);
            RemappingStructure[] read = [.. result.Table?.Structures ?? []];
            Assert.True(whole.AsSpan(0, read.Length).SequenceEqual(read), $"structures of the first {length} bytes");
        }
    }
}
