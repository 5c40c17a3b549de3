using System;
using MdEngine.Core;
using MdEngine.Core.Cell;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>Number of mesh points along each lattice vector.</summary>
/// <param name="X">Along the first.</param>
/// <param name="Y">Along the second.</param>
/// <param name="Z">Along the third; even.</param>
internal readonly record struct MeshShape(int X, int Y, int Z)
{
    private const double MostPoints = 5e8;

    /// <summary>The coarsest mesh of sizes that transform well whose spacing along no lattice vector exceeds a limit.</summary>
    /// <param name="cell">Cell.</param>
    /// <param name="spacing">Largest distance of neighbouring points of a row, Angstrom: in a skew cell that, not the distance of planes,
    /// says how fast a wave turns from point to point.</param>
    /// <param name="order">Order of the splines: no axis has fewer points.</param>
    /// <exception cref="InputException">The mesh would not fit into memory.</exception>
    public static MeshShape For(SimulationCell cell, double spacing, int order)
    {
        double points = cell.Volume / (spacing * spacing * spacing);
        if (!Fits(cell, spacing))
        {
            throw new InputException(
                $"the Ewald mesh would need {points:g3} points (cell of {cell.Volume:g4} Angstrom^3, spacing {spacing:g3} "
                + "Angstrom); allow a larger \"relative_force_error\" or a longer \"cutoff_A\"");
        }

        return new MeshShape(
            Next(cell.Completed.Row(0).Length / spacing, order, 1), Next(cell.Completed.Row(1).Length / spacing, order, 1),
            Next(cell.Completed.Row(2).Length / spacing, order, 2));
    }

    /// <summary>Whether a mesh of so small a spacing fits into memory.</summary>
    public static bool Fits(SimulationCell cell, double spacing) => cell.Volume / (spacing * spacing * spacing) < MostPoints;

    private static int Next(double least, int order, int multiple)
    {
        int n = Math.Max(order, (int)Math.Ceiling(least));
        while (n % multiple != 0 || !LineTransform.IsSmooth(n))
        {
            n++;
        }

        return n;
    }
}
