using System.CommandLine;
using RdmPlanner.Cli.Input;
using RdmPlanner.Planner.Advice;
using RdmPlanner.Planner.Qemu;
using RdmPlanner.Planner.Reports;

namespace RdmPlanner.Cli.Commands;

/// <summary>What <c>advise</c> needs for a guest of QEMU: the board, and its split as it is.</summary>
internal sealed class QemuOptions
{
    private readonly Option<string?> _hypervisor = new("--hypervisor") { Description = "Whose guest: xen (default) or qemu", HelpName = "xen|qemu" };

    private readonly Option<string?> _machine = new("--machine")
    {
        Description = "QEMU's machine type: q35 (default), pc, or a versioned one such as pc-q35-8.2",
        HelpName = "TYPE",
    };

    private readonly Option<string?> _most = new("--max-ram-below-4g")
    {
        Description = "QEMU's property as the guest has it now, in bytes or with K, M, G",
        HelpName = "SIZE",
    };

    /// <summary>Adds the options to a command.</summary>
    internal void AddTo(Command command)
    {
        _hypervisor.AcceptOnlyFromAmong("xen", "qemu");
        command.Add(_hypervisor);
        command.Add(_machine);
        command.Add(_most);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_hypervisor) != "qemu" && (result.GetValue(_machine) ?? result.GetValue(_most)) is not null)
            {
                result.AddError("--machine and --max-ram-below-4g are for --hypervisor qemu");
            }
        });
    }

    /// <summary>Whether the guest is QEMU's.</summary>
    internal bool IsChosen(ParseResult parsed) => parsed.GetValue(_hypervisor) == "qemu";

    /// <summary>Answers for QEMU.</summary>
    internal ExitCode Run(ParseResult parsed, AdviseOptions options, OutputFormat format, bool hasWrite, Streams streams)
    {
        if (hasWrite)
        {
            streams.Error.WriteLine("rdmplan: --write writes xl configurations; QEMU's arguments are printed");
            return ExitCode.Usage;
        }

        if (format == OutputFormat.Csv)
        {
            streams.Error.WriteLine("rdmplan: QEMU's arguments come as text or json");
            return ExitCode.Usage;
        }

        if (options.MachineOptionsGiven(parsed) is { Length: > 0 } given)
        {
            streams.Error.WriteLine($"rdmplan: {string.Join(" and ", given)}: of the machine that Xen's guests are run on; BARs and bridges do not move QEMU's RAM");
            return ExitCode.Usage;
        }

        if (options.FolderName(parsed) is not null)
        {
            streams.Error.WriteLine("rdmplan: --hypervisor qemu takes one host, not a folder of them");
            return ExitCode.Usage;
        }

        if (!QemuMachine.TryParse(parsed.GetValue(_machine) ?? "q35", out QemuMachine machine))
        {
            streams.Error.WriteLine($"rdmplan: --machine {parsed.GetValue(_machine)}: not a PC of QEMU; use q35, pc, or pc-q35-8.2 and the like");
            return ExitCode.Usage;
        }

        ulong? most = null;
        if (parsed.GetValue(_most) is { } text)
        {
            if (!QemuSize.TryParse(text, 1, out ulong size) || size > QemuRamLayout.MaxRamBelow4GLimit)
            {
                streams.Error.WriteLine($"rdmplan: --max-ram-below-4g {text}: a size of at most 4G");
                return ExitCode.Usage;
            }

            most = size;
        }

        PlanQuestion read = options.Plan.Read(parsed, streams);
        if (read.Request is not { } plan)
        {
            return read.Problem;
        }

        // QEMU's -m has no video memory in it, and its video memory is a BAR.
        ulong ram = (ulong)plan.Guest.MaxMemMiB.Value << 20;
        if (ram > QemuRamLayout.MaxRamSizeInBytes)
        {
            streams.Error.WriteLine("rdmplan: the memory is beyond every PC's addresses");
            return ExitCode.Usage;
        }

        QemuAnswer answer = QemuAdvisor.Find(QemuRamLayout.Of(machine, ram, most), QemuAdvisor.RegionsOf(plan));
        HostInput.Say(read.Findings, streams);
        ColouredText.Write(streams, format == OutputFormat.Json ? QemuAdviceText.WriteJson(answer) : QemuAdviceText.Write(answer));
        return answer.Conflicts.IsEmpty || !answer.Fixes.IsEmpty ? ExitCode.Accepted : ExitCode.Rejected;
    }
}
