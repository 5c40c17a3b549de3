using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>Cardinal B-splines M_p, the weights by which a charge is spread over p mesh points along each axis.</summary>
/// <remarks>Essmann et al. 1995, section II.B: M_p(u) = (u M_(p-1)(u) + (p - u) M_(p-1)(u - 1)) / (p - 1).</remarks>
internal static unsafe class BSpline
{
    /// <summary>Least order; forces are smooth from 4 on.</summary>
    public const int Least = 4;

    /// <summary>Greatest order: two registers hold a row of weights.</summary>
    public const int Most = 8;

    /// <summary>
    /// Weights of the mesh points base, base + 1, ..., for three axes side by side in the lanes, and their derivatives by
    /// the scaled coordinate.
    /// </summary>
    /// <param name="order">Order p.</param>
    /// <param name="w">Scaled coordinates less the mesh point below, in [0, 1); the base is p - 1 points lower.</param>
    /// <param name="weights">Room for <see cref="Most"/> registers; those from p on are set to zero.</param>
    /// <param name="slopes">As many for the derivatives, or null.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights(int order, Vector256<double> w, Vector256<double>* weights, Vector256<double>* slopes)
    {
        // m[j] = M_n(w + j), from n = 2 up.
        Vector256<double>* m = stackalloc Vector256<double>[Most + 1];
        m[0] = w;
        m[1] = Vector256<double>.One - w;
        for (int n = 3; n < order; n++)
        {
            Raise(m, n, w);
        }

        if (slopes != null)
        {
            // M_p'(u) = M_(p-1)(u) - M_(p-1)(u - 1).
            slopes[order - 1] = m[0];
            for (int j = 1; j < order - 1; j++)
            {
                slopes[order - 1 - j] = m[j] - m[j - 1];
            }

            slopes[0] = -m[order - 2];
            for (int k = order; k < Most; k++)
            {
                slopes[k] = Vector256<double>.Zero;
            }
        }

        Raise(m, order, w);
        for (int j = 0; j < order; j++)
        {
            weights[order - 1 - j] = m[j];
        }

        for (int k = order; k < Most; k++)
        {
            weights[k] = Vector256<double>.Zero;
        }
    }

    /// <summary>Values M_p(1), ..., M_p(p - 1) at the knots.</summary>
    public static double[] Knots(int order)
    {
        Vector256<double>* weights = stackalloc Vector256<double>[Most];
        Weights(order, Vector256<double>.Zero, weights, null);
        var knots = new double[order - 1];
        for (int j = 1; j < order; j++)
        {
            knots[j - 1] = weights[order - 1 - j].GetElement(0);
        }

        return knots;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Raise(Vector256<double>* m, int n, Vector256<double> w)
    {
        Vector256<double> scale = Vector256.Create(1.0 / (n - 1));
        m[n - 1] = scale * (Vector256<double>.One - w) * m[n - 2];
        for (int j = n - 2; j > 0; j--)
        {
            Vector256<double> u = w + Vector256.Create((double)j);
            m[j] = scale * ((u * m[j]) + ((Vector256.Create((double)n) - u) * m[j - 1]));
        }

        m[0] = scale * w * m[0];
    }
}
