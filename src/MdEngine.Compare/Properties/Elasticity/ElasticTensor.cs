using System;
using System.Collections.Generic;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Properties.Elasticity;

/// <summary>Elastic constants, GPa, as a symmetric 6 x 6 matrix in Voigt's order xx, yy, zz, yz, xz, xy.</summary>
public sealed class ElasticTensor
{
    private static readonly double Root2 = Math.Sqrt(2.0);
    private readonly double[,] _c;

    /// <summary>Takes a matrix, whose symmetric part counts.</summary>
    /// <param name="constants">6 x 6, GPa.</param>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public ElasticTensor(double[,] constants)
    {
        if (constants.GetLength(0) != 6 || constants.GetLength(1) != 6)
        {
            throw new ArgumentException("elastic constants are 6 x 6 numbers", nameof(constants));
        }

        _c = new double[6, 6];
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                _c[i, j] = 0.5 * (constants[i, j] + constants[j, i]);
            }
        }
    }

    /// <summary>Constant of two Voigt indices, each from 1 to 6: this[1, 2] is C12, GPa.</summary>
    public double this[int i, int j] => _c[i - 1, j - 1];

    /// <summary>Voigt's bulk modulus, of uniform strain, GPa.</summary>
    public double BulkVoigt => (_c[0, 0] + _c[1, 1] + _c[2, 2] + (2.0 * (_c[0, 1] + _c[0, 2] + _c[1, 2]))) / 9.0;

    /// <summary>Voigt's shear modulus, GPa.</summary>
    public double ShearVoigt => (_c[0, 0] + _c[1, 1] + _c[2, 2] - _c[0, 1] - _c[0, 2] - _c[1, 2]
        + (3.0 * (_c[3, 3] + _c[4, 4] + _c[5, 5]))) / 15.0;

    /// <summary>Reuss's bulk and shear modulus, of uniform stress, GPa; NaN where the matrix is singular.</summary>
    public (double Bulk, double Shear) Reuss()
    {
        var unit = new double[6, 6];
        for (int i = 0; i < 6; i++)
        {
            unit[i, i] = 1.0;
        }

        if (DenseFactors.Solve(_c, unit) is not { } s)
        {
            return (double.NaN, double.NaN);
        }

        double diagonal = s[0, 0] + s[1, 1] + s[2, 2], mixed = s[0, 1] + s[0, 2] + s[1, 2];
        double shears = s[3, 3] + s[4, 4] + s[5, 5];
        return (1.0 / (diagonal + (2.0 * mixed)), 15.0 / ((4.0 * (diagonal - mixed)) + (3.0 * shears)));
    }

    /// <summary>The tensor in other axes.</summary>
    /// <param name="axes">The new axes as rows, orthogonal and of unit length; handedness does not matter.</param>
    public ElasticTensor In(Matrix3 axes)
    {
        var rotated = new double[6, 6];
        for (int p = 0; p < 6; p++)
        {
            for (int q = p; q < 6; q++)
            {
                (int i, int j) = Pair(p);
                (int k, int l) = Pair(q);
                double sum = 0.0;
                for (int n = 0; n < 81; n++)
                {
                    int a = n / 27, b = n / 9 % 3, c = n / 3 % 3, d = n % 3;
                    sum += axes[i, a] * axes[j, b] * axes[k, c] * axes[l, d] * _c[Voigt(a, b), Voigt(c, d)];
                }

                rotated[p, q] = rotated[q, p] = sum;
            }
        }

        return new ElasticTensor(rotated);
    }

    /// <summary>The mean over symmetry operations: the part that has that symmetry.</summary>
    /// <param name="operations">Orthogonal matrices that form a group.</param>
    public ElasticTensor Symmetrised(IReadOnlyList<Matrix3> operations)
    {
        var mean = new double[6, 6];
        foreach (Matrix3 operation in operations)
        {
            ElasticTensor rotated = In(operation);
            for (int k = 0; k < 36; k++)
            {
                mean[k / 6, k % 6] += rotated._c[k / 6, k % 6] / operations.Count;
            }
        }

        return new ElasticTensor(mean);
    }

    /// <summary>Largest difference of a constant from that of another tensor, GPa.</summary>
    public double Distance(ElasticTensor other)
    {
        double largest = 0.0;
        for (int k = 0; k < 36; k++)
        {
            largest = Math.Max(largest, Math.Abs(_c[k / 6, k % 6] - other._c[k / 6, k % 6]));
        }

        return largest;
    }

    /// <summary>
    /// Least eigenvalue, GPa, of the tensor in the orthonormal basis of strains (Kelvin's, with the root of 2 at shears). A
    /// crystal at rest is stable against homogeneous strain when it is positive: Born's condition for any symmetry, F.
    /// Mouhat, F.-X. Coudert, Phys. Rev. B 90, 224104 (2014), doi:10.1103/PhysRevB.90.224104.
    /// </summary>
    public double LeastEigenvalue()
    {
        var m = new double[6, 6];
        for (int k = 0; k < 36; k++)
        {
            int i = k / 6, j = k % 6;
            m[i, j] = _c[i, j] * (i < 3 ? 1.0 : Root2) * (j < 3 ? 1.0 : Root2);
        }

        // Jacobi: six sweeps more than suffice for six rows.
        for (int sweep = 0; sweep < 30; sweep++)
        {
            for (int p = 0; p < 5; p++)
            {
                for (int q = p + 1; q < 6; q++)
                {
                    Rotate(m, p, q);
                }
            }
        }

        double least = double.PositiveInfinity;
        for (int i = 0; i < 6; i++)
        {
            least = Math.Min(least, m[i, i]);
        }

        return least;
    }

    /// <summary>The strain tensor of one of Voigt's strains, shears being engineering ones.</summary>
    /// <param name="index">From 1 to 6.</param>
    /// <param name="size">Strain.</param>
    public static Matrix3 Strain(int index, double size) => index switch
    {
        1 => new Matrix3(size, 0, 0, 0, 0, 0, 0, 0, 0),
        2 => new Matrix3(0, 0, 0, 0, size, 0, 0, 0, 0),
        3 => new Matrix3(0, 0, 0, 0, 0, 0, 0, 0, size),
        4 => new Matrix3(0, 0, 0, 0, 0, 0.5 * size, 0, 0.5 * size, 0),
        5 => new Matrix3(0, 0, 0.5 * size, 0, 0, 0, 0.5 * size, 0, 0),
        6 => new Matrix3(0, 0.5 * size, 0, 0.5 * size, 0, 0, 0, 0, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    /// <summary>A symmetric tensor's component of a Voigt index from 1 to 6.</summary>
    public static double Component(Matrix3 tensor, int index)
    {
        (int i, int j) = Pair(index - 1);
        return 0.5 * (tensor[i, j] + tensor[j, i]);
    }

    private static (int I, int J) Pair(int voigt) => voigt switch
    {
        < 3 => (voigt, voigt),
        3 => (1, 2),
        4 => (0, 2),
        _ => (0, 1),
    };

    private static int Voigt(int i, int j) => i == j ? i : 6 - i - j;

    private static void Rotate(double[,] m, int p, int q)
    {
        if (m[p, q] == 0.0)
        {
            return;
        }

        double theta = (m[q, q] - m[p, p]) / (2.0 * m[p, q]);
        double t = (theta < 0.0 ? -1.0 : 1.0) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1.0));
        double c = 1.0 / Math.Sqrt((t * t) + 1.0), s = t * c;
        for (int k = 0; k < 6; k++)
        {
            (double a, double b) = (m[k, p], m[k, q]);
            m[k, p] = (c * a) - (s * b);
            m[k, q] = (s * a) + (c * b);
        }

        for (int k = 0; k < 6; k++)
        {
            (double a, double b) = (m[p, k], m[q, k]);
            m[p, k] = (c * a) - (s * b);
            m[q, k] = (s * a) + (c * b);
        }
    }
}
