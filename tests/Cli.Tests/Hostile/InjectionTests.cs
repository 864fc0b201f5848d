using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CsvHelper;
using RdmPlanner.Cli.Tests.Formats;
using Xunit;

namespace RdmPlanner.Cli.Tests.Hostile;

/// <summary>Text of tables, logs, configurations and file names, through every form of every command: nothing in it means anything to what reads the output.</summary>
public sealed class InjectionTests : IDisposable
{
    /// <summary>Every control character, everything that reverses or hides text, and a complete terminal sequence.</summary>
    private static readonly string Controls = string.Concat(Enumerable.Range(1, 0x9f).Where(c => c is < 0x20 or >= 0x7f and not '/').Select(c => (char)c))
        + "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\u2066\u2067\u2068\u2069\ufeff\u001b]0;title\a\u001b[2J";

    private static readonly (string Name, string Text)[] Payloads =
    [
        ("controls", Controls),
        ("formula", "=HYPERLINK(\"http://x\")"),
        ("plus", "+1+cmd|' /C calc'!A0"),
        ("at", "@SUM(1)"),
        ("markup", "</script><script>INJECTED</script><img src=x onerror=INJECTED>\"'&]]>-->"),
        ("workflow", "x\n::error::INJECTED\r\n::set-output name=INJECTED::1%0A::stop-commands::x"),
        ("shell", "$(touch INJECTED)`touch INJECTED`';touch INJECTED;\"[a](javascript:INJECTED){0}"),
    ];

    /// <summary>Commands by form; HOST, GUEST, REGIONS, LSPCI, LOG, LINES and SCENARIO are files that hold the payload, in name and content.</summary>
    private static readonly (string Form, string Command)[] Runs =
    [
        .. Forms("plan --host HOST --guest GUEST", "text", "json", "csv", "ndjson", "sarif", "github"),
        .. Forms("plan --host REGIONS --memory 4096", "text", "json", "csv", "ndjson", "sarif", "github"),
        .. Forms("plan --host REGIONS --guest GUEST --profile all", "text", "json", "csv"),
        .. Forms("simulate --host HOST --guest GUEST --lspci LSPCI", "text", "json", "csv"),
        .. Forms("lint HOST --lspci LSPCI --log LOG", "text", "json", "csv", "ndjson", "sarif", "github", "junit"),
        .. Forms("decode HOST", "text", "json", "csv", "ndjson"),
        .. Forms("decode LOG", "text", "json"),
        .. Forms("advise --host HOST --guest GUEST", "text", "json"),
        .. Forms("devices --host HOST --lspci LSPCI", "text", "json", "csv", "ndjson"),
        .. Forms("sweep --host HOST --guest GUEST", "text", "json", "csv", "ndjson"),
        .. Forms("diff HOST REGIONS", "text", "json", "csv", "ndjson", "github"),
        .. Forms("diff GUEST GUEST2 --host HOST", "text", "json", "csv", "ndjson", "github"),
        .. Forms("verify SCENARIO", "text", "json", "csv", "ndjson", "junit", "github"),
        .. Forms("who --host HOST --guest GUEST --gfn 0x100", "text", "json"),
        .. Forms("explain --log LINES", "text", "json"),
        ("text", "generate xen-rmrr --host REGIONS --grub"),
        ("text", "generate memmap --host REGIONS --grub"),
        ("html", "plan --host HOST --guest GUEST --html -"),
        ("html", "simulate --host HOST --guest GUEST --lspci LSPCI --html -"),
        ("svg", "plan --host HOST --guest GUEST --svg -"),
        ("text", "plan --host sample:laptop --memory 64 --profile PAYLOAD"),
        ("text", "plan --host sample:laptop --memory 64 --rdm PAYLOAD"),
        ("text", "plan --host sample:laptop --memory 64 --pci PAYLOAD"),
        ("text", "plan --host sample:laptop --memory 64 --region PAYLOAD"),
        ("text", "simulate --host sample:laptop --memory 64 --bar PAYLOAD"),
        ("text", "explain PAYLOAD"),
        ("text", "plan --PAYLOAD"),
        ("text", "PAYLOAD"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rdmplan-injection-");

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach ((string name, _) in Payloads)
            {
                foreach (string form in Runs.Select(r => r.Form).Distinct())
                    cases.Add(name, form);
            }

            return cases;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryCommand_HostileText_IsHarmlessInItsForm(string name, string form)
    {
        string payload = Payloads.Single(p => p.Name == name).Text;
        Dictionary<string, string> files = Write(payload);
        foreach ((_, string command) in Runs.Where(r => r.Form == form))
        {
            string[] arguments = [.. command.Split(' ').Select(word => files.GetValueOrDefault(word) ?? word.Replace("PAYLOAD", payload, StringComparison.Ordinal))];

            Ran ran = Rdmplan.Run(arguments);

            Assert.NotEqual(ExitCode.Internal, ran.Exit);
            Assert.NotEmpty(ran.Output + ran.Error);
            IsVisible(ran.Error, command);
            IsVisible(ran.Output, command);
            IsHarmless(form, ran.Output, command);
        }
    }

    private static void IsHarmless(string form, string output, string command)
    {
        switch (form)
        {
            case "json" or "sarif" when output.Length > 0:
                JsonDocument.Parse(output).Dispose();
                break;
            case "ndjson":
                Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonDocument.Parse(line).Dispose());
                break;
            case "junit" or "svg" when output.Length > 0:
                Assert.DoesNotContain(XDocument.Parse(output).Descendants(), e => e.Name.LocalName is "script" or "img");
                break;
            case "html":
                Assert.DoesNotContain("<script>INJECTED", output, StringComparison.Ordinal);
                Assert.DoesNotContain("<img src=x", output, StringComparison.Ordinal);
                break;
            case "github":
                Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^::(error|warning|notice)( |::)", line));
                Assert.DoesNotContain("\n::error::INJECTED", "\n" + output, StringComparison.Ordinal);
                break;
            case "csv":
                IsNoFormula(output, command);
                break;
            default:
                Assert.DoesNotContain("\n::", "\n" + output, StringComparison.Ordinal);
                break;
        }
    }

    private static void IsNoFormula(string output, string command)
    {
        using CsvReader reader = CsvReader.FromText(output, new CsvReaderOptions { Separator = ',' });
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
            {
                string field = reader.GetString(i);
                Assert.False(field.Length > 0 && "=+-@\t\r".Contains(field[0], StringComparison.Ordinal), $"{command}: a formula: {field}");
            }
        }
    }

