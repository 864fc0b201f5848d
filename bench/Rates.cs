using System.Diagnostics;
using System.Globalization;
using RdmPlanner.Acpi;
using RdmPlanner.Acpi.Dumps;
using RdmPlanner.Planner.Hvmloader;
using RdmPlanner.Planner.Rdm;

namespace RdmPlanner.Bench;

/// <summary>The figures that <c>bench/compare</c> sets beside those of other tools: quick, one number each, tab-separated.</summary>
internal static class Rates
{
    // Short and many, so that on a machine with other work some rounds are not interrupted.
    private const int Rounds = 2000;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMicroseconds(250);

    /// <summary>Measures and prints: name, nanoseconds a call (the best round), bytes allocated a call, and how much work a call is.</summary>
    /// <param name="folder">A folder of dumps to decode; null for the tables of the fixtures.</param>
    /// <returns>The exit code.</returns>
    internal static int Print(string? folder)
    {
        byte[][] tables = folder is null ? [.. Inputs.FixtureTables] : [.. TablesOf(folder)];
        if (tables.Length == 0)
        {
            Console.Error.WriteLine($"{folder}: no DMAR table in it");
            return 3;
        }

        RdmRequest small = Inputs.Host(8, 8);
        RdmRequest large = Inputs.Host(512, 8);
        Line("reader", tables.Sum(t => t.Length), () => Read(tables));
        Line("object-model", tables.Length, () => Decode(tables));
        Line("rdm-8x8", 1, () => RdmBenchmarks.Run(small));
        Line("rdm-512x8", 1, () => RdmBenchmarks.Run(large));
        Line("hvmloader-typical", 1, () => HvmloaderSimulator.Run(Inputs.TypicalGuest));
        Line("hvmloader-gpu", 1, () => HvmloaderSimulator.Run(Inputs.GpuGuest));
        Line("plan", 1, () => PlanBenchmarks.Run());
        Line("p2m-1GiB", 1, () => SimulationBenchmarks.Run(Inputs.Guest(1024)));
        Line("p2m-16TiB", 1, () => SimulationBenchmarks.Run(Inputs.Guest(16 << 20)));
        return 0;
    }

    private static void Line(string name, int work, Action run)
    {
        // Until the compiler has nothing left to improve.
        for (Stopwatch warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < 1000;)
        {
            run();
        }

        long calls = 0;
        for (Stopwatch once = Stopwatch.StartNew(); once.Elapsed < RoundTime; calls++)
        {
            run();
        }

        double best = double.MaxValue;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (long i = 0; i < calls; i++)
            {
                run();
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls);
        }

        long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (calls * Rounds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{best:F1}\t{allocated}\t{work}"));
    }

    private static ulong Read(byte[][] tables)
    {
        ulong sum = 0;
        foreach (byte[] table in tables)
        {
            sum ^= DecodeBenchmarks.Walk(table);
        }

        return sum;
    }

    private static int Decode(byte[][] tables)
    {
        int findings = 0;
        foreach (byte[] table in tables)
        {
            findings += DmarDecoder.Decode(table).Diagnostics.Length;
        }

        return findings;
    }

    private static IEnumerable<byte[]> TablesOf(string folder) => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)
        .SelectMany(file => HostDump.Read(File.ReadAllBytes(file)).Tables?.Tables ?? []).Where(t => t.IsDmar).Select(t => t.Bytes.ToArray());
}
