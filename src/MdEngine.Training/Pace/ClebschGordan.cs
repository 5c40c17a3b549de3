using System;

namespace MdEngine.Training.Pace;

/// <summary>Coefficients by which two angular momenta make a third, Condon-Shortley phase.</summary>
internal static class ClebschGordan
{
    // Up to l = 20 twice, and one more: 61!, which double precision holds to rounding.
    private static readonly double[] Factorials = MakeFactorials(64);

    /// <summary>The coefficient &lt;a alpha b beta | c gamma&gt;; 0 where the three do not couple.</summary>
    /// <remarks>G. Racah's formula; D. A. Varshalovich et al., Quantum Theory of Angular Momentum (1988), equation 8.2.1 (3).</remarks>
    public static double Coefficient(int a, int alpha, int b, int beta, int c, int gamma)
    {
        if (alpha + beta != gamma || c < Math.Abs(a - b) || c > a + b
            || Math.Abs(alpha) > a || Math.Abs(beta) > b || Math.Abs(gamma) > c)
        {
            return 0.0;
        }

        double front = Math.Sqrt(
            ((2 * c) + 1) * Factorial(a + b - c) * Factorial(a - b + c) * Factorial(b + c - a) / Factorial(a + b + c + 1));
        front *= Math.Sqrt(
            Factorial(c + gamma) * Factorial(c - gamma) * Factorial(a + alpha) * Factorial(a - alpha) * Factorial(b + beta) * Factorial(b - beta));
        double sum = 0.0;
        int first = Math.Max(0, Math.Max(b - c - alpha, a - c + beta)), last = Math.Min(a + b - c, Math.Min(a - alpha, b + beta));
        for (int k = first; k <= last; k++)
        {
            double term = Factorial(k) * Factorial(a + b - c - k) * Factorial(a - alpha - k) * Factorial(b + beta - k)
                * Factorial(c - b + alpha + k) * Factorial(c - a - beta + k);
            sum += (k % 2 == 0 ? 1.0 : -1.0) / term;
        }

        return front * sum;
    }

    private static double Factorial(int n) => Factorials[n];

    private static double[] MakeFactorials(int count)
    {
        var values = new double[count];
        values[0] = 1.0;
        for (int n = 1; n < count; n++)
        {
            values[n] = n * values[n - 1];
        }

        return values;
    }
}
