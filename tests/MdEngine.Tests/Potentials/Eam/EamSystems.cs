using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Eam;
using MdEngine.Tests.Cli;

namespace MdEngine.Tests.Potentials.Eam;

/// <summary>Embedded-atom potentials and crystals for tests.</summary>
internal static class EamSystems
{
    public static ZhouMetalOptions Copper { get; } = new()
    {
        Element = "Cu",
        EquilibriumDistance = 2.556162,
        EquilibriumDensity = 1.554485,
        RhoE = 21.175871,
        RhoS = 21.175395,
        Alpha = 8.127620,
        Beta = 4.334731,
        A = 0.396620,
        B = 0.548085,
        Kappa = 0.308782,
        Lambda = 0.756515,
        LowEmbedding = [-2.170269, -0.263788, 1.088878, -0.817603],
        Embedding = [-2.19, 0.0, 0.561830, -2.100595],
        Eta = 0.310490,
        HighEmbedding = -2.186568,
    };

    public static ZhouMetalOptions Aluminium { get; } = new()
    {
        Element = "Al",
        EquilibriumDistance = 2.863924,
        EquilibriumDensity = 1.403115,
        RhoE = 20.418205,
        RhoS = 23.195740,
        Alpha = 6.613165,
        Beta = 3.527021,
        A = 0.314873,
        B = 0.365551,
        Kappa = 0.379846,
        Lambda = 0.759692,
        LowEmbedding = [-2.807602, -0.301435, 1.258562, -1.247604],
        Embedding = [-2.83, 0.0, 0.622245, -2.488244],
        Eta = 0.785902,
        HighEmbedding = -2.824528,
    };

    /// <summary>Tables of one or two metals that end smoothly.</summary>
    public static EamFunctions Zhou(int metals, double cutoff = 5.4) => ZhouFunctions.Tabulate(new ZhouOptions
    {
        Cutoff = cutoff,
        Smoothing = 1.0,
        Metals = metals == 1 ? [Copper] : [Copper, Aluminium],
    });

    /// <summary>The same with densities that depend on both elements.</summary>
    public static EamFunctions FinnisSinclair()
    {
        EamFunctions f = Zhou(2);
        double[] scale = [1.0, 0.8, 1.2, 1.1];
        return new EamFunctions
        {
            Elements = f.Elements,
            Cutoff = f.Cutoff,
            DensityStep = f.DensityStep,
            DistanceStep = f.DistanceStep,
            Embedding = f.Embedding,
            PairTimesDistance = f.PairTimesDistance,
            Density = [.. f.Density.Select((table, k) => table.Select(v => scale[k] * v).ToArray())],
        };
    }

    /// <summary>n^3 cubic cells of an fcc crystal, elements in turns.</summary>
    public static Structure Fcc(int n, double a, params string[] symbols)
    {
        Element[] kinds = [.. symbols.Select(PeriodicTable.Get)];
        Structure cell = CrystalBuilder.Build(new CrystalRecipe
        {
            Lattice = CrystalLattice.FaceCentredCubic,
            Elements = [kinds[0]],
            A = a,
        });
        Structure crystal = StructureOperations.Replicate(cell, n, n, n);
        return new Structure(crystal.Cell, [.. crystal.Elements.Select((_, k) => kinds[k * 5 % 7 % kinds.Length])], crystal.Positions);
    }

    public static string Shipped(string model) => Path.Combine(Repository.Root, "potentials", model, "potential.json");
}
