using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Core.Forces;

/// <summary>Structures that several tests start from.</summary>
internal static class TestStructures
{
    public static readonly Element Ar = PeriodicTable.Get("Ar"), Kr = PeriodicTable.Get("Kr");

    /// <summary>fcc argon, n^3 cubic cells, every third atom krypton if mixed, displaced at random.</summary>
    public static Structure Fcc(int n, double a = 5.4, bool mixed = true, double noise = 0.15)
    {
        var random = new Random(7);
        Double3[] basis = [new(0, 0, 0), new(0, 0.5, 0.5), new(0.5, 0, 0.5), new(0.5, 0.5, 0)];
        Double3[] positions =
        [
            .. from x in Enumerable.Range(0, n)
               from y in Enumerable.Range(0, n)
               from z in Enumerable.Range(0, n)
               from b in basis
               select (a * (new Double3(x, y, z) + b)) + new Double3(Noise(), Noise(), Noise())
        ];
        return new Structure(
            SimulationCell.Orthorhombic(n * a, n * a, n * a),
            [.. positions.Select((_, k) => mixed && k % 3 == 1 ? Kr : Ar)],
            positions);

        double Noise() => noise * ((2.0 * random.NextDouble()) - 1.0);
    }

    /// <summary>The same in a cell sheared along all three faces.</summary>
    public static Structure Sheared(Structure structure)
    {
        var shear = new Matrix3(1, 0.02, -0.04, 0.13, 1.03, 0.05, -0.21, 0.08, 0.98);
        return new Structure(
            structure.Cell.WithVectors(structure.Cell.Vectors * shear),
            structure.Elements,
            [.. structure.Positions.Select(r => r * shear)]);
    }
}
