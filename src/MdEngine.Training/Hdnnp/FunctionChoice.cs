using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace MdEngine.Training.Hdnnp;

/// <summary>Chooses symmetry functions from the correlations of their values.</summary>
internal static class FunctionChoice
{
    /// <summary>Indices of those chosen, in the order of the choice; fewer where the rest depends on them linearly.</summary>
    /// <param name="correlations">Correlation matrix of the functions.</param>
    /// <param name="selection">How to choose.</param>
    /// <param name="keep">How many.</param>
    public static List<int> Choose(double[,] correlations, FunctionSelection selection, int keep)
    {
        int n = correlations.GetLength(0);
        if (selection == FunctionSelection.All)
        {
            return [.. Enumerable.Range(0, n)];
        }

        Matrix<double> rest = Matrix<double>.Build.DenseOfArray(correlations);
        var chosen = new List<int>();
        while (chosen.Count < Math.Min(keep, n))
        {
            double[] score = selection == FunctionSelection.Cur ? Leverage(rest) : Least(correlations, chosen);
            int best = -1;
            for (int k = 0; k < n; k++)
            {
                // What is left of the variance: below this only rounding tells the function from those chosen.
                bool open = !chosen.Contains(k) && rest[k, k] > 1e-10;
                best = open && (best < 0 || score[k] > score[best]) ? k : best;
            }

            if (best < 0)
            {
                break;
            }

            chosen.Add(best);
            Vector<double> column = rest.Column(best);
            rest -= column.OuterProduct(column) / rest[best, best];
        }

        return chosen;
    }

    /// <summary>
    /// Squares of the leading right singular vector of what the functions chosen do not explain: G. Imbalzano et al., J. Chem.
    /// Phys. 148, 241730 (2018), equations 9 to 11.
    /// </summary>
    private static double[] Leverage(Matrix<double> rest)
    {
        Evd<double> evd = ((rest + rest.Transpose()) * 0.5).Evd(Symmetricity.Symmetric);
        return [.. evd.EigenVectors.Column(rest.RowCount - 1).Select(v => v * v)];
    }

    /// <summary>One less the greatest squared correlation with a function chosen already.</summary>
    private static double[] Least(double[,] correlations, List<int> chosen) =>
    [
        .. Enumerable.Range(0, correlations.GetLength(0)).Select(
            k => 1.0 - chosen.Select(c => correlations[k, c] * correlations[k, c]).DefaultIfEmpty(0.0).Max()),
    ];
}
