using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Benchmarks;

var benchmarks = new Dictionary<string, (string What, Action<int> Run)>
{
    ["lammps"] = ("the melt of 32,000 atoms beside LAMMPS, one thread each, and on two threads", SideBySide.Run),
    ["sizes"] = ("cost per atom-step and memory from 4,000 to 1,000,000 atoms", Sizes.Run),
    ["silicon"] = ("Stillinger-Weber and Tersoff silicon of 32,768 atoms beside LAMMPS, one thread", Silicon.Run),
    ["nep"] = ("neuroevolution potentials beside the cost of LAMMPS on the melt, one and two threads", NepCost.Run),
    ["gap"] = ("GAP models of ../shared beside LAMMPS's Lennard-Jones, flops and memory", GapCost.Run),
    ["hdnnp"] = ("neural networks on silicon and water beside LAMMPS's melt, one thread", NetworkCost.Run),
    ["pace"] = ("the atomic cluster expansion of copper in ../shared beside LAMMPS's Lennard-Jones, one thread, and its account of operations", PaceCost.Run),
    ["safety"] = ("what checkpoints and guards cost", SafetyCost.Run),
    ["salt"] = ("the Coulomb sum of 32,768 ions of rocksalt beside pppm of LAMMPS, one thread", Salt.Run),
    ["eam"] = ("32,000 atoms of copper (Cu_u3.eam) beside LAMMPS, one thread each", EamSideBySide.Run),
    ["meam"] = ("32,000 atoms of nickel and of silicon (modified embedded atoms) beside LAMMPS, one thread each", MeamSideBySide.Run),
    ["trajectory"] = ("reading 10,000 frames of 1,000 atoms, g(r) and mean square displacement from them", TrajectoryCost.Run),
    ["least-squares"] = ("least squares of linear fits beside MathNet, one thread", LeastSquaresCost.Run),
    ["gap-fit"] = ("a GAP fit of ROUNDS thousand rows of forces and 30 sparse points for each: time and memory; 100 is a large set", GapFitCost.Run),
    ["output"] = ("what writing a frame every 100 steps costs", OutputCost.Run),
};
int rounds = args.Length > 1 && int.TryParse(args[1], out int given) ? given : 5;
if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out (string What, Action<int> Run) chosen))
{
    Console.WriteLine("usage: dotnet run -c Release --project tests/MdEngine.Benchmarks -- NAME [ROUNDS]");
    foreach ((string name, (string what, _)) in benchmarks.Select(b => (b.Key, b.Value)))
    {
        Console.WriteLine($"  {name,-10} {what}");
    }

    return args.Length == 0 ? 0 : 2;
}

chosen.Run(rounds);
return 0;
