using System;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>Weights of the symmetric factorisations that raise the order of a time-reversible step.</summary>
/// <remarks>
/// H. Yoshida, Phys. Lett. A 150, 262 (1990), doi:10.1016/0375-9601(90)90092-3 (3 and 7 parts: orders 4 and 6);
/// M. Suzuki, J. Math. Phys. 32, 400 (1991), doi:10.1063/1.529425 (5 parts: order 4).
/// </remarks>
public static class SuzukiYoshida
{
    /// <summary>The weights; they add up to 1.</summary>
    /// <param name="parts">1 (no factorisation), 3, 5 or 7.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another number of parts.</exception>
    public static double[] Weights(int parts)
    {
        switch (parts)
        {
            case 1:
                return [1.0];
            case 3:
                double w3 = 1.0 / (2.0 - Math.Cbrt(2.0));
                return [w3, 1.0 - (2.0 * w3), w3];
            case 5:
                double w5 = 1.0 / (4.0 - Math.Cbrt(4.0));
                return [w5, w5, 1.0 - (4.0 * w5), w5, w5];
            case 7:
                // Yoshida's solution A.
                const double a = 0.784513610477560, b = 0.235573213359357, c = -1.17767998417887;
                return [a, b, c, 1.0 - (2.0 * (a + b + c)), c, b, a];
            default:
                throw new ArgumentOutOfRangeException(
                    nameof(parts), parts, "a Suzuki-Yoshida factorisation has 1, 3, 5 or 7 parts");
        }
    }
}
