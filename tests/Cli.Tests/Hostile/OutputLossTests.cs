using Xunit;

namespace RdmPlanner.Cli.Tests.Hostile;

/// <summary>Full disks, closed pipes and interruptions: a documented exit code, no half-written file, no stack trace.</summary>
public sealed class OutputLossTests
{
    private const string Plan = "plan --host sample:laptop --memory 4096";

    public static TheoryData<string> Commands =>
    [
        Plan, Plan + " --format json", Plan + " --format csv", Plan + " --format sarif", "simulate --host sample:workstation --memory 4096",
        "simulate --host sample:workstation --memory 4096 --format json", "lint sample:server", "lint sample:server --format junit",
        "decode sample:server", "decode sample:server --format json", "advise --host sample:laptop --memory 4096",
        "devices --host sample:workstation", "explain", "schema plan", "sweep --host sample:laptop --memory 1024-2048/512",
        "who --host sample:laptop --memory 1024 --gfn 0x100", "verify $fixtures/vectors/parse.jsonl", "--help", "plan --help",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task ClosedPipe_ExitCodeIsThatOfTheQuestion_AndNothingIsSaidOfIt(string command)
    {
        string output = await Spawned.RunAsync($$"""
            rdmplan {{command}} >whole 2>/dev/null; whole=$?
            rdmplan {{command}} 2>error | head -1 >first; closed=${PIPESTATUS[0]}
            [ "$whole" = "$closed" ] || echo "exit $whole, with a closed pipe $closed"
            head -1 whole | cmp - first
            grep -n '^   at \|internal error' error || true
            """);

        Assert.Empty(output);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task FullDisk_OnStandardOutput_IsSaidAndIsExit3(string command)
    {
        string output = await Spawned.RunAsync($$"""
            rdmplan {{command}} >/dev/full 2>error; echo "exit $?"
            tail -1 error
            """);

        Assert.Equal("exit 3\nrdmplan: standard output: cannot be written: No space left on device\n", output);
    }

    [Fact]
    public async Task FullDisk_OnStandardError_ChangesNoExitCode() =>
        Assert.Equal("exit 3\n", await Spawned.RunAsync("rdmplan decode no-such-file 2>/dev/full; echo exit $?"));

    [Theory]
    [InlineData("--svg")]
    [InlineData("--html")]
    public async Task Device_AsAFile_IsWrittenToAndNotReplaced(string option)
    {
        string output = await Spawned.RunAsync($$"""
            rdmplan {{Plan}} {{option}} /dev/full >/dev/null 2>error; echo "exit $?"
            [ -c /dev/full ] && [ -c /dev/null ] && echo devices
            rdmplan {{Plan}} {{option}} /dev/stdout 2>/dev/null | grep -c '^<' | sed 's/[1-9][0-9]*/some/'
            ls
            """);

        Assert.Equal("exit 3\ndevices\nsome\nerror\n", output);
    }

    [Fact]
    public async Task FileThatCannotBeWritten_EarlierContentsStay()
    {
        // There is no room in a name of 250 characters for that of the unfinished file beside it.
        string output = await Spawned.RunAsync($$"""
            name=$(printf 'm%.0s' $(seq 250))
            echo earlier > $name
            mkdir folder
            rdmplan {{Plan}} --svg $name >/dev/null 2>error; echo "exit $?"
            cat $name; grep -c 'cannot be written' error; ls | wc -l
            rdmplan {{Plan}} --svg folder >/dev/null 2>error; echo "exit $?"
            """);

        Assert.Equal("exit 3\nearlier\n1\n3\nexit 3\n", output);
    }

    [Fact]
    public async Task Collect_FolderThatCannotBeWritten_LeavesNothing()
    {
        string output = await Spawned.RunAsync("""
            mkdir -p host/sys/firmware/acpi/tables/DMAR host/proc
            cp "$fixtures/dumps/dmar.bin" host/sys/firmware/acpi/tables/IVRS
            echo file > file
            rdmplan collect --root host --out file/bundle >/dev/null 2>error; echo "exit $?"
            name=$(printf 'm%.0s' $(seq 250))
            rdmplan collect --root host --out $name >/dev/null 2>error; echo "exit $?"
            ls
            """);

        Assert.Equal("exit 3\nexit 3\nerror\nfile\nhost\n", output);
    }

    [Fact]
    public async Task Interrupted_Ends130_AndLeavesNoHalfWrittenFile()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "rdmplan");
        string output = await Spawned.RunAsync($$"""
            mkfifo input
            exec 3<>input
            timeout --preserve-status -s INT 2 "{{program}}" plan --host - --memory 4096 --svg map.svg --html report.html <input >out 2>error 3<&-
            echo "exit $?"
            ls; cat out error
            """);

        Assert.Equal("exit 130\nerror\ninput\nout\n", output);
    }

    [Fact]
    public async Task UnreadableFileAmongMany_TheOthersAreStillAnswered()
    {
        string output = await Spawned.RunAsync("""
            mkdir many broken.jsonl
            cp "$fixtures/dumps/dmar.bin" many/a.bin
            echo nonsense > many/b.bin
            mkfifo many/c.bin
            cp "$fixtures/dumps/dmar.bin" many/d.bin
            rdmplan decode many/a.bin missing.bin many/d.bin 2>error >out; echo "decode $? $(grep -c . out | sed 's/[1-9][0-9]*/some/') $(grep -c missing.bin error)"
            rdmplan lint many/a.bin missing.bin many/d.bin 2>error >out; echo "lint $? $(grep -c missing.bin error)"
            head -1 "$fixtures/vectors/parse.jsonl" > good.jsonl
            rdmplan verify missing.jsonl broken.jsonl good.jsonl 2>error >out; echo "verify $? $(tail -1 out)"
            """);

        Assert.Equal("decode 3 some 1\nlint 3 1\nverify 3 1 passed, 0 failed\n", output);
    }
}
