using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>
/// Constants of the spherical harmonics Y_lm = k_lm y_lm(z) (x + iy)^m, m >= 0, with y_lm = z y_l-1,m - b_lm y_l-2,m from
/// y_mm = 1: polynomials with leading coefficient 1, whose factor k_lm the sums over neighbours get in the end.
/// </summary>
/// <remarks>Condon-Shortley phase, and sqrt(4 pi) times the usual norm, so that Y_00 = 1.</remarks>
internal sealed unsafe class HarmonicTerms
{
    private readonly AlignedBuffer<double> _recursion;
    private readonly double[] _norms;

    public HarmonicTerms(int highest)
    {
        Highest = highest;
        _recursion = new AlignedBuffer<double>((highest + 1) * (highest + 2) / 2);
        _norms = new double[(highest + 1) * (highest + 2) / 2];
        double first = 1.0;
        int at = 0;
        for (int m = 0; m <= highest; m++)
        {
            first *= m == 0 ? 1.0 : -Math.Sqrt(1.0 + (1.0 / (2.0 * m)));
            double norm = first;
            for (int l = m; l <= highest; l++, at++)
            {
                norm *= l == m ? 1.0 : Math.Sqrt(((4.0 * l * l) - 1.0) / ((l * l) - (m * m)));
                _norms[at] = norm;
                double k = l - 1.0;
                _recursion[at] = l > m + 1 ? -((k * k) - (m * m)) / ((4.0 * k * k) - 1.0) : 0.0;
            }
        }
    }

    /// <summary>Greatest l.</summary>
    public int Highest { get; }

    /// <summary>Number of real functions.</summary>
    public int Count => (Highest + 1) * (Highest + 1);

    /// <summary>-b_lm, by m, then by l from m on.</summary>
    public double* Recursion => _recursion.Pointer;

    /// <summary>k_lm.</summary>
    public double Norm(int l, int m) => _norms[((m * ((2 * Highest) + 3 - m)) / 2) + l - m];

    /// <summary>Where the real functions of an angular momentum begin: l^2; then m = 0, and for each m real and imaginary part.</summary>
    public static int Row(int l) => l * l;
}
