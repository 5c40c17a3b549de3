using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Barostats;

/// <summary>
/// Linear maps of many vectors: a' = a M + w b N, row vectors times matrices. Vector body and scalar tail round alike, so
/// that a result does not depend on where an atom stands.
/// </summary>
internal static unsafe class AffineMap
{
    /// <summary>a' = a M.</summary>
    public static void Apply(double* ax, double* ay, double* az, in Matrix3 m, int start, int end)
    {
        int i = start;
        for (; i + 4 <= end; i += 4)
        {
            Vector256<double> x = Vector256.Load(ax + i), y = Vector256.Load(ay + i), z = Vector256.Load(az + i);
            Product(x, y, z, m.XX, m.YX, m.ZX).Store(ax + i);
            Product(x, y, z, m.XY, m.YY, m.ZY).Store(ay + i);
            Product(x, y, z, m.XZ, m.YZ, m.ZZ).Store(az + i);
        }

        for (; i < end; i++)
        {
            double x = ax[i], y = ay[i], z = az[i];
            ax[i] = Product(x, y, z, m.XX, m.YX, m.ZX);
            ay[i] = Product(x, y, z, m.XY, m.YY, m.ZY);
            az[i] = Product(x, y, z, m.XZ, m.YZ, m.ZZ);
        }
    }

    /// <summary>a' = a M + w b N with w = factor / mass, or factor where there is no mass.</summary>
    public static void Apply(
        double* ax, double* ay, double* az, in Matrix3 m,
        double* bx, double* by, double* bz, in Matrix3 n,
        double* mass, double factor, int start, int end)
    {
        int i = start;
        Vector256<double> w = Vector256.Create(factor), factors = w;
        for (; i + 4 <= end; i += 4)
        {
            if (mass is not null)
            {
                w = factors / Vector256.Load(mass + i);
            }

            Vector256<double> x = Vector256.Load(ax + i), y = Vector256.Load(ay + i), z = Vector256.Load(az + i);
            Vector256<double> u = Vector256.Load(bx + i), v = Vector256.Load(by + i), t = Vector256.Load(bz + i);
            Vector256.FusedMultiplyAdd(
                w, Product(u, v, t, n.XX, n.YX, n.ZX), Product(x, y, z, m.XX, m.YX, m.ZX)).Store(ax + i);
            Vector256.FusedMultiplyAdd(
                w, Product(u, v, t, n.XY, n.YY, n.ZY), Product(x, y, z, m.XY, m.YY, m.ZY)).Store(ay + i);
            Vector256.FusedMultiplyAdd(
                w, Product(u, v, t, n.XZ, n.YZ, n.ZZ), Product(x, y, z, m.XZ, m.YZ, m.ZZ)).Store(az + i);
        }

        for (; i < end; i++)
        {
            double s = mass is null ? factor : factor / mass[i];
            double x = ax[i], y = ay[i], z = az[i], u = bx[i], v = by[i], t = bz[i];
            ax[i] = Math.FusedMultiplyAdd(
                s, Product(u, v, t, n.XX, n.YX, n.ZX), Product(x, y, z, m.XX, m.YX, m.ZX));
            ay[i] = Math.FusedMultiplyAdd(
                s, Product(u, v, t, n.XY, n.YY, n.ZY), Product(x, y, z, m.XY, m.YY, m.ZY));
            az[i] = Math.FusedMultiplyAdd(
                s, Product(u, v, t, n.XZ, n.YZ, n.ZZ), Product(x, y, z, m.XZ, m.YZ, m.ZZ));
        }
    }

    private static Vector256<double> Product(
        Vector256<double> x, Vector256<double> y, Vector256<double> z, double a, double b, double c) =>
        Vector256.FusedMultiplyAdd(
            x, Vector256.Create(a), Vector256.FusedMultiplyAdd(y, Vector256.Create(b), z * Vector256.Create(c)));

    private static double Product(double x, double y, double z, double a, double b, double c) =>
        Math.FusedMultiplyAdd(x, a, Math.FusedMultiplyAdd(y, b, z * c));
}
