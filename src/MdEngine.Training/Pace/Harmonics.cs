using System;

namespace MdEngine.Training.Pace;

/// <summary>
/// Spherical harmonics with their gradients by the position of a neighbour, times sqrt(4 pi), Condon-Shortley phase, for m >= 0:
/// those of the file format.
/// </summary>
internal sealed class Harmonics
{
    private readonly int _lMax;
    private readonly double[] _plain, _slope;

    /// <param name="lMax">Greatest angular momentum.</param>
    public Harmonics(int lMax)
    {
        _lMax = lMax;
        int count = Index(lMax, lMax) + 1;
        _plain = new double[count];
        _slope = new double[count];
        Real = new double[4 * count];
        Imaginary = new double[4 * count];
    }

    /// <summary>Real parts: value, then derivatives by x, y and z, of each l and m.</summary>
    public double[] Real { get; }

    /// <summary>Imaginary parts.</summary>
    public double[] Imaginary { get; }

    /// <summary>Place of l and m.</summary>
    public static int Index(int l, int m) => (l * (l + 1) / 2) + m;

    /// <summary>Computes them.</summary>
    /// <param name="x">Vector to the neighbour, Angstrom.</param>
    /// <param name="y">Vector to the neighbour, Angstrom.</param>
    /// <param name="z">Vector to the neighbour, Angstrom.</param>
    public void Compute(double x, double y, double z)
    {
        double r = Math.Sqrt((x * x) + (y * y) + (z * z)), inverse = 1.0 / r;
        (x, y, z) = (x * inverse, y * inverse, z * inverse);
        Plain(z);

        // (x + i y) to the power m, and to m - 1.
        (double re, double im, double lowRe, double lowIm) = (1.0, 0.0, 0.0, 0.0);
        for (int m = 0; m <= _lMax; m++)
        {
            for (int l = m; l <= _lMax; l++)
            {
                double p = _plain[Index(l, m)], d = _slope[Index(l, m)];
                Write(Real, Index(l, m), p * re, m * p * lowRe, -m * p * lowIm, d * re, x, y, z, inverse);
                Write(Imaginary, Index(l, m), p * im, m * p * lowIm, m * p * lowRe, d * im, x, y, z, inverse);
            }

            (lowRe, lowIm) = (re, im);
            (re, im) = ((x * lowRe) - (y * lowIm), (x * lowIm) + (y * lowRe));
        }
    }

    /// <summary>A value and its gradient by position: the part of the gradient by direction across the direction, over r.</summary>
    private static void Write(
        double[] to, int at, double value, double gx, double gy, double gz, double x, double y, double z, double inverse)
    {
        double along = (x * gx) + (y * gy) + (z * gz);
        to[4 * at] = value;
        to[(4 * at) + 1] = (gx - (x * along)) * inverse;
        to[(4 * at) + 2] = (gy - (y * along)) * inverse;
        to[(4 * at) + 3] = (gz - (z * along)) * inverse;
    }

    /// <summary>Y_lm/(x + i y)^m and its derivative by z.</summary>
    private void Plain(double z)
    {
        _plain[0] = 1.0;
        _slope[0] = 0.0;
        for (int l = 1; l <= _lMax; l++)
        {
            double top = _plain[Index(l - 1, l - 1)], root = Math.Sqrt((2 * l) + 1);
            _plain[Index(l, l)] = -Math.Sqrt(1.0 + (0.5 / l)) * top;
            _slope[Index(l, l)] = 0.0;
            _plain[Index(l, l - 1)] = root * z * top;
            _slope[Index(l, l - 1)] = root * top;
            for (int m = 0; m <= l - 2; m++)
            {
                double a = Math.Sqrt(((4.0 * l * l) - 1.0) / ((l * l) - (m * m)));
                double b = -Math.Sqrt((((l - 1.0) * (l - 1.0)) - (m * m)) / ((4.0 * (l - 1.0) * (l - 1.0)) - 1.0));
                _plain[Index(l, m)] = a * ((z * _plain[Index(l - 1, m)]) + (b * _plain[Index(l - 2, m)]));
                _slope[Index(l, m)] = a * (_plain[Index(l - 1, m)] + (z * _slope[Index(l - 1, m)]) + (b * _slope[Index(l - 2, m)]));
            }
        }
    }
}
