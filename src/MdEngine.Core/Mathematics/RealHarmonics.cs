using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Core.Mathematics;

/// <summary>
/// Real spherical harmonics, orthonormal on the sphere, of four directions at a time, and sums of their gradients
/// without the gradients themselves. One instance a thread.
/// </summary>
/// <remarks>
/// Y_l,m is number l^2 + l + m. Cartesian recurrences without angles: F. Bigi et al., J. Chem. Phys. 159, 064802 (2023),
/// with the normalisation taken into the recurrence.
/// </remarks>
public sealed unsafe class RealHarmonics
{
    private readonly int _degree;

    // By (l, m) at l(l+1)/2 + m: factors of the recurrence in l, and of the derivatives by z and by x, y.
    private readonly AlignedBuffer<double> _table;
    private readonly AlignedBuffer<double> _legendre, _cos, _sin;
    private Vector256<double> _x, _y;

    /// <summary>Prepares harmonics.</summary>
    /// <param name="degree">Greatest l.</param>
    public RealHarmonics(int degree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(degree);
        _degree = degree;
        int count = (degree + 1) * (degree + 2) / 2;
        _table = new AlignedBuffer<double>(4 * count);
        _legendre = new AlignedBuffer<double>(4 * count);
        _cos = new AlignedBuffer<double>(4 * (degree + 1));
        _sin = new AlignedBuffer<double>(4 * (degree + 1));
        for (int l = 0; l <= degree; l++)
        {
            for (int m = 0; m <= l; m++)
            {
                double* t = _table.Pointer + (4 * Index(l, m));
                double norm = Norm(l, m);
                // Q_l = ((2l-1) z Q_(l-1) - (l+m-1) Q_(l-2)) / (l-m).
                t[0] = l == m ? Diagonal(m) * norm : ((2 * l) - 1.0) / (l - m) * norm / Norm(l - 1, m);
                t[1] = l - m < 2 ? 0.0 : -(l + m - 1.0) / (l - m) * norm / Norm(l - 2, m);
                t[2] = l == m ? 0.0 : (l + m) * norm / Norm(l - 1, m);
                t[3] = l - m < 2 ? 0.0 : norm / Norm(l - 1, m + 1);
            }
        }
    }

    /// <summary>Takes up four unit vectors.</summary>
    /// <param name="x">Four x.</param>
    /// <param name="y">Four y.</param>
    /// <param name="z">Four z.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(double* x, double* y, double* z)
    {
        Vector256<double> vx = Vector256.Load(x), vy = Vector256.Load(y), vz = Vector256.Load(z);
        _x = vx;
        _y = vy;
        double* t = _table.Pointer;
        double* q = _legendre.Pointer;
        Vector256<double> c = Vector256<double>.One, s = default;
        c.Store(_cos.Pointer);
        s.Store(_sin.Pointer);
        for (int m = 1; m <= _degree; m++)
        {
            Vector256<double> next = (vx * c) - (vy * s);
            s = Fma(vx, s, vy * c);
            c = next;
            c.Store(_cos.Pointer + (4 * m));
            s.Store(_sin.Pointer + (4 * m));
        }

        for (int m = 0; m <= _degree; m++)
        {
            int at = 4 * Index(m, m);
            var last = Vector256.Create(t[at]);
            Vector256<double> before = default;
            last.Store(q + at);
            for (int l = m + 1; l <= _degree; l++)
            {
                at += 4 * l;
                Vector256<double> now = Fma(Vector256.Create(t[at]) * vz, last, Vector256.Create(t[at + 1]) * before);
                now.Store(q + at);
                before = last;
                last = now;
            }
        }
    }

    /// <summary>All harmonics of the four directions.</summary>
    /// <param name="to">Number (l, m) of the four goes to to[(l^2 + l + m) stride], side by side.</param>
    /// <param name="stride">Distance from one harmonic to the next.</param>
    public void Values(double* to, int stride)
    {
        double* q = _legendre.Pointer;
        double* c = _cos.Pointer;
        double* s = _sin.Pointer;
        for (int l = 0; l <= _degree; l++)
        {
            double* middle = to + ((nint)((l * l) + l) * stride);
            Vector256.Load(q).Store(middle);
            q += 4;
            for (int m = 1; m <= l; m++)
            {
                var v = Vector256.Load(q);
                (v * Vector256.Load(c + (4 * m))).Store(middle + (m * stride));
                (v * Vector256.Load(s + (4 * m))).Store(middle - (m * stride));
                q += 4;
            }
        }
    }

