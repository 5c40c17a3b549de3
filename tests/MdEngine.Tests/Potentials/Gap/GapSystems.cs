using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Tests.IO;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>Structures and small models for the tests of GAP.</summary>
internal static class GapSystems
{
    /// <summary>Options that have both elements with one SOAP each, two-body repulsion and angles.</summary>
    public static GapText Carbide(ulong seed = 3) => new GapText(seed)
        .Repulsion()
        .Distances("angle_3b cutoff=2.9 cutoff_transition_width=0.8 Z_center=14 Z1=0 Z2=6",
            [[4.2, 0.1, 3.1], [4.6, 0.0, 2.6], [5.1, 0.3, 3.6]], [0.3, -0.4, 0.2], [1.1, 0.8, 1.3], 0.5)
        .Soap(4, 3, 9, "cutoff=3.6 cutoff_transition_width=0.9 atom_sigma=0.55 species_Z={14 6} Z=14", 2)
        .Soap(4, 3, 7, "cutoff=3.6 cutoff_transition_width=0.9 atom_sigma=0.55 species_Z={14 6} Z=6", 2);

    /// <summary>The potential of a file's text.</summary>
    public static GapPotential Potential(GapText text, double regularisation = 0.001)
    {
        using var folder = new TempFolder();
        return new GapPotential(GapReader.Read(folder.Write("gap.xml", text.ToString())), regularisation);
    }

    /// <summary>What is in a file's text.</summary>
    public static GapModel Model(GapText text)
    {
        using var folder = new TempFolder();
        return GapReader.Read(folder.Write("gap.xml", text.ToString()));
    }

    /// <summary>Zinc blende of silicon carbide, stretched, atoms off their places.</summary>
    public static Structure Crystal(int n = 1, bool mixed = true, double rattle = 0.15)
    {
        Structure cell = CrystalBuilder.Build(new CrystalRecipe
        {
            Lattice = CrystalLattice.Diamond,
            Elements = [PeriodicTable.Get("Si")],
            A = 4.7,
        });
        Structure crystal = StructureOperations.Replicate(cell, n, n, n);
        for (int i = 0; i < crystal.Count; i++)
        {
            (double x, double y) = Philox.Uniform(new RandomStream(9, RandomPurpose.Other), 1, i);
            (double z, double kind) = Philox.Uniform(new RandomStream(9, RandomPurpose.Other), 2, i);
            crystal.Positions[i] += 2.0 * rattle * new Double3(x - 0.5, y - 0.5, z - 0.5);
            crystal.Elements[i] = PeriodicTable.Get(mixed && kind < 0.45 ? "C" : "Si");
        }

        return mixed && crystal.Elements.All(e => e.Symbol == "Si")
            ? throw new InvalidOperationException("no carbon by chance; take another seed")
            : crystal;
    }
}
