using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary><c>rdmplan advise</c>: the smallest change that makes a guest fit.</summary>
internal static class AdviseCommand
{
    /// <summary>Makes the command.</summary>
    internal static Command Make(Streams streams)
    {
        AdviseOptions options = new();
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> write = new("--write")
        {
            Description = "Apply the best fix (or --choose N) and write the file here; the input is untouched unless it is named",
            HelpName = "FILE.cfg",
        };
        Option<int?> choose = new("--choose")
        {
            Description = "Which advice --write applies, by its number",
            HelpName = "N",
        };
        QemuOptions qemu = new();
        Command command = new(
            "advise",
            """
            Find the smallest change of a guest's configuration after which every reserved region is kept free.

            Each advice is a diff that was read, planned and run on the whole simulated machine before it is printed.
            Smallest means: fewest lines changed, then the cheapest knob (rdm_mem_boundary or mmio_hole, hap, policy,
            memory), then the least change of its value (highest boundary, smallest hole, most memory). mmio_hole comes
            first where the device model, which is not told of the boundary, would put its memory into the guest's RAM.
            Two knobs are combined only where no single one is enough. Where nothing helps, what remains is shown with its loss:
            a relaxed region, no rdm line, a device left out.

            Examples:
              rdmplan advise --host dmar.bin --guest win10.cfg
              rdmplan advise --host sample:straddles-2g --memory 4096 --rdm strategy=host,policy=strict
              rdmplan advise --host dmar.bin --guest win10.cfg --write win10-fixed.cfg
              rdmplan advise --host dmar.bin --lspci lspci-vvnn.txt --guest win10.cfg --bar 01:00.0:0=16G,64,prefetch
              rdmplan advise --host dmar.bin --guest win10.cfg --profile all
              rdmplan advise --host tables/ --memory 4096 --rdm strategy=host,policy=strict --format csv
              rdmplan advise --hypervisor qemu --host dmar.bin --memory 8192 --pci 00:02.0

            --lspci, --sysfs, --bar and the like describe the machine that each fix is run on, as for 'rdmplan simulate'.
            With --profile all, or several with commas, it says which fix helps under which profile.
            With --hypervisor qemu the advice is a machine property (max-ram-below-4g) for its command line or libvirt.
            A folder as --host gives a table: how many of its hosts each fix helps; json and csv have every host.
            Exit codes: 0 nothing to fix or a checked fix found, 1 no fix, 2 usage, 3 unreadable or malformed.
            """);
        options.AddTo(command);
        command.Add(format);
        command.Add(write);
        command.Add(choose);
        qemu.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(choose) is not null && result.GetValue(write) is null)
            {
                result.AddError("--choose says what --write applies; give both");
            }

        });
        command.SetAction(parsed => (int)(qemu.IsChosen(parsed)
            ? qemu.Run(parsed, options, parsed.GetValue(format), parsed.GetValue(write) is not null, streams)
            : options.WantsComparison(parsed)
                ? AdviseMany.Profiles(parsed, options, parsed.GetValue(format), parsed.GetValue(write), streams)
            : options.FolderName(parsed) is { } folder
                ? AdviseMany.Fleet(parsed, options, folder, parsed.GetValue(format), parsed.GetValue(write), streams)
            : Run(parsed, options, parsed.GetValue(format), parsed.GetValue(write), parsed.GetValue(choose), streams)));
        return command;
    }

    private static ExitCode Run(
        ParseResult parsed, AdviseOptions options, OutputFormat format, string? write, int? choose, Streams streams)
    {
        if (options.Read(parsed, streams, out ExitCode problem) is not { } asked)
        {
            return problem;
        }

        AdviceQuestion question = asked.Question;
        AdviceAnswer answer = Advisor.Find(question);
        if (choose is { } number && (number < 1 || number > answer.All.Length))
        {
            streams.Error.WriteLine($"rdmplan: --choose {number}: there {(answer.All.Length == 1 ? "is 1 piece" : $"are {answer.All.Length} pieces")} of advice");
            return ExitCode.Usage;
        }

        ColouredText.Write(streams, format switch
        {
            OutputFormat.Json => AdviceJson.Write(answer, question, asked.Findings),
            OutputFormat.Csv => AdviceCsv.Write([(question.Plan.Host.Name, question.Plan.Profile.Name, answer)]),
            _ => AdviceText.Write(answer, question, asked.Findings),
        });
        if (format == OutputFormat.Csv)
        {
            HostInput.Say(asked.Findings, streams);
        }

        ExitCode code = answer.IsClean || !answer.Fixes.IsEmpty ? ExitCode.Accepted : ExitCode.Rejected;
        return write is null || Write(answer, write, choose, streams) ? code : ExitCode.BadInput;
    }

    private static bool Write(AdviceAnswer answer, string path, int? choose, Streams streams)
    {
        Advised? chosen = choose is { } number ? answer.All[number - 1] : answer.Fixes.FirstOrDefault();
        if (chosen is null)
        {
            streams.Error.WriteLine(answer.IsClean ? $"rdmplan: nothing to change: {path} is not written"
                : $"rdmplan: no fix: {path} is not written{(answer.Remaining.IsEmpty ? "" : "; --choose N takes one of what remains")}");
            return true;
        }

        if (!OutputFile.Replace(path, chosen.Source.ToBytes(), streams))
        {
            return false;
        }

        streams.Error.WriteLine($"rdmplan: {path} written with {SafeText.Plain(chosen.Title)}");
        return true;
    }
}