    /// <summary>
    /// For each of the four: g = sum of a_lm grad R_lm at the unit vector, where R_lm is the homogeneous polynomial that
    /// Y_lm is on the sphere, and v = sum of b_lm Y_lm.
    /// </summary>
    /// <param name="a">Number (l, m) of the four at a[(l^2 + l + m) stride].</param>
    /// <param name="b">The same for b.</param>
    /// <param name="stride">Distance from one harmonic to the next.</param>
    /// <param name="gx">x of g.</param>
    /// <param name="gy">y of g.</param>
    /// <param name="gz">z of g.</param>
    /// <param name="v">The sum of values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Contract(
        double* a, double* b, int stride,
        out Vector256<double> gx, out Vector256<double> gy, out Vector256<double> gz, out Vector256<double> v)
    {
        double* t = _table.Pointer;
        double* legendre = _legendre.Pointer;
        double* c = _cos.Pointer;
        double* s = _sin.Pointer;
        Vector256<double> sx = default, sy = default, sz = default, sv = default, sxy = default;
        for (int l = 0; l <= _degree; l++)
        {
            double* am = a + ((nint)((l * l) + l) * stride);
            double* bm = b + ((nint)((l * l) + l) * stride);
            double* row = legendre + (2 * l * (l + 1));
            double* below = legendre + (2 * l * (l - 1));
            double* tr = t + (2 * l * (l + 1));
            sv = Fma(Vector256.Load(bm), Vector256.Load(row), sv);
            if (l == 0)
            {
                continue;
            }

            var a0 = Vector256.Load(am);
            sz = Fma(a0 * Vector256.Create(tr[2]), Vector256.Load(below), sz);
            if (l > 1)
            {
                sxy = Fma(a0 * Vector256.Create(tr[3]), Vector256.Load(below + 4), sxy);
            }

            for (int m = 1; m <= l; m++)
            {
                Vector256<double> ac = Vector256.Load(am + (m * stride)), @as = Vector256.Load(am - (m * stride));
                Vector256<double> cm = Vector256.Load(c + (4 * m)), sm = Vector256.Load(s + (4 * m));
                Vector256<double> cl = Vector256.Load(c + (4 * m) - 4), sl = Vector256.Load(s + (4 * m) - 4);
                var q = Vector256.Load(row + (4 * m));
                sv = Fma(q, Fma(Vector256.Load(bm + (m * stride)), cm, Vector256.Load(bm - (m * stride)) * sm), sv);
                Vector256<double> qm = q * Vector256.Create((double)m);
                sx = Fma(qm, Fma(ac, cl, @as * sl), sx);
                sy = Fma(qm, (@as * cl) - (ac * sl), sy);
                if (m < l)
                {
                    Vector256<double> sum = Fma(ac, cm, @as * sm);
                    sz = Fma(sum * Vector256.Create(tr[(4 * m) + 2]), Vector256.Load(below + (4 * m)), sz);
                    if (m + 1 < l)
                    {
                        sxy = Fma(sum * Vector256.Create(tr[(4 * m) + 3]), Vector256.Load(below + (4 * m) + 4), sxy);
                    }
                }
            }
        }

        gx = Fma(sxy, _x, sx);
        gy = Fma(sxy, _y, sy);
        gz = sz;
        v = sv;
    }

    /// <summary>
    /// Gradients of the homogeneous polynomials that the harmonics are on the sphere, at the four unit vectors taken up;
    /// the gradient on the sphere is that less its part along the vector.
    /// </summary>
    /// <param name="x">The x of number (l, m) of the four goes to x[(l^2 + l + m) stride], side by side.</param>
    /// <param name="y">The same for y.</param>
    /// <param name="z">The same for z.</param>
    /// <param name="stride">Distance from one harmonic to the next.</param>
    public void Gradients(double* x, double* y, double* z, int stride)
    {
        double* t = _table.Pointer;
        double* legendre = _legendre.Pointer;
        for (int l = 0; l <= _degree; l++)
        {
            double* row = legendre + (2 * l * (l + 1));
            double* below = legendre + (2 * l * (l - 1));
            double* tr = t + (2 * l * (l + 1));
            nint middle = (nint)((l * l) + l) * stride;
            for (int m = 0; m <= l; m++)
            {
                Vector256<double> cm = Vector256.Load(_cos.Pointer + (4 * m)), sm = Vector256.Load(_sin.Pointer + (4 * m));
                Vector256<double> along = m < l ? Vector256.Create(tr[(4 * m) + 2]) * Vector256.Load(below + (4 * m)) : default;
                Vector256<double> across = m + 1 < l ? Vector256.Create(tr[(4 * m) + 3]) * Vector256.Load(below + (4 * m) + 4) : default;
                Vector256<double> cl = default, sl = default;
                if (m > 0)
                {
                    Vector256<double> q = Vector256.Create((double)m) * Vector256.Load(row + (4 * m));
                    cl = q * Vector256.Load(_cos.Pointer + (4 * m) - 4);
                    sl = q * Vector256.Load(_sin.Pointer + (4 * m) - 4);
                }

                Vector256<double> ac = across * cm, @as = across * sm;
                nint at = middle + (m * stride);
                Fma(ac, _x, cl).Store(x + at);
                ((ac * _y) - sl).Store(y + at);
                (along * cm).Store(z + at);
                if (m > 0)
                {
                    at = middle - (m * stride);
                    Fma(@as, _x, sl).Store(x + at);
                    Fma(@as, _y, cl).Store(y + at);
                    (along * sm).Store(z + at);
                }
            }
        }
    }

    private static int Index(int l, int m) => (l * (l + 1) / 2) + m;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.MultiplyAddEstimate(a, b, c);

    /// <summary>Q_m^m = (-1)^m (2m-1)!!.</summary>
    private static double Diagonal(int m)
    {
        double q = 1.0;
        for (int k = 1; k <= m; k++)
        {
            q *= -((2 * k) - 1.0);
        }

        return q;
    }

    private static double Norm(int l, int m)
    {
        double ratio = 1.0;
        for (int k = l - m + 1; k <= l + m; k++)
        {
            ratio /= k;
        }

        double sign = m % 2 == 0 ? 1.0 : -1.0;
        return sign * Math.Sqrt(((2 * l) + 1) / (m == 0 ? 4.0 : 2.0) / Math.PI * ratio);
    }
}
