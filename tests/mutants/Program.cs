using RdmPlanner.Mutants;

// mutants CHECKOUT WORK [COUNT] [JOBS]: breaks a copy in WORK and writes CHECKOUT/tests/MUTANTS.md.
// WORK/fates.tsv remembers the killed ones: a second run tries survivors again.
if (args.Length < 2)
{
    Console.Error.WriteLine("usage: mutants CHECKOUT WORK [COUNT] [JOBS]");
    return 2;
}

string source = Path.GetFullPath(args[0]);
string work = Path.GetFullPath(args[1]);
int count = args.Length > 2 ? int.Parse(args[2]) : 300;
int jobs = args.Length > 3 ? int.Parse(args[3]) : Math.Max(1, Environment.ProcessorCount / 2);
Directory.CreateDirectory(work);

// The classes that take most of the time come last: few mutants are left for them. The libraries' tests are their users' as well.
string[] slowDumps = ["*HostileDumpTests", "*HostileFixtureTests"];
string[] slowMachines = ["*MachineProperties", "*AdvisorProperties", "*ScenarioRunnerProperties", "*LinePatternTests", "*AssignmentMachineTests"];
string[] slowCommands = ["*OutputLossTests", "*LimitTests"];
(string Test, string[] Filter) planner = ("Planner.Tests", ["--filter-not-class", .. slowMachines]);
(string Test, string[] Filter) commands = ("Cli.Tests", ["--filter-not-class", .. slowCommands]);
(string Test, string[] Filter) lastCommands = ("Cli.Tests", ["--filter-class", .. slowCommands]);
(string Project, (string Test, string[] Filter)[] Passes)[] plan =
[
    ("Acpi", [("Acpi.Tests", ["--filter-not-class", .. slowDumps]), planner, commands, ("Acpi.Tests", ["--filter-class", .. slowDumps]), lastCommands]),
    ("E820", [("E820.Tests", []), planner, commands]),
    ("Planner", [planner, commands, ("Planner.Tests", ["--filter-class", .. slowMachines]), lastCommands]),
];
string[] tests = [.. plan.SelectMany(p => p.Passes).Select(p => p.Test).Distinct()];
string copy = Path.Combine(work, "checkout");
var checkout = Checkout.CopyOf(source, copy);
if (checkout.Build(tests) is [var error, ..])
{
    Console.Error.WriteLine($"the unbroken copy does not build: {error}");
    return 3;
}

var selection = new Selection(copy, plan.Select(p => p.Project));
IReadOnlyList<Mutant> mutants = selection.Write(count, () => checkout.Build(tests));
Console.Error.WriteLine($"{mutants.Count} of {selection.Places} places are broken");

// What each test project runs, and how long it takes unbroken.
Dictionary<string, (HashSet<int> Reached, TimeSpan Limit)> unbroken = [];
foreach (string test in tests)
{
    string folder = Directory.CreateTempSubdirectory().FullName;
    var watch = System.Diagnostics.Stopwatch.StartNew();
    if (checkout.Test(test, [], 0, TimeSpan.FromMinutes(30), folder) != true)
    {
        Console.Error.WriteLine($"{test} fails with no mutant on");
        return 3;
    }

    unbroken[test] = ([.. Directory.EnumerateFiles(folder).SelectMany(File.ReadAllLines).Select(int.Parse)], 5 * watch.Elapsed + TimeSpan.FromMinutes(1));
    Directory.Delete(folder, recursive: true);
}

string memory = Path.Combine(work, "fates.tsv");
HashSet<string> killed = File.Exists(memory) ? [.. File.ReadAllLines(memory)] : [];
var explained = File.ReadAllLines(Path.Combine(source, "tests", "mutants", "explained.tsv"))
    .Select(l => l.Split('\t')).ToDictionary(p => p[0], p => p[1]);
Fate[] fates = [.. mutants.Select(Known)];

// In rounds, the quick tests first, and the page after each: what is cut short has a result all the same.
int rounds = plan.Max(p => p.Passes.Length);
for (int round = 0; round < rounds; round++)
{
    Parallel.For(0, mutants.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i => Try(i, round));
    File.WriteAllText(
        Path.Combine(source, "tests", "MUTANTS.md"),
        Report.Text([.. mutants.Zip(fates)], selection.Places, explained, round + 1, rounds));
}

int open = mutants.Zip(fates).Count(r => r.Second is Fate.Survived or Fate.NotReached && !explained.ContainsKey(r.First.Key));
Console.WriteLine($"{mutants.Count} mutants, {fates.Count(f => f is Fate.Killed or Fate.Hung)} noticed, {open} survive unexplained");
return open * 20 <= mutants.Count ? 0 : 1;

Fate Known(Mutant mutant) =>
    new[] { Fate.Killed, Fate.Hung }.FirstOrDefault(f => killed.Contains($"{f} {mutant.Place}"), Fate.NotReached);

void Try(int i, int round)
{
    Mutant mutant = mutants[i];
    var passes = plan.Single(p => p.Project == mutant.Project).Passes;
    if (fates[i] is Fate.Killed or Fate.Hung || round >= passes.Length || !unbroken[passes[round].Test].Reached.Contains(mutant.Id))
    {
        return;
    }

    (string test, string[] filter) = passes[round];
    fates[i] = checkout.Test(test, filter, mutant.Id, unbroken[test].Limit) switch { true => Fate.Survived, false => Fate.Killed, null => Fate.Hung };
    lock (memory)
    {
        if (fates[i] is Fate.Killed or Fate.Hung)
        {
            File.AppendAllText(memory, $"{fates[i]} {mutant.Place}\n");
        }

        Console.Error.WriteLine($"{mutant.Id} {fates[i]} {mutant.File}:{mutant.Line} {mutant.Code} => {mutant.Change}");
    }
}
