using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Conformance;

/// <summary>Forces and virial are derivatives of the energy.</summary>
internal static class DerivativeLaws
{
    public static void Forces(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("forces", options);
        Structure start = Surroundings.Rattled(potential, structure, options);
        Evaluation reference = Evaluation.Of(potential, start, skin: options.Skin);
        double[] gaps = Surroundings.Gaps(potential, start, options);
        double allowed = options.DerivativeTolerance * compare.ForceScale(reference);
        // Atoms with no neighbour near a cutoff allow long steps, hence accurate differences.
        foreach (int atom in Enumerable.Range(0, start.Count).OrderByDescending(i => gaps[i]).Take(options.AtomsTested))
        {
            double step = Math.Min(options.Step, 0.5 * gaps[atom]);
            for (int axis = 0; axis < 3; axis++)
            {
                Double3 e = Matrix3.Identity.Row(axis);
                double slope = Ridders.Derivative(
                    h => Energy(potential, Transform.Moved(start, atom, h * e), options), step);
                compare.Number(
                    $"the force on atom {atom + 1} along {"xyz"[axis]}", reference.Forces[atom][axis], -slope, allowed);
            }
        }
    }

    public static void Stress(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("stress", options);
        Structure start = Surroundings.Rattled(potential, structure, options);
        if (start.Count == 0)
        {
            return;
        }

        Evaluation reference = Evaluation.Of(potential, start, skin: options.Skin);
        // Where the energy jumps at the cutoff, the tail's virial stands for atoms that cross it as well: it is not the
        // derivative of the tail's energy (M. P. Allen, D. J. Tildesley, section 2.8), so tails are left out.
        bool tails = options.Continuity != CutoffContinuity.None;
        Matrix3 virial = tails ? reference.Virial!.Value : reference.PairVirial;
        double allowed = options.DerivativeTolerance * Comparison.VirialScale(reference);
        // A strain moves each distance by less than itself times the strain: none may cross a cutoff.
        double gap = Surroundings.Gaps(potential, start, options).Min();
        double step = Math.Min(options.Step / 2.0, 0.5 * gap / Surroundings.Cutoffs(potential, options).Max());
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                Matrix3 unit = Unit(row, column);
                double slope = Ridders.Derivative(
                    h => Energy(potential, Transform.Strained(start, h * unit), options, tails), step);
                compare.Number($"the virial {"xyz"[row]}{"xyz"[column]}", virial[row, column], -slope, allowed);
            }
        }

        double symmetric = options.SymmetryTolerance * Comparison.VirialScale(reference);
        compare.Matrix("the virial against its transpose,", virial, virial.Transpose(), symmetric);
    }

    private static double Energy(
        IPotential potential, Structure structure, ConformanceOptions options, bool tails = true)
    {
        Evaluation e = Evaluation.Of(potential, structure, needs: ForceNeeds.Energy, skin: options.Skin);
        return tails ? e.Energy : e.PairEnergy;
    }

    private static Matrix3 Unit(int row, int column)
    {
        Double3 e = Matrix3.Identity.Row(column);
        return Matrix3.FromRows(
            row == 0 ? e : Double3.Zero, row == 1 ? e : Double3.Zero, row == 2 ? e : Double3.Zero);
    }
}