    /// <summary>No character that a terminal obeys or that changes how the text around it is shown.</summary>
    private static void IsVisible(string output, string command)
    {
        foreach (char c in output)
        {
            bool isHidden = char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            Assert.True(c == '\n' || !isHidden, $"{command}: U+{(int)c:X4} in the output");
        }
    }

    private static IEnumerable<(string Form, string Command)> Forms(string command, params string[] forms) =>
        forms.Select(form => (form, form == "text" ? command : $"{command} --format {form}"));

    private Dictionary<string, string> Write(string payload)
    {
        Dictionary<string, string> files = [];
        string quoted = JsonText(payload);
        string line = payload.ReplaceLineEndings(" ");
        Add("HOST", HostileTables.WithName(Latin(payload)));
        Add("GUEST", Utf8($"name = \"{Escaped(payload)}\"\nmemory = 4096\nrdm = 'strategy=host,policy=relaxed'\npci = ['00:1d.0', \"{Escaped(payload)}\"]\n"));
        Add("GUEST2", Utf8($"name = \"{Escaped(payload)}\"\nmemory = 2048\nbios = \"{Escaped(payload)}\"\n"));
        Add("REGIONS", Utf8($"start,last,devices,policy,comment\n0x7c000000,0x803fffff,00:02.0,strict,\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n0x1000,0x1fff,\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\",,\n"));
        Add("LSPCI", Utf8($"00:02.0 {line}: {line} [8086:1912]\n00:1d.0 USB controller: {line}\n\tRegion 0: Memory at {line}\n{line}\n"));
        Add("LOG", Utf8($"[    0.0] Linux version {line}\n[    0.1] DMAR: RMRR base: {line} end: 0x1\n[    0.1] DMAR: [Firmware Bug]: {line}\n(XEN) [VT-D] {line}\n"));
        Add("LINES", Utf8($"RDM conflict at 0x7a000000. {line}\n(XEN) Failed to parse ACPI DMAR. {line}\n{line}\nlibxl: error: {line}: RDM conflict at 0x1\n"));
        Add("SCENARIO", Utf8(
            $"{{\"name\":{quoted},\"stage\":\"parse\",\"in\":{{\"kind\":\"rdm\",\"string\":{quoted}}},\"out\":{{\"rc\":{quoted},\"report\":{quoted}}}}}\n"
            + $"{{\"name\":\"n\",\"stage\":{quoted},\"in\":{{}},\"out\":{{}}}}\n"));
        return files;

        void Add(string word, byte[] content)
        {
            // No name may have a slash, and none more than 255 bytes.
            string own = string.Concat(payload.Replace("/", "", StringComparison.Ordinal).Take(50)) + word;
            string path = Path.Combine(_folder.FullName, own);
            File.WriteAllBytes(path, content);
            files[word] = path;
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Latin(string text) => string.Concat(text.Where(c => c is > '\0' and < (char)0x100).Take(200));

    private static string Escaped(string text) => string.Concat(text.Select(c => c switch
    {
        '"' or '\\' => $"\\{c}",
        '\n' => "\\n",
        _ => c.ToString(),
    }));

    private static string JsonText(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
