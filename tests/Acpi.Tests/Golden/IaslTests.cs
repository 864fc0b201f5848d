using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using RdmPlanner.TestKit;
using RdmPlanner.TestKit.Generators;
using Xunit;

namespace RdmPlanner.Acpi.Tests.Golden;

/// <summary>ACPICA's disassembler reads what the writer makes, and reads the same in it.</summary>
public sealed class IaslTests
{
    [Fact]
    public void Disassemble_FixtureTables_ReadsTheSameFields() =>
        AssertSameFields([.. TableHex.Names.Select(n => DmarDecoder.Decode(TableHex.Read(n)).Table!)]);

    [Fact]
    public void Disassemble_GeneratedTables_ReadsTheSameFields() =>
        AssertSameFields([.. DmarTables.Clean.Draw(40).Select(c => c.Table).Where(t => t.Structures.Length > 0)]);

    private static void AssertSameFields(DmarTable[] tables)
    {
        string folder = Directory.CreateTempSubdirectory("rdmplan-iasl-").FullName;
        try
        {
            for (int i = 0; i < tables.Length; i++)
                File.WriteAllBytes(Path.Combine(folder, $"table{i}.bin"), DmarEncoder.Encode(tables[i]));

            Disassemble(folder, tables.Length);
            for (int i = 0; i < tables.Length; i++)
                Assert.Equal(Fields(tables[i]), Fields(File.ReadAllLines(Path.Combine(folder, $"table{i}.dsl"))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Disassemble(string folder, int count)
    {
        var start = new ProcessStartInfo("iasl") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-d");
        for (int i = 0; i < count; i++)
            start.ArgumentList.Add($"table{i}.bin");

        using Process? iasl = Start(start);
        Assert.SkipWhen(iasl is null, "iasl (acpica-tools) is not installed");
        Task<string> errors = iasl!.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = iasl.StandardOutput.ReadToEnd() + errors.Result;
        iasl.WaitForExit();
        Assert.True(iasl.ExitCode == 0, output);
    }

    private static Process? Start(ProcessStartInfo start)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(f => File.Exists(Path.Combine(f, start.FileName))) ? Process.Start(start) : null;
    }

    // "[070h 0112   8]   Base Address : 000000007C000000" gives "112 000000007C000000".
    private static List<string> Fields(string[] listing)
    {
        string[] names = ["Register Base Address", "Base Address", "End Address (limit)", "Subtable Type", "PCI Path", "Proximity Domain"];
        var fields = new List<string>();
        foreach (string line in listing)
        {
            int colon = line.IndexOf(" : ", StringComparison.Ordinal);
            if (line.StartsWith('[') && colon > 0 && names.Contains(line[15..colon].Trim().TrimStart(']').Trim()))
            {
                int offset = int.Parse(line.AsSpan(6, 4), NumberStyles.None, CultureInfo.InvariantCulture);
                string value = line[(colon + 3)..].Split('[')[0].Trim();
                if (IsBeyondIasl(line, value))
                    break;

                fields.Add($"{offset} {value}");
            }
        }

        return fields;
    }

    // iasl of 2020 knows the types up to ANDD and stops at the first above; newer ones go on.
    private static bool IsBeyondIasl(string line, string value) =>
        line.Contains("Subtable Type", StringComparison.Ordinal)
        && int.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) > (int)RemappingStructureType.Andd;

    private static List<string> Fields(DmarTable table)
    {
        var fields = new List<string>();
        foreach (RemappingStructure structure in table.Structures)
        {
            if (structure.Type > RemappingStructureType.Andd)
                break;

            fields.Add($"{structure.Offset} {(int)structure.Type:X4}");
            AddFields(structure, fields);
        }

        return fields;
    }

    private static void AddFields(RemappingStructure structure, List<string> fields)
    {
        if (structure is HardwareUnit unit)
            fields.Add($"{unit.Offset + 8} {unit.RegisterBase.Value:X16}");

        if (structure is ReservedMemoryRegion region)
        {
            fields.Add($"{region.Offset + 8} {region.BaseAddress.Value:X16}");
            fields.Add($"{region.Offset + 16} {region.LimitAddress.Value:X16}");
        }

        if (structure is HardwareAffinity affinity)
        {
            fields.Add($"{affinity.Offset + 8} {affinity.RegisterBase.Value:X16}");
            fields.Add($"{affinity.Offset + 16} {affinity.ProximityDomain:X8}");
        }

        foreach (DeviceScope scope in (structure as ScopedStructure)?.Scopes ?? [])
        {
            for (int i = 0; i < scope.Path.HopCount; i++)
                fields.Add($"{scope.Offset + 6 + (2 * i)} {scope.Path[i].Device:X2},{scope.Path[i].Function:X2}");
        }
    }
}
