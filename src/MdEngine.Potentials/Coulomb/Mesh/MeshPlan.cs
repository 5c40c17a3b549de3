using MdEngine.Core;
using MdEngine.Core.Cell;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>The mesh and the splines for a system.</summary>
/// <param name="Shape">Number of points.</param>
/// <param name="Order">Order of the splines.</param>
internal readonly record struct MeshPlan(MeshShape Shape, int Order)
{
    // Nanoseconds on one core at 3.2 GHz, as measured: a mesh point (transforms, there and back, product, clearing), and of a
    // charge what does not depend on the order, its rows, and its weights, which take the square of the order.
    private const double Point = 15.0, Row = 2.2, Weight = 1.6, Charge = 20.0;

    /// <summary>The plan that costs least: by a fixed model, so that every run of a system makes the same.</summary>
    /// <param name="cell">Cell.</param>
    /// <param name="splitting">Splitting a, 1/Angstrom.</param>
    /// <param name="error">Rms force error in units of k e^2/Angstrom^2.</param>
    /// <param name="order">Order of the splines; null for the one that suits best.</param>
    /// <param name="charges">Charges.</param>
    /// <param name="atoms">Number of atoms.</param>
    /// <exception cref="InputException">The mesh would not fit into memory.</exception>
    public static MeshPlan For(SimulationCell cell, double splitting, double error, int? order, ChargeMoments charges, int atoms)
    {
        if (order is { } given)
        {
            return new MeshPlan(Shape(given), given);
        }

        // The highest order has the fewest points: if they are too many, it says so.
        var best = new MeshPlan(Shape(BSpline.Most), BSpline.Most);
        for (int p = BSpline.Most - 1; p >= BSpline.Least; p--)
        {
            double spacing = MeshError.Spacing(error, splitting, p, charges);
            if (!MeshShape.Fits(cell, spacing))
            {
                continue;
            }

            var plan = new MeshPlan(MeshShape.For(cell, spacing, p), p);
            best = plan.Cost(atoms) < best.Cost(atoms) ? plan : best;
        }

        return best;

        MeshShape Shape(int p) => MeshShape.For(cell, MeshError.Spacing(error, splitting, p, charges), p);
    }

    private double Cost(int atoms)
    {
        double rows = Order * Order * (Order > 4 ? 2.0 : 1.0);
        return (Point * Shape.X * Shape.Y * Shape.Z) + (atoms * (Charge + (Row * rows) + (Weight * Order * Order)));
    }
}
