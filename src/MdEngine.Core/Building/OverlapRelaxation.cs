using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Building;

/// <summary>
/// Moves overlapping balls apart by accelerated descent of the energy of <see cref="SoftSpheres"/>.
/// </summary>
/// <remarks>
/// Y. Nesterov, Soviet Math. Dokl. 27, 372 (1983); restart of the momentum where it points uphill: B. O'Donoghue,
/// E. Candes, Found. Comput. Math. 15, 715 (2015), doi:10.1007/s10208-013-9150-3.
/// </remarks>
internal static class OverlapRelaxation
{
    // Balls are taken a little too large, so that they come free of each other in a finite number of steps.
    private const double Excess = 1.01;

    // Below two over the largest curvature, which is about that of six contacts across an atom, met from both sides.
    private const double Step = 0.1;
    private const int MaxSteps = 4000, CheckEvery = 25, StallAfter = 400;

    /// <summary>Moves the atoms until none overlap; false when that fails.</summary>
    public static bool Relax(Structure structure, PackingRecipe recipe)
    {
        var species = new SpeciesTable(recipe.Elements);
        AtomState atoms = AtomState.From(structure, species);
        var state = new SimulationState(atoms, structure.Cell);
        using var workers = new WorkerPool(1);
        double largest = recipe.Radii.Max();
        var forces = new ForceLoop(
            new SoftSpheres(recipe.Elements, [.. recipe.Radii.Select(r => Excess * r)]), species, workers,
            new NeighborPolicy { Skin = 0.3 * largest });
        double momentum = 0.0, stallEnergy = double.PositiveInfinity;
        for (int step = 0; step < MaxSteps; step++)
        {
            forces.UpdateNeighbors(state);
            forces.Compute(state, ForceNeeds.Energy);
            if (step % CheckEvery == 0)
            {
                Export(atoms, structure);
                if (IsFree(structure, species, recipe))
                {
                    return true;
                }
            }

            if (step % StallAfter == 0)
            {
                if (state.Forces.Energy > 0.98 * stallEnergy)
                {
                    return false;
                }

                stallEnergy = state.Forces.Energy;
            }

            momentum = Advance(atoms, momentum, 0.5 * largest);
        }

        return false;
    }

    /// <summary>
    /// One step: v = b v + t f, x = x + v, with b = k/(k + 3) for the k-th step since the momentum was dropped.
    /// </summary>
    /// <returns>The number of steps since then.</returns>
    private static double Advance(AtomState atoms, double k, double longest)
    {
        double power = 0.0;
        for (int i = 0; i < atoms.Owned; i++)
        {
            power += (atoms.Fx[i] * atoms.Vx[i]) + (atoms.Fy[i] * atoms.Vy[i]) + (atoms.Fz[i] * atoms.Vz[i]);
        }

        k = power < 0.0 ? 0.0 : k;
        double keep = k / (k + 3.0);
        for (int i = 0; i < atoms.Owned; i++)
        {
            var v = new Double3(
                (keep * atoms.Vx[i]) + (Step * atoms.Fx[i]),
                (keep * atoms.Vy[i]) + (Step * atoms.Fy[i]),
                (keep * atoms.Vz[i]) + (Step * atoms.Fz[i]));
            v = Math.Min(1.0, longest / Math.Max(v.Length, 1e-300)) * v;
            (atoms.Vx[i], atoms.Vy[i], atoms.Vz[i]) = (v.X, v.Y, v.Z);
            atoms.X[i] += v.X;
            atoms.Y[i] += v.Y;
            atoms.Z[i] += v.Z;
        }

        return k + 1.0;
    }

    private static void Export(AtomState atoms, Structure structure)
    {
        for (int i = 0; i < atoms.Owned; i++)
        {
            Double3 s = structure.Cell.ToFractional(new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]));
            structure.Positions[atoms.Id[i]] = structure.Cell.ToCartesian(
                new Double3(s.X - Math.Floor(s.X), s.Y - Math.Floor(s.Y), s.Z - Math.Floor(s.Z)));
        }
    }

    private static bool IsFree(Structure structure, SpeciesTable species, PackingRecipe recipe)
    {
        var grid = new ProximityGrid(structure.Cell, recipe.Radii.Max(), [], structure.Count);
        for (int i = 0; i < structure.Count; i++)
        {
            double radius = recipe.Radii[species.IndexOf(structure.Elements[i])];
            if (grid.Deepest(structure.Positions[i], radius).Ball >= 0)
            {
                return false;
            }

            grid.Add(structure.Positions[i], radius);
        }

        return true;
    }
}
