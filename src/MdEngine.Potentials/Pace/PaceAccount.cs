using System;
using System.Linq;
using MdEngine.Potentials.Pace.Evaluation;

namespace MdEngine.Potentials.Pace;

/// <summary>
/// Multiplications and additions that an atom costs, counted from the model: a multiply-add is two. What neighbours in a run are
/// filled up with is not counted, nor is bringing forces to atoms.
/// </summary>
/// <param name="Radial">Interpolation of the radial functions.</param>
/// <param name="Harmonics">Spherical harmonics and the gradients of their sums.</param>
/// <param name="Basis">Sums R_nl Y_lm over the neighbours, and their derivatives.</param>
/// <param name="Products">Products, densities, and their derivatives.</param>
public sealed record PaceAccount(double Radial, double Harmonics, double Basis, double Products)
{
    /// <summary>All of them.</summary>
    public double Total => Radial + Harmonics + Basis + Products;

    /// <summary>The account of an atom whose neighbours are all of its own species.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="species">Species.</param>
    /// <param name="neighbors">Number of neighbours.</param>
    public static PaceAccount Of(PacePotential potential, int species, double neighbors)
    {
        CenterPlan plan = potential.Plan(species);
        RunPlan run = plan.Runs[species];
        int l = plan.Harmonics.Highest, pairs = (l + 1) * (l + 2) / 2, rows = run.Blocks.Sum(b => b.Components * b.Count);
        // Eleven operations, of which six are multiply-adds.
        double radial = 17.0 * run.Functions;
        // Forwards three for each (l, m) and two more for m > 0; backwards seven and twelve for m > 0.
        double harmonics = (10.0 * pairs) + (14.0 * (pairs - l - 1)) + (50.0 * (l + 1)) + 40.0;
        ProductPlan p = plan.Products;
        double products = (22.0 * p.OperationCount) + (4.0 * p.Densities * p.TermCount) + (6.0 * p.Densities * p.GroupCount);
        return new PaceAccount(neighbors * radial, neighbors * harmonics, neighbors * 6.0 * rows, products);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Total / 1e3:f0} kflop an atom: radial functions {Radial / 1e3:f0}, harmonics {Harmonics / 1e3:f0}, sums over neighbours {Basis / 1e3:f0}, products {Products / 1e3:f0}");
}
