using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Potentials.Coulomb;

/// <summary>Ionic crystals, liquids and charges anywhere.</summary>
internal static class IonicSystems
{
    public static readonly Element Na = PeriodicTable.Get("Na"), Cl = PeriodicTable.Get("Cl");

    public static readonly Element[] Salt = [Na, Cl];

    public static readonly double[] SaltCharges = [1.0, -1.0];

    /// <summary>Rocksalt, n^3 cubic cells of 8 ions, displaced at random by up to <paramref name="noise"/> along each axis.</summary>
    public static Structure Rocksalt(int n, double a = 5.64, double noise = 0.0)
    {
        var random = new Random(3);
        Double3[] basis = [new(0, 0, 0), new(0, 0.5, 0.5), new(0.5, 0, 0.5), new(0.5, 0.5, 0)];
        var sites = (from x in Enumerable.Range(0, n)
                     from y in Enumerable.Range(0, n)
                     from z in Enumerable.Range(0, n)
                     from b in basis
                     from ion in Salt
                     select (Ion: ion, R: (a * (new Double3(x, y, z) + b)) + (ion == Cl ? new Double3(a / 2, 0, 0) : Double3.Zero)))
            .ToArray();
        return new Structure(
            SimulationCell.Orthorhombic(n * a, n * a, n * a),
            [.. sites.Select(s => s.Ion)],
            [.. sites.Select(s => s.R + (noise * new Double3(Noise(random), Noise(random), Noise(random))))]);
    }

    /// <summary>Ions at random places of a cell, no two closer than 1.5 Angstrom.</summary>
    public static Structure Random(int ions, SimulationCell cell, int seed)
    {
        var random = new Random(seed);
        var positions = new System.Collections.Generic.List<Double3>();
        while (positions.Count < ions)
        {
            Double3 r = cell.ToCartesian(new Double3(random.NextDouble(), random.NextDouble(), random.NextDouble()));
            if (positions.TrueForAll(other => Nearest(cell, r - other) > 1.5))
            {
                positions.Add(r);
            }
        }

        return new Structure(cell, [.. positions.Select((_, k) => Salt[k % 2])], [.. positions]);
    }

    /// <summary>A cell without any right angle.</summary>
    public static SimulationCell Triclinic(double size) => new(
        size * new Matrix3(1.0, 0.05, -0.1, 0.3, 1.1, 0.07, -0.25, 0.2, 0.9));

    /// <summary>Charges of the atoms: +1 for Na, -1 for Cl.</summary>
    public static double[] ChargesOf(Structure structure) => [.. structure.Elements.Select(e => e == Na ? 1.0 : -1.0)];

    private static double Noise(Random random) => (2.0 * random.NextDouble()) - 1.0;

    private static double Nearest(SimulationCell cell, Double3 d)
    {
        Double3 s = cell.ToFractional(d);
        return cell.ToCartesian(new Double3(s.X - Math.Round(s.X), s.Y - Math.Round(s.Y), s.Z - Math.Round(s.Z))).Length;
    }
}
