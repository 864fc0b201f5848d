using RdmPlanner.Fuzz;
using RdmPlanner.TestKit.Fuzz;
using SharpFuzz;

// fuzz/run starts this; see fuzz/README.md.
switch (args)
{
    case ["afl", var name] when FuzzTarget.Find(name) is { } target:
        Fuzzer.Run(stream => target.Run(Input.ReadAll(stream)));
        return 0;
    case ["replay", var name, .. var files] when FuzzTarget.Find(name) is { } target:
        return Replay.Run(target, files);
    case ["seeds", var name, var folder] when FuzzTarget.Find(name) is { } target:
        Seeds.Write(target, folder);
        return 0;
    case ["differential", var kind, var count] when int.TryParse(count, out int cases):
        return kind switch
        {
            "layouts" => Differential.Layouts(cases),
            "options" => OptionStrings.Run(cases),
            "tables" => IaslComparison.Run(cases),
            _ => throw new ArgumentException($"no such comparison: {kind}"),
        } == 0 ? 0 : 1;
    case ["targets"]:
        foreach (FuzzTarget target in FuzzTarget.All)
            Console.WriteLine(target.Name);
        return 0;
    default:
        Console.Error.WriteLine("usage: Fuzz targets | seeds TARGET FOLDER | replay TARGET FILE... | afl TARGET (under afl-fuzz); see fuzz/README.md");
        return 2;
}
