using System.Text;

namespace RdmPlanner.Cli.Tests.Docs;

/// <summary>The files that command lines in the README and in help name as a reader's own, and what stands for them.</summary>
internal static class DocumentFiles
{
    private static readonly (string Name, string Source)[] Copies =
    [
        ("host.bin", "dmar.bin"),
        ("before.bin", "dmar.bin"),
        ("after.bin", "dmar-new.bin"),
        ("dmar-before.bin", "dmar.bin"),
        ("dmar-after.bin", "dmar-new.bin"),
        ("old.cfg", "win10.cfg"),
        ("acpidump.txt", "fixtures/dumps/acpidump.txt"),
        ("xl-dmesg.txt", "fixtures/e820/xen.txt"),
        ("xl-dmesg.txt", "fixtures/logs/xen-4.12-verbose.txt"),
        ("dmesg.txt", "fixtures/e820/linux.txt"),
        ("hvmloader.log", "fixtures/e820/hvmloader.txt"),
        ("lspci-vvnn.txt", "lspci.txt"),
        ("lspci-nn.txt", "lspci.txt"),
        ("guests.jsonl", "fixtures/traces/guests.jsonl"),
        ("dmar.jsonl", "fixtures/traces/dmar.jsonl"),
        ("firmware/one.bin", "dmar.bin"),
        ("tables/one.bin", "dmar.bin"),
        ("tables/two.bin", "dmar-new.bin"),
    ];

    /// <summary>Writes them into the current folder, which has the files of <c>docs/tour</c> and a link to <c>fixtures</c>.</summary>
    internal static void Write()
    {
        Directory.CreateDirectory("firmware");
        Directory.CreateDirectory("tables");
        foreach ((string name, string source) in Copies)
        {
            File.AppendAllBytes(name, File.ReadAllBytes(source));
        }

        File.AppendAllText("new.cfg", File.ReadAllText("old.cfg") + "rdm_mem_boundary = 2015\n");
        File.WriteAllText("mine.jsonl", """{"name":"mine","stage":"parse","in":{"kind":"rdm","string":"strategy=host"}}""" + "\n");
        foreach ((string name, string guest) in new[] { ("monday.json", "old.cfg"), ("today.json", "new.cfg") })
        {
            File.WriteAllText(name, Rdmplan.Run("plan", "--host", "dmar.bin", "--guest", guest, "--format", "json").Output, new UTF8Encoding(false));
        }
    }
}
