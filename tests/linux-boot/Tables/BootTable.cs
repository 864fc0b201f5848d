using System.Collections.Immutable;

namespace RdmPlanner.LinuxBoot.Tests.Tables;

/// <summary>A table to boot with, and what Linux 6.1 says of it.</summary>
/// <param name="Name">A name for reports.</param>
/// <param name="Bytes">The table.</param>
/// <param name="Complaints">The kernel's warnings about the table in order, each once, without their prefix; typed by hand from its source.</param>
/// <param name="Lint">Codes that <c>lint --profile linux</c> gives at warning or above, in order of code; typed by hand.</param>
/// <param name="ListedLines">How many lines of its listing the kernel prints before it gives up; more than there are means all.</param>
internal sealed record BootTable(string Name, byte[] Bytes, ImmutableArray<string> Complaints, string Lint = "", int ListedLines = int.MaxValue);
