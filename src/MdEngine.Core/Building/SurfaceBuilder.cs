using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Building;

/// <summary>Cuts slabs from crystals, of any lattice and along any plane.</summary>
public static class SurfaceBuilder
{
    // Atoms a rounding error below a face count as on it.
    private const double OnFace = 1e-7;

    /// <summary>
    /// Cuts a slab. It lies in the xy plane, its first vector along x, the plane's normal (h k l) along z; the smallest
    /// cell of the plane that the crystal's lattice vectors give is its surface.
    /// </summary>
    /// <param name="crystal">Unit cell; not changed. Its forces and what else belongs to it as a whole is dropped.</param>
    /// <param name="recipe">How to cut.</param>
    /// <exception cref="InputException">
    /// The crystal is not periodic along all vectors, or the recipe is not sound.
    /// </exception>
    public static Structure Cut(Structure crystal, SurfaceRecipe recipe)
    {
        Check(crystal, recipe);
        var basis = PlaneBasis.Of(crystal.Cell.Vectors, recipe.H, recipe.K, recipe.L);
        Structure layer = Turn(crystal, basis, recipe.Shift);
        Structure slab = StructureOperations.Replicate(layer, 1, 1, recipe.Layers);
        if (recipe.Vacuum is { } vacuum)
        {
            AddVacuum(slab, vacuum, recipe.Periodic);
        }

        return slab;
    }

    private static void Check(Structure crystal, SurfaceRecipe recipe)
    {
        if (crystal.Cell.PeriodicAxes != 3)
        {
            throw new InputException("a surface is cut from a crystal that is periodic along all three vectors");
        }

        if (recipe.Layers < 1)
        {
            throw new InputException($"a slab of {recipe.Layers} layers; expected at least 1");
        }

        if (recipe.Vacuum is { } vacuum && !(vacuum > 0.0 && double.IsFinite(vacuum)))
        {
            throw new InputException($"a vacuum of {vacuum} Angstrom; expected a number > 0, or none");
        }

        if (!(recipe.Shift >= 0.0 && recipe.Shift < 1.0))
        {
            throw new InputException($"a shift of {recipe.Shift} spacings; expected a number >= 0 and < 1");
        }
    }

    /// <summary>One spacing of the crystal in the cell of the plane, turned so that the plane is xy.</summary>
    private static Structure Turn(Structure crystal, PlaneBasis basis, double shift)
    {
        Double3 x = (1.0 / basis.U.Length) * basis.U;
        Double3 normal = Double3.Cross(basis.U, basis.V);
        Double3 z = (1.0 / normal.Length) * normal;
        // Row vectors times this are coordinates along the new axes.
        Matrix3 turn = Matrix3.FromRows(x, Double3.Cross(z, x), z).Transpose();
        Double3 u = basis.U * turn, v = basis.V * turn, w = basis.W * turn;
        var cell = new SimulationCell(new Matrix3(u.X, 0, 0, v.X, v.Y, 0, w.X, w.Y, w.Z));
        Structure turned = StructureOperations.Select(crystal, [.. Enumerable.Range(0, crystal.Count)]);
        turned.Cell = cell;
        for (int i = 0; i < turned.Count; i++)
        {
            Double3 r = turned.Positions[i] * turn;
            Double3 s = cell.ToFractional(r);
            r -= cell.ToCartesian(new Double3(0, 0, Math.Floor(s.Z - shift + OnFace)));
            turned.Positions[i] = IntoPlane(cell, r) - new Double3(0, 0, shift * cell.Vectors.ZZ);
            if (turned.Velocities is { } velocities)
            {
                velocities[i] *= turn;
            }
        }

        return turned;
    }

    private static void AddVacuum(Structure slab, double vacuum, bool periodic)
    {
        double low = slab.Positions.Min(r => r.Z);
        double height = slab.Positions.Max(r => r.Z) - low + vacuum;
        Matrix3 h = slab.Cell.Vectors;
        slab.Cell = new SimulationCell(
            new Matrix3(h.XX, 0, 0, h.YX, h.YY, 0, 0, 0, height), periodicC: periodic);
        for (int i = 0; i < slab.Count; i++)
        {
            Double3 r = slab.Positions[i] + new Double3(0, 0, (0.5 * vacuum) - low);
            slab.Positions[i] = IntoPlane(slab.Cell, r);
        }
    }

    /// <summary>The image whose first two fractional coordinates are in [0, 1).</summary>
    private static Double3 IntoPlane(SimulationCell cell, Double3 r)
    {
        Double3 s = cell.ToFractional(r);
        return r - cell.ToCartesian(new Double3(Math.Floor(s.X + OnFace), Math.Floor(s.Y + OnFace), 0));
    }
}
