using System.Text.RegularExpressions;
using RdmPlanner.TestKit;
using Xunit;

namespace RdmPlanner.Cli.Tests.Formats;

/// <summary>
/// Pages without the style sheet and the script that all of them share; but for one, without the picture and its data as well,
/// which have golden files of their own. Browser.Tests drives them.
/// </summary>
public sealed partial class PageTests
{
    private const string Guest = " --memory 4096 --rdm strategy=host,policy=strict --pci 00:02.0 --html -";

    [Theory]
    [InlineData("accepted", "plan --host sample:laptop" + Guest)]
    [InlineData("rejected", "plan --host sample:straddles-2g" + Guest)]
    [InlineData("profiles", "plan --host sample:straddles-2g --profile all" + Guest)]
    [InlineData("simulated", "simulate --host sample:laptop" + Guest)]
    public void Page_OfAnAnswer_IsTheGoldenPage(string name, string command) =>
        GoldenFile.Check(Words(Rdmplan.Run(command.Split(' ')).Output, hasPicture: name == "rejected"), "golden", "pages", $"{name}.html");

    private static string Words(string page, bool hasPicture) => hasPicture ? WithoutAssets(page) : Picture().Replace(WithoutAssets(page), "...");

    private static string WithoutAssets(string page) =>
        Hash().Replace(Assets().Replace(page, m => $"<{m.Groups[1].Value}>...</{m.Groups[1].Value}>"), "'sha256-...'");

    [GeneratedRegex("<svg .*?</svg>|(?<=id=\"picture-data\">).*?(?=</script>)", RegexOptions.Singleline)]
    private static partial Regex Picture();

    [GeneratedRegex("<(style|script)>.*?</(?:style|script)>", RegexOptions.Singleline)]
    private static partial Regex Assets();

    [GeneratedRegex("'sha256-[^']*'")]
    private static partial Regex Hash();
}
