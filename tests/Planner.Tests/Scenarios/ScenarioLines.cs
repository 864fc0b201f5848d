using FsCheck;
using FsCheck.Fluent;

namespace RdmPlanner.Planner.Tests.Scenarios;

/// <summary>Random scenarios as JSON: every field of the vectors' schema, in all forms it may take, at and beyond its edges.</summary>
public static class ScenarioLines
{
    private static readonly Gen<string> Number = Gen.Frequency(
        (6, Gen.Elements(
            "0", "1", "2", "\"0x0\"", "255", "4096", "\"0x1000\"", "65535", "8192", "32768", "\"2097152\"", "2097153", "3932160", "4194304", "4194305",
            "\"0xfffff000\"", "4294967295", "\"0x100000000\"", "\"0xffffffffffffffff\"", "18446744073709551615")),
        (2, Gen.Choose(0, 5_000_000).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        (1, Gen.Elements("null", "true", "\"\"", "\"x\"", "-1", "1.5", "[]", "{}")));

    private static readonly Gen<string> Address = Gen.Frequency(
        (5, Gen.Elements(
            "\"0x9d000\"", "\"0x7a000000\"", "\"0x80000000\"", "\"0x80000fff\"", "\"0xa0123000\"", "\"0xefff8000\"", "\"0xf0000000\"", "\"0xf0ffffff\"",
            "\"0xfc000000\"", "\"0xfc200000\"", "\"0xfed20000\"", "\"0xfffff000\"", "\"0x100000000\"", "\"0x10000ffff\"", "\"0xfffffffffffff000\"")),
        (3, Number));

    private static readonly Gen<string> Bool = Gen.Frequency((6, Gen.Elements("true", "false", "null")), (1, Number));

    private static readonly Gen<string> Policy = Gen.Elements("\"strict\"", "\"relaxed\"", "\"invalid\"", "null", "0", "1", "7", "\"7\"", "\"maybe\"");

    private static readonly Gen<string> Device = Gen.Elements(
        "\"00:14.0\"", "\"0000:01:00.0\"", "\"01:00.1\"", "\"0001:02:1f.7\"", "\"00:00.0\"", "\"00:02.0\"", "\"20:20.8\"", "\"\"", "null");

    private static readonly Gen<string> RdmText = Pieces(
        "strategy=", "host", "ignore", "none", "policy=", "strict", "relaxed", "invalid", ",", "=", " ", "HOST", "reserve=", "type=", "é", "foo=bar");

    private static readonly Gen<string> PciText = Pieces(
        "0000:", "03:", "00.0", "1f.7", "20.0", "00.*", "00.0,1,2", "@5", "@20", "*8", "=3", ",", ",,", "rdm_policy=", "strict", "relaxed", "bogus", "permissive=1",
        "msitranslate=", "power_mgmt=x", "seize", "=", "name=", "nic", "bdf=", "vslot=4", " ", "x", "0x", "fffff", "-");

    private static readonly Gen<string> RmrrText = Pieces(
        "7a000", "7a003", "80000-8000f", "80010", "-", "=", "0:14.0", "0001:1:0.0", "1f:0.7", ",", ";", ";;", "0x", "fffffffffffffffff", "100:14.0", "0:20.0", "0:0.8", " ", "z");

    private static readonly Gen<string> Map = List(Fields(("addr", Address), ("size", Address), ("type", Gen.Elements("\"RAM\"", "\"RESERVED\"", "\"ACPI\"", "\"NVS\"", "\"UNUSABLE\"", "\"7\"", "\"x\""))), 5);

    private static readonly Gen<string> Libxl = Fields(
        ("max_memkb", Number), ("target_memkb", Number), ("video_memkb", Number), ("mmio_hole_memkb", Number), ("hap", Bool),
        ("rdm", Fields(("strategy", Gen.Elements("\"host\"", "\"ignore\"", "null", "\"x\"", "1")), ("policy", Policy))),
        ("rdm_mem_boundary_memkb", Number),
        ("pci", List(Fields(("sbdf", Device), ("rdm_policy", Policy)), 4)),
        ("rmrrs", List(Fields(("base", Address), ("end", Address), ("seg", Gen.Elements("0", "1", "null")), ("devices", List(Device, 3))), 5)),
        ("uninit_policy", Policy), ("uninit_strategy", Gen.Elements("0", "1", "9", "\"host\"", "null")),
        ("xl", Fields(
            ("memory", Number), ("maxmem", Number), ("rdm", RdmText), ("pci", List(PciText, 3)), ("mmio_hole", Gen.Elements("0", "255", "256", "3840", "3841", "null", "-1")),
            ("rdm_mem_boundary", Number))));

    private static readonly Gen<string> Parse =
        from kind in Gen.Elements("rdm", "pci", "x")
        from text in Gen.Frequency((4, kind == "rdm" ? RdmText : PciText), (1, Number))
        from version in Gen.Elements("\"head\"", "\"4.14\"", "\"4.13\"", "null", "\"4.15\"", "4")
        select $$"""{"kind":"{{kind}}","string":{{text}},"version":{{version}}}""";

    private static readonly Gen<string> Scope = Fields(
        ("type", Gen.Elements("0", "1", "1", "2", "3", "4", "5", "255")), ("bus", Gen.Elements("0", "1", "255", "256")),
        ("path", List(Gen.Elements("[20,0]", "[0,0]", "[31,7]", "[32,8]", "[0]", "[]", "\"x\""), 3)), ("enum_id", Number), ("length", Gen.Elements("null", "null", "null", "0", "7", "8", "40", "256")));

    private static readonly Gen<string> Entry = Fields(
        ("type", Gen.Elements("\"rmrr\"", "\"rmrr\"", "\"rmrr\"", "\"drhd\"", "\"raw\"", "\"x\"")), ("seg", Gen.Elements("0", "0", "1", "null")), ("base", Address), ("end", Address),
        ("address", Address), ("flags", Gen.Elements("0", "1", "null")), ("id", Gen.Elements("2", "3", "5", "9", "null")), ("extra", Number), ("scopes", List(Scope, 3)),
        ("length", Gen.Elements("null", "null", "null", "null", "0", "3", "4", "15", "23", "24", "70000")));

    private static readonly Gen<string> Rmrr = Fields(
        ("e820", Map), ("dmar", Fields(("width", Gen.Elements("0", "38", "null", "255")), ("flags", Number), ("entries", List(Entry, 4)))), ("present", Optional(List(Device, 3))),
        ("segments", Optional(List(Gen.Elements("0", "1"), 2))), ("bridges", Gen.Elements("null", "{}", "{\"00:14.0\":{\"secondary\":1,\"subordinate\":2}}", "{\"x\":1}")),
        ("rmrr_param", Optional(RmrrText)), ("max_page", Number), ("verbose", Bool), ("force", Bool), ("queries", List(Gen.Frequency((1, Gen.Constant("\"all\"")), (1, Device)), 3)));

    private static readonly Gen<string> Bar = Fields(
        ("index", Gen.Elements("0", "1", "2", "4", "5", "\"rom\"", "\"0\"", "6")), ("kind", Gen.Elements("\"io\"", "\"mem32\"", "\"mem64\"", "\"x\"")),
        ("size", Gen.Choose(2, 63).Select(shift => $"\"0x{1UL << shift:x}\"")), ("prefetch", Bool), ("value", Gen.Frequency((3, Gen.Constant("0")), (1, Gen.Constant("1")), (1, Address))));

    private static readonly Gen<string> Function = Fields(
        ("devfn", Gen.Elements("0", "8", "\"0x8\"", "9", "11", "16", "24", "\"0x28\"", "255", "256")), ("vendor", Gen.Elements("\"0x8086\"", "4660", "65535", "null")),
        ("device", Gen.Elements("\"0x7000\"", "\"0x7113\"", "\"0x1111\"", "65535", "null")), ("class", Gen.Elements("\"0x0300\"", "\"0x0680\"", "\"0x0101\"", "\"0xff80\"", "null")),
        ("int_pin", Gen.Elements("0", "1", "4", "5", "null")), ("command", Number), ("bars", List(Bar, 3)));

    private static readonly Gen<string> Xenstore =
        from keys in Gen.ArrayOf(
            from key in Gen.Elements("hvmloader/allow-memory-relocate", "hvmloader/pci/xen-platform-pci-bar-uc", "platform/mmio_hole_size", "platform/acpi", "platform/tpm_version")
            from value in Gen.Elements("\"0\"", "\"1\"", "\"\"", "\"0x10000000\"", "\"0x100000000\"", "\"-1\"", "\"077\"", "\"zz\"", "536870912", "null", "\"99999999999999999999\"")
            select (key, value), 3)
        select $"{{{string.Join(',', keys.DistinctBy(k => k.key).Select(k => $"\"{k.key}\":{k.value}"))}}}";

    private static readonly Gen<string> HvmloaderWithoutRam = Fields(
        ("devices", List(Function, 4)), ("xenstore", Xenstore), ("phys_bits", Gen.Elements("0", "32", "36", "39", "52", "64", "65", "null")),
        ("acpi_pages", Gen.Elements("0", "10", "255", "256", "null", "4294967295")), ("vcpus", Gen.Elements("0", "1", "128", "129", "null")),
        ("bios", Gen.Elements("\"seabios\"", "\"ovmf\"", "\"rombios\"", "\"x\"", "null")), ("seabios_size", Gen.Elements("0", "262144", "1048576", "2097152", "null")),
        ("ovmf_size", Gen.Elements("0", "1", "4096", "4194304", "16777216", "null")), ("populate_limit", Gen.Elements("null", "0", "1", "5", "11", "2000")), ("physmap_fail", Bool), ("want_log", Bool));

    private static readonly Gen<string> Hvmloader =
        from low in Gen.Elements("0", "1", "512", "\"0xa0000\"", "\"0xf0000\"", "\"0xfffff\"", "4294967295", "null")
        from high in Gen.Elements("0", "1", "\"0x100000\"", "\"0x100001\"", "\"0x186000\"", "4294967295", "null")
        from map in Map
        from rest in HvmloaderWithoutRam
        select $$"""{"low_mem_pgend":{{low}},"high_mem_pgend":{{high}},"memory_map":{{map}}{{(rest == "{}" ? "}" : "," + rest[1..])}}""";

    private static readonly Gen<string> Pipeline =
        from libxl in Libxl
        from hvmloader in HvmloaderWithoutRam
        select $$"""{"libxl":{{libxl}},"hvmloader":{{hvmloader}}}""";

    /// <summary>A scenario without its output.</summary>
    public static Gen<string> Any { get; } =
        from stage in Gen.Elements(("libxl", Libxl), ("parse", Parse), ("rmrr", Rmrr), ("hvmloader", Hvmloader), ("pipeline", Pipeline))
        from input in stage.Item2
        select $$"""{"name":"random","stage":"{{stage.Item1}}","in":{{input}}}""";

    private static Gen<string> Optional(Gen<string> value) => Gen.Frequency((3, value), (1, Gen.Constant("null")));

    private static Gen<string> Pieces(params string[] pieces) =>
        from count in Gen.Choose(0, 7)
        from drawn in Gen.ArrayOf(Gen.Elements(pieces), count)
        select $"\"{string.Concat(drawn)}\"";

    private static Gen<string> List(Gen<string> element, int most) =>
        from count in Gen.Choose(0, most)
        from elements in Gen.ArrayOf(element, count)
        select $"[{string.Join(',', elements)}]";

    /// <summary>An object in which each field is there or not.</summary>
    private static Gen<string> Fields(params (string Name, Gen<string> Value)[] fields) =>
        from values in Gen.CollectToSequence(fields, field =>
            from value in field.Value
            from isThere in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
            select isThere ? $"\"{field.Name}\":{value}" : null)
        select $"{{{string.Join(',', values.OfType<string>())}}}";
}
