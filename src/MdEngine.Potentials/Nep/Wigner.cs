using System;

namespace MdEngine.Potentials.Nep;

/// <summary>Wigner's 3j symbols of small integers.</summary>
internal static class Wigner
{
    /// <summary>
    /// (a b c; ma mb mc) by Racah's formula: D. M. Brink, G. R. Satchler, Angular Momentum, 3rd ed. (1993), equation 2.34.
    /// </summary>
    public static double ThreeJ(int a, int b, int c, int ma, int mb, int mc)
    {
        if (ma + mb + mc != 0 || c < Math.Abs(a - b) || c > a + b || Math.Abs(ma) > a || Math.Abs(mb) > b || Math.Abs(mc) > c)
        {
            return 0.0;
        }

        double triangle = Factorial(a + b - c) * Factorial(a - b + c) * Factorial(b + c - a) / Factorial(a + b + c + 1);
        double root = Math.Sqrt(triangle * Factorial(a + ma) * Factorial(a - ma) * Factorial(b + mb) * Factorial(b - mb)
            * Factorial(c + mc) * Factorial(c - mc));
        int first = Math.Max(0, Math.Max(b - c - ma, a - c + mb));
        int last = Math.Min(a + b - c, Math.Min(a - ma, b + mb));
        double sum = 0.0;
        for (int k = first; k <= last; k++)
        {
            sum += Sign(k) / (Factorial(k) * Factorial(a + b - c - k) * Factorial(a - ma - k) * Factorial(b + mb - k)
                * Factorial(c - b + ma + k) * Factorial(c - a - mb + k));
        }

        return Sign(a - b - mc) * root * sum;
    }

    private static double Sign(int power) => (power & 1) == 0 ? 1.0 : -1.0;

    private static double Factorial(int n)
    {
        double product = 1.0;
        for (int k = 2; k <= n; k++)
        {
            product *= k;
        }

        return product;
    }
}
