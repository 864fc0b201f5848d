using System.Globalization;
using System.Text;
using System.Xml;

namespace RdmPlanner.Planner.Reports;

/// <summary>One test case of a JUnit report.</summary>
/// <param name="ClassName">What it is grouped by: a file.</param>
/// <param name="Name">Its name.</param>
public sealed record JunitCase(string ClassName, string Name)
{
    /// <summary>Kind of failure, such as a code; null for a case that passed.</summary>
    public string? FailureType { get; init; }

    /// <summary>Whether it could not be run, rather than failed.</summary>
    public bool IsError { get; init; }

    /// <summary>The failure in one line.</summary>
    public string Message { get; init; } = "";

    /// <summary>More about the failure, or of a case that passed its output; empty when there is none.</summary>
    public string Details { get; init; } = "";
}

/// <summary>A test suite of a JUnit report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cases">Its cases in order.</param>
public sealed record JunitSuite(string Name, IReadOnlyList<JunitCase> Cases);

/// <summary>JUnit XML in the form that CI servers agree on; times are 0, so that one input gives the same bytes.</summary>
public static class JunitXml
{
    /// <summary>Writes a report.</summary>
    /// <param name="suites">The suites in order.</param>
    /// <returns>XML with LF line ends and a final newline; characters that XML forbids are written as <c>\x1b</c>.</returns>
    public static string Write(IReadOnlyList<JunitSuite> suites)
    {
        StringBuilder text = new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        XmlWriterSettings settings = new() { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize, OmitXmlDeclaration = true };
        using (XmlWriter writer = XmlWriter.Create(text, settings))
        {
            writer.WriteStartElement("testsuites");
            WriteCounts(writer, "rdmplan", [.. suites.SelectMany(s => s.Cases)]);
            foreach (JunitSuite suite in suites)
            {
                writer.WriteStartElement("testsuite");
                WriteCounts(writer, suite.Name, suite.Cases);
                foreach (JunitCase one in suite.Cases)
                {
                    WriteCase(writer, one);
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void WriteCounts(XmlWriter writer, string name, IReadOnlyList<JunitCase> cases)
    {
        writer.WriteAttributeString("name", Legal(name));
        writer.WriteAttributeString("tests", Number(cases.Count));
        writer.WriteAttributeString("failures", Number(cases.Count(c => c.FailureType is not null && !c.IsError)));
        writer.WriteAttributeString("errors", Number(cases.Count(c => c.FailureType is not null && c.IsError)));
        writer.WriteAttributeString("skipped", "0");
        writer.WriteAttributeString("time", "0");
    }

    private static void WriteCase(XmlWriter writer, JunitCase one)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("classname", Legal(one.ClassName));
        writer.WriteAttributeString("name", Legal(one.Name));
        writer.WriteAttributeString("time", "0");
        if (one.FailureType is not null)
        {
            writer.WriteStartElement(one.IsError ? "error" : "failure");
            writer.WriteAttributeString("message", Legal(one.Message));
            writer.WriteAttributeString("type", Legal(one.FailureType));
            writer.WriteString(Legal(one.Details));
            writer.WriteEndElement();
        }
        else if (one.Details.Length > 0)
        {
            writer.WriteElementString("system-out", Legal(one.Details));
        }

        writer.WriteEndElement();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>XML 1.0 has no way to write most control characters, not even as references; text keeps its line ends.</summary>
    private static string Legal(string text) => string.Join('\n', text.Split('\n').Select(SafeText.Plain));
}
