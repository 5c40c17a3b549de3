using System;

namespace MdEngine.Core.Mathematics;

/// <summary>Factorisations of small dense matrices, for set-up.</summary>
public static class DenseFactors
{
    /// <summary>Lower triangle L with L L^T equal to a symmetric positive definite matrix; null when it is not such.</summary>
    public static double[,]? Cholesky(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var lower = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= lower[i, k] * lower[j, k];
                }

                if (i != j)
                {
                    lower[i, j] = sum / lower[j, j];
                }
                else if (sum > 0.0)
                {
                    lower[i, i] = Math.Sqrt(sum);
                }
                else
                {
                    return null;
                }
            }
        }

        return lower;
    }

    /// <summary>X with A X = B, by elimination with row pivots; null when A is singular. The arguments are not changed.</summary>
    public static double[,]? Solve(double[,] a, double[,] b)
    {
        int n = a.GetLength(0), columns = b.GetLength(1);
        var m = (double[,])a.Clone();
        var x = (double[,])b.Clone();
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                pivot = Math.Abs(m[i, k]) > Math.Abs(m[pivot, k]) ? i : pivot;
            }

            if (!(Math.Abs(m[pivot, k]) > 0.0))
            {
                return null;
            }

            Swap(m, k, pivot);
            Swap(x, k, pivot);
            for (int i = k + 1; i < n; i++)
            {
                double factor = m[i, k] / m[k, k];
                AddRow(m, i, k, -factor, k);
                AddRow(x, i, k, -factor, 0);
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                AddRow(x, i, k, -m[i, k], 0);
            }

            for (int c = 0; c < columns; c++)
            {
                x[i, c] /= m[i, i];
            }
        }

        return x;
    }

    private static void AddRow(double[,] m, int to, int from, double factor, int first)
    {
        for (int c = first; c < m.GetLength(1); c++)
        {
            m[to, c] += factor * m[from, c];
        }
    }

    private static void Swap(double[,] m, int i, int k)
    {
        for (int c = 0; c < m.GetLength(1); c++)
        {
            (m[i, c], m[k, c]) = (m[k, c], m[i, c]);
        }
    }
}
