using FsCheck;
using FsCheck.Fluent;

namespace RdmPlanner.TestKit.Generators;

/// <summary>Guest configurations as people write them: every layout that an edit must leave alone.</summary>
/// <param name="Text">The file.</param>
public sealed record ConfigText(string Text)
{
    /// <summary>The text with its line ends shown.</summary>
    public override string ToString() => Text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n\n", StringComparison.Ordinal);
}

/// <summary>Generates configuration files: comments, blanks, CRLF, lists over lines, additions, names set twice.</summary>
public static class ConfigTexts
{
    private static readonly Gen<string> Blank = Gen.Elements("", " ", "  ", "\t");

    private static readonly Gen<string> Equal = Gen.Elements("=", " = ", "  =\t");

    private static readonly Gen<string> Tail = Gen.Frequency(
        (4, Gen.Constant("")), (1, Gen.Constant("  ")), (1, Gen.Constant(" # memory = 1, pci = [ 'no' ]")), (1, Gen.Constant(" ;")));

    private static readonly Gen<string> Number =
        from digits in Gen.Elements("4096", "0x1000", "\"4096\"", "'4096'")
        select digits;

    private static readonly Gen<string> Device =
        from address in Gen.Elements("00:14.0", "00:14.1", "0000:00:14.2", "00:14.4")
        from policy in Gen.Elements("", ",rdm_policy=strict", ",permissive=1,rdm_policy=strict", ",permissive=1", ",rdm_policy=strict,seize=1")
        from quote in Gen.Elements("'", "\"")
        select quote + address + policy + quote;

    private static readonly Gen<string> Devices =
        from items in Gen.ArrayOf(Device, 3)
        from count in Gen.Choose(0, 3)
        from form in Gen.Elements("[ {0} ]|, ", "[{0}]|,", "[\n    {0}\n]|,\n    ", "[ {0},\n ]|, # one\n   ", "[\n# first\n{0} # last\n]|,\n", "[ {0} ]|,\n      ")
        let parts = form.Split('|')
        select count == 0 ? "[ ]" : string.Format(System.Globalization.CultureInfo.InvariantCulture, parts[0], string.Join(parts[1], items.Take(count)));

    private static readonly Gen<string> Rdm = Gen.Elements(
        "\"strategy=host,policy=strict\"", "'strategy=host,policy=strict'", "\"strategy=host\"", "'type=host, reserve=force'",
        "[ 'host, reserve=force' ]", "[ 'host',\n 'reserve=force' ]", "'policy=strict,strategy=host'");

    private static readonly Gen<string> Statement = Gen.Frequency(
        (2, Named("memory", Number)),
        (1, Named("maxmem", Number)),
        (1, Named("hap", Gen.Elements("1", "0"))),
        (1, Named("mmio_hole", Gen.Elements("256", "1024"))),
        (2, Named("rdm_mem_boundary", Gen.Elements("2048", "3000", "\"2048\""))),
        (3, Named("rdm", Rdm)),
        (3, Named("pci", Devices)),
        (1, from list in Devices from equal in Gen.Elements("+=", " += ") select "pci" + equal + list),
        (1, Named("vif", Gen.Elements("[ 'mac=00:16:3e:00:00:01', 'bridge=xenbr0' ]", "[ ]"))),
        (1, Named("name", Gen.Elements("\"win # 10\"", "'\u00fcber'", "'a\\'b'"))),
        (2, Gen.Elements("", "# a comment with memory = 5", "   ", "\t# pci = [ 'x' ]")));

    /// <summary>A whole file that has at least memory, a strict rdm, and type.</summary>
    public static readonly Gen<ConfigText> File =
        from rest in Gen.ArrayOf(Statement, 6)
        from count in Gen.Choose(0, 6)
        from separators in Gen.ArrayOf(Gen.Frequency((9, Gen.Constant("\n")), (1, Gen.Constant("; "))), 9)
        from crlf in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from ends in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from first in Gen.Elements("type = 'hvm'", "# guest\ntype=\"hvm\"")
        let lines = (string[])[first, "memory = 4096", "rdm = \"strategy=host,policy=strict\"", .. rest.Take(count)]
        let text = Join(lines, separators)
        let whole = ends || text.Contains('#', StringComparison.Ordinal) ? text + "\n" : text
        select new ConfigText(crlf ? whole.Replace("\n", "\r\n", StringComparison.Ordinal) : whole);

    /// <summary>Files; they do not shrink.</summary>
    public static Arbitrary<ConfigText> Files() => Arb.From(File);

    private static Gen<string> Named(string name, Gen<string> value) =>
        from indentation in Blank
        from equal in Equal
        from text in value
        from tail in Tail
        select indentation + name + equal + text + tail;

    /// <summary>A semicolon stands only between two settings on a line without a comment.</summary>
    private static string Join(string[] lines, string[] separators)
    {
        string text = lines[0];
        for (int i = 1; i < lines.Length; i++)
        {
            bool mayShare = separators[i - 1] != "\n" && !Plain(lines[i - 1]) && !Plain(lines[i]);
            text += (mayShare ? "; " : "\n") + lines[i];
        }

        return text;

        static bool Plain(string line) => line.Contains('#', StringComparison.Ordinal) || line.Trim().Length == 0;
    }
}
