using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Benchmarks;

var benchmarks = new Dictionary<string, (string What, Action<int> Run)>
{
    ["lammps"] = ("the melt of 32,000 atoms beside LAMMPS, one thread each, and on two threads", SideBySide.Run),
    ["sizes"] = ("cost per atom-step and memory from 4,000 to 1,000,000 atoms", Sizes.Run),
    ["eam"] = ("32,000 atoms of copper (Cu_u3.eam) beside LAMMPS, one thread each", EamSideBySide.Run),
    ["output"] = ("what writing a frame every 100 steps costs", OutputCost.Run),
};
int rounds = args.Length > 1 && int.TryParse(args[1], out int given) ? given : 5;
if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out (string What, Action<int> Run) chosen))
{
    Console.WriteLine("usage: dotnet run -c Release --project tests/MdEngine.Benchmarks -- NAME [ROUNDS]");
    foreach ((string name, (string what, _)) in benchmarks.Select(b => (b.Key, b.Value)))
    {
        Console.WriteLine($"  {name,-8} {what}");
    }

    return args.Length == 0 ? 0 : 2;
}

chosen.Run(rounds);
return 0;
