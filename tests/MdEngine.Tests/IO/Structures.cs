using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using Shouldly;

namespace MdEngine.Tests.IO;

/// <summary>Structures with awkward numbers, and their comparison to the last bit.</summary>
internal static class Structures
{
    /// <summary>A structure with everything that a file may hold; numbers of all sizes with full mantissas.</summary>
    public static Structure Full(int count, int seed, bool results = true)
    {
        var random = new Random(seed);
        double Any() => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 6));
        Double3 Vector() => new(Any(), Any(), Any());
        var elements = new Element[count];
        var positions = new Double3[count];
        for (int i = 0; i < count; i++)
        {
            elements[i] = PeriodicTable.Get(random.Next(1, 119));
            positions[i] = Vector();
        }

        var cell = new SimulationCell(
            new Matrix3(10.1 / 3, 0.1, -0.2, 1.0 / 3, 11.7, 0.3, -0.7, 0.9, Math.PI * 4), true, false, true);
        var structure = new Structure(cell, elements, positions)
        {
            Velocities = Array.ConvertAll(positions, _ => Vector()),
            Masses = Array.ConvertAll(positions, _ => 1.0 + (100 * random.NextDouble())),
            Charges = Array.ConvertAll(positions, _ => Any()),
        };
        if (results)
        {
            structure.Energy = -123.0 / 7;
            structure.Forces = Array.ConvertAll(positions, _ => Vector());
            structure.Stress = new Matrix3(0.1, 0.2 / 3, 0.3, 0.2 / 3, -0.5, 1e-17, 0.3, 1e-17, 7.0);
        }

        return structure;
    }

    public static void ShouldBeSame(Structure actual, Structure expected)
    {
        actual.Elements.ShouldBe(expected.Elements);
        actual.Positions.ShouldBe(expected.Positions);
        actual.Velocities.ShouldBe(expected.Velocities);
        actual.Forces.ShouldBe(expected.Forces);
        actual.Masses.ShouldBe(expected.Masses);
        actual.Charges.ShouldBe(expected.Charges);
        actual.Energy.ShouldBe(expected.Energy);
        actual.Stress.ShouldBe(expected.Stress);
        actual.Cell.Vectors.ShouldBe(expected.Cell.Vectors);
        for (int axis = 0; axis < 3; axis++)
        {
            actual.Cell.IsPeriodic(axis).ShouldBe(expected.Cell.IsPeriodic(axis));
        }

        actual.Info.ShouldBe(expected.Info);
        actual.Extra.Count.ShouldBe(expected.Extra.Count);
        for (int k = 0; k < actual.Extra.Count; k++)
        {
            actual.Extra[k].Name.ShouldBe(expected.Extra[k].Name);
            actual.Extra[k].Width.ShouldBe(expected.Extra[k].Width);
            actual.Extra[k].Values.ShouldBe(expected.Extra[k].Values);
        }
    }
}
