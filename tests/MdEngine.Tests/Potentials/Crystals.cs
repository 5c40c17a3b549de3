using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Tests.Cli;

namespace MdEngine.Tests.Potentials;

/// <summary>Structures that tests of potentials for diamond and zincblende start from, and the models that are shipped.</summary>
internal static class Crystals
{
    /// <summary>Full path of a file of a shipped model.</summary>
    public static string Shipped(string model, string file) => Path.Combine(Repository.Root, "potentials", model, file);

    /// <summary>Diamond, n^3 cubic cells.</summary>
    public static Structure Diamond(string element, double a, int n = 1) => Build(CrystalLattice.Diamond, a, n, element);

    /// <summary>Zincblende, n^3 cubic cells.</summary>
    public static Structure Zincblende(string first, string second, double a, int n = 1) =>
        Build(CrystalLattice.Zincblende, a, n, first, second);

    /// <summary>The same atoms with elements in turn, whatever the lattice.</summary>
    public static Structure Alloy(Structure structure, params string[] elements) => new(
        structure.Cell, [.. structure.Elements.Select((_, k) => PeriodicTable.Get(elements[k * 7 % 11 % elements.Length]))], structure.Positions);

    /// <summary>Atoms at random in a triclinic cell, none closer than a distance; elements in turn.</summary>
    public static Structure Liquid(int count, double volumePerAtom, double nearest, ulong seed, params string[] elements)
    {
        double side = Math.Cbrt(count * volumePerAtom / 1.05);
        var cell = new SimulationCell(new Matrix3(side, 0, 0, 0.15 * side, 1.05 * side, 0, -0.1 * side, 0.2 * side, side));
        var stream = new RandomStream(seed, RandomPurpose.Other);
        var positions = new List<Double3>();
        for (int draw = 0; positions.Count < count; draw++)
        {
            (double a, double b) = Philox.Uniform(stream, 91, draw);
            Double3 r = cell.ToCartesian(new Double3(a, b, Philox.Uniform(stream, 92, draw).A));
            bool free = positions.All(p => Enumerable.Range(0, 27).All(k => (r + cell.ToCartesian(
                new Double3((k % 3) - 1, (k / 3 % 3) - 1, (k / 9) - 1)) - p).Length > nearest));
            if (free)
            {
                positions.Add(r);
            }
        }

        return new Structure(cell, [.. positions.Select((_, k) => PeriodicTable.Get(elements[k % elements.Length]))], [.. positions]);
    }

    /// <summary>The structure with open ends along the third axis.</summary>
    public static Structure Slab(Structure s) => Transform.With(s, new SimulationCell(s.Cell.Vectors, true, true, false), s.Positions);

    private static Structure Build(CrystalLattice lattice, double a, int n, params string[] elements) => StructureOperations.Replicate(
        CrystalBuilder.Build(new CrystalRecipe { Lattice = lattice, Elements = [.. elements.Select(PeriodicTable.Get)], A = a }), n, n, n);
}
