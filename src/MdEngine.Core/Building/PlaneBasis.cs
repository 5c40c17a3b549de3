using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Building;

/// <summary>
/// Lattice vectors, as integer combinations of a crystal's, that fit a family of lattice planes: two span a plane, the
/// third leads to the next one. Together they span the same lattice (their determinant is 1).
/// </summary>
/// <param name="U">First vector in the plane, the shortest one.</param>
/// <param name="V">Second vector in the plane.</param>
/// <param name="W">To the next plane, as near to the normal as a lattice vector can be.</param>
internal readonly record struct PlaneBasis(Double3 U, Double3 V, Double3 W)
{
    /// <summary>Finds the vectors, Cartesian, Angstrom.</summary>
    /// <param name="vectors">Lattice vectors of the crystal, rows.</param>
    /// <param name="h">First Miller index.</param>
    /// <param name="k">Second Miller index.</param>
    /// <param name="l">Third Miller index.</param>
    /// <exception cref="InputException">All three indices are zero.</exception>
    public static PlaneBasis Of(Matrix3 vectors, int h, int k, int l)
    {
        long all = Gcd(Gcd(h, k, out _, out _), l, out _, out _);
        if (all == 0)
        {
            throw new InputException("the Miller indices are 0 0 0; expected at least one that is not zero");
        }

        // With m = (0, p, q) one plane up in the second and third indices, and x h + y g = 1:
        // u = (0, l, -k)/g and v = (g, -h p, -h q) lie in the plane, w = (x, y p, y q) leads to the next.
        long a = h / all, b = k / all, c = l / all;
        long g = Gcd(b, c, out long p, out long q);
        Double3 u, v, w;
        if (g == 0)
        {
            (u, v, w) = (new Double3(0, 1, 0), new Double3(0, 0, a), new Double3(a, 0, 0));
        }
        else
        {
            Gcd(a, g, out long x, out long y);
            u = new Double3(0, c / g, -b / g);
            v = new Double3(g, -a * p, -a * q);
            w = new Double3(x, y * p, y * q);
        }

        var basis = new PlaneBasis(u * vectors, v * vectors, w * vectors);
        return basis.Reduced();
    }

    /// <summary>The two shortest vectors of the plane (Lagrange and Gauss), and the third one nearest to the normal.</summary>
    private PlaneBasis Reduced()
    {
        Double3 u = U, v = V;
        while (true)
        {
            if (Double3.Dot(v, v) < Double3.Dot(u, u))
            {
                // Swapped with a sign, so that the basis stays right-handed.
                (u, v) = (v, -u);
            }

            double times = Math.Round(Double3.Dot(u, v) / Double3.Dot(u, u));
            Double3 shorter = v - (times * u);
            if (times == 0.0 || !(Double3.Dot(shorter, shorter) < (1.0 - 1e-12) * Double3.Dot(v, v)))
            {
                break;
            }

            v = shorter;
        }

        Double3 normal = Double3.Cross(u, v);
        if (Double3.Dot(normal, W) < 0.0)
        {
            v = -v;
            normal = -normal;
        }

        var frame = Matrix3.FromRows(u, v, normal);
        Double3 along = W * frame.Inverse();
        return new PlaneBasis(u, v, W - (Math.Round(along.X) * u) - (Math.Round(along.Y) * v));
    }

    /// <summary>The greatest common divisor, not negative, as x a + y b.</summary>
    private static long Gcd(long a, long b, out long x, out long y)
    {
        (long r0, long r1) = (a, b);
        (long x0, long x1) = (1, 0);
        (long y0, long y1) = (0, 1);
        while (r1 != 0)
        {
            long times = r0 / r1;
            (r0, r1) = (r1, r0 - (times * r1));
            (x0, x1) = (x1, x0 - (times * x1));
            (y0, y1) = (y1, y0 - (times * y1));
        }

        int sign = r0 < 0 ? -1 : 1;
        x = sign * x0;
        y = sign * y0;
        return sign * r0;
    }
}
