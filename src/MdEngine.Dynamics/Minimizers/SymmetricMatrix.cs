using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>Exponential of a symmetric matrix, S = Q diag(l) Q^T, with its derivative.</summary>
/// <remarks>
/// Derivative: Y. L. Daleckii, S. G. Krein (1965); N. J. Higham, Functions of Matrices (SIAM 2008), theorem 3.11.
/// </remarks>
internal readonly struct SymmetricMatrix
{
    private const int MaxSweeps = 60;
    private readonly Matrix3 _vectors;
    private readonly Double3 _values;

    /// <summary>Decomposes by Jacobi rotations.</summary>
    public SymmetricMatrix(Matrix3 s)
    {
        Span<double> a = [s.XX, s.XY, s.XZ, s.YX, s.YY, s.YZ, s.ZX, s.ZY, s.ZZ];
        Span<double> q = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        for (int sweep = 0; sweep < MaxSweeps && Math.Abs(a[1]) + Math.Abs(a[2]) + Math.Abs(a[5]) > 0.0; sweep++)
        {
            Rotate(a, q, 0, 1);
            Rotate(a, q, 0, 2);
            Rotate(a, q, 1, 2);
        }

        _vectors = new Matrix3(q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8]);
        _values = new Double3(a[0], a[4], a[8]);
    }

    /// <summary>exp S.</summary>
    public Matrix3 Exponential()
    {
        var d = new Matrix3(Math.Exp(_values.X), 0, 0, 0, Math.Exp(_values.Y), 0, 0, 0, Math.Exp(_values.Z));
        return _vectors * d * _vectors.Transpose();
    }

    /// <summary>
    /// The gradient by S of a function f(exp S) whose gradient by exp S is <paramref name="g"/>; symmetric.
    /// </summary>
    public Matrix3 PullBack(Matrix3 g)
    {
        Matrix3 symmetric = 0.5 * (g + g.Transpose());
        Matrix3 m = _vectors.Transpose() * symmetric * _vectors;
        double xy = Quotient(_values.X, _values.Y), xz = Quotient(_values.X, _values.Z), yz = Quotient(_values.Y, _values.Z);
        var scaled = new Matrix3(
            Math.Exp(_values.X) * m.XX, xy * m.XY, xz * m.XZ,
            xy * m.YX, Math.Exp(_values.Y) * m.YY, yz * m.YZ,
            xz * m.ZX, yz * m.ZY, Math.Exp(_values.Z) * m.ZZ);
        return _vectors * scaled * _vectors.Transpose();
    }

    /// <summary>(exp a - exp b)/(a - b), which for equal ones is exp a.</summary>
    private static double Quotient(double a, double b)
    {
        double half = 0.5 * (a - b);
        return Math.Exp(0.5 * (a + b)) * (Math.Abs(half) < 1e-4 ? 1.0 + (half * half / 6.0) : Math.Sinh(half) / half);
    }

    private static void Rotate(Span<double> a, Span<double> q, int i, int j)
    {
        double off = a[(3 * i) + j];
        if (off == 0.0)
        {
            return;
        }

        double theta = (a[4 * j] - a[4 * i]) / (2.0 * off);
        double t = (theta < 0.0 ? -1.0 : 1.0) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1.0));
        double c = 1.0 / Math.Sqrt((t * t) + 1.0), s = t * c;
        for (int k = 0; k < 3; k++)
        {
            (a[(3 * k) + i], a[(3 * k) + j]) = Turn(a[(3 * k) + i], a[(3 * k) + j], c, s);
            (q[(3 * k) + i], q[(3 * k) + j]) = Turn(q[(3 * k) + i], q[(3 * k) + j], c, s);
        }

        for (int k = 0; k < 3; k++)
        {
            (a[(3 * i) + k], a[(3 * j) + k]) = Turn(a[(3 * i) + k], a[(3 * j) + k], c, s);
        }

        a[(3 * i) + j] = a[(3 * j) + i] = 0.0;
    }

    private static (double X, double Y) Turn(double x, double y, double c, double s) => ((c * x) - (s * y), (s * x) + (c * y));
}
