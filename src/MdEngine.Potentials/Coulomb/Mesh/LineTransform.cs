using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>
/// Fourier transforms of four lines side by side, one to a lane: X_k = sum_j x_j e^(-2 pi i j k / n), for lengths made of
/// the factors 2, 3 and 5. The other direction is the same with real and imaginary parts exchanged.
/// </summary>
/// <remarks>
/// Stockham's form of the mixed-radix algorithm, which needs no reordering: C. Van Loan, Computational Frameworks for the
/// Fast Fourier Transform, SIAM (1992), section 1.7. Allocates nothing; no library that restores does these lengths without
/// allocation, four at a time.
/// </remarks>
internal sealed unsafe class LineTransform
{
    private readonly int[] _radices;
    private readonly AlignedBuffer<double> _cos, _sin;

    /// <summary>Prepares a length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another prime factor than 2, 3, 5.</exception>
    public LineTransform(int length)
    {
        if (length < 1 || !IsSmooth(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "only lengths with the factors 2, 3 and 5");
        }

        Length = length;
        var radices = new System.Collections.Generic.List<int>();
        int left = length;
        foreach (int radix in new[] { 5, 3, 4, 2 })
        {
            while (left % radix == 0)
            {
                radices.Add(radix);
                left /= radix;
            }
        }

        _radices = [.. radices];
        _cos = new AlignedBuffer<double>(length);
        _sin = new AlignedBuffer<double>(length);
        for (int k = 0; k < length; k++)
        {
            (_sin.Pointer[k], _cos.Pointer[k]) = Math.SinCos(-2.0 * Math.PI * k / length);
        }
    }

    /// <summary>Length n.</summary>
    public int Length { get; }

    /// <summary>True when a length has no prime factor but 2, 3 and 5.</summary>
    public static bool IsSmooth(int length)
    {
        foreach (int prime in new[] { 2, 3, 5 })
        {
            while (length % prime == 0)
            {
                length /= prime;
            }
        }

        return length == 1;
    }

    /// <summary>Transforms in place.</summary>
    /// <param name="re">Real parts, n registers.</param>
    /// <param name="im">Imaginary parts, n registers.</param>
    /// <param name="work">Room for 2 n registers.</param>
    public void Transform(Vector256<double>* re, Vector256<double>* im, Vector256<double>* work)
    {
        Vector256<double>* fromRe = re, fromIm = im, toRe = work, toIm = work + Length;
        int n = Length, stride = 1;
        foreach (int radix in _radices)
        {
            int m = n / radix;
            // The first factors are one: nothing to turn, nor in the whole last pass.
            Pass<Off>(radix, fromRe, fromIm, toRe, toIm, 0, 1, m, stride);
            Pass<On>(radix, fromRe, fromIm, toRe, toIm, 1, m, m, stride);
            Vector256<double>* doneRe = toRe, doneIm = toIm;
            toRe = fromRe;
            toIm = fromIm;
            fromRe = doneRe;
            fromIm = doneIm;
            n = m;
            stride *= radix;
        }

        if (fromRe != re)
        {
            new ReadOnlySpan<Vector256<double>>(fromRe, Length).CopyTo(new Span<Vector256<double>>(re, Length));
            new ReadOnlySpan<Vector256<double>>(fromIm, Length).CopyTo(new Span<Vector256<double>>(im, Length));
        }
    }

    private void Pass<TTurn>(
        int radix, Vector256<double>* xr, Vector256<double>* xi, Vector256<double>* yr, Vector256<double>* yi,
        int first, int end, int m, int s)
        where TTurn : struct, IFlag
    {
        switch (radix)
        {
            case 2:
                Two<TTurn>(xr, xi, yr, yi, first, end, m, s);
                break;
            case 3:
                Three<TTurn>(xr, xi, yr, yi, first, end, m, s);
                break;
            case 4:
                Four<TTurn>(xr, xi, yr, yi, first, end, m, s);
                break;
            default:
                Five<TTurn>(xr, xi, yr, yi, first, end, m, s);
                break;
        }
    }

    private void Two<TTurn>(
        Vector256<double>* xr, Vector256<double>* xi, Vector256<double>* yr, Vector256<double>* yi,
        int first, int end, int m, int s)
        where TTurn : struct, IFlag
    {
        for (int p = first; p < end; p++)
        {
            Vector256<double> c = Cos(p * s), w = Sin(p * s);
            int from = s * p, to = s * 2 * p;
            for (int q = 0; q < s; q++, from++, to++)
            {
                Vector256<double> ar = xr[from], ai = xi[from], br = xr[from + (s * m)], bi = xi[from + (s * m)];
                yr[to] = ar + br;
                yi[to] = ai + bi;
                Turn<TTurn>(ar - br, ai - bi, c, w, out yr[to + s], out yi[to + s]);
            }
        }
    }

    private void Three<TTurn>(
        Vector256<double>* xr, Vector256<double>* xi, Vector256<double>* yr, Vector256<double>* yi,
        int first, int end, int m, int s)
        where TTurn : struct, IFlag
    {
        Vector256<double> half = Vector256.Create(0.5), root = Vector256.Create(0.86602540378443864676);
        for (int p = first; p < end; p++)
        {
            Vector256<double> c1 = Cos(p * s), w1 = Sin(p * s), c2 = Cos(2 * p * s), w2 = Sin(2 * p * s);
            int from = s * p, to = s * 3 * p;
            for (int q = 0; q < s; q++, from++, to++)
            {
                Vector256<double> ar = xr[from], ai = xi[from];
                Vector256<double> br = xr[from + (s * m)], bi = xi[from + (s * m)];
                Vector256<double> cr = xr[from + (2 * s * m)], ci = xi[from + (2 * s * m)];
                Vector256<double> sr = br + cr, si = bi + ci;
                Vector256<double> dr = root * (br - cr), di = root * (bi - ci);
                Vector256<double> tr = ar - (half * sr), ti = ai - (half * si);
                yr[to] = ar + sr;
                yi[to] = ai + si;
                // e^(-2 pi i/3) = -1/2 - i root.
                Turn<TTurn>(tr + di, ti - dr, c1, w1, out yr[to + s], out yi[to + s]);
                Turn<TTurn>(tr - di, ti + dr, c2, w2, out yr[to + (2 * s)], out yi[to + (2 * s)]);
            }
        }
    }

    private void Four<TTurn>(
        Vector256<double>* xr, Vector256<double>* xi, Vector256<double>* yr, Vector256<double>* yi,
        int first, int end, int m, int s)
        where TTurn : struct, IFlag
    {
        for (int p = first; p < end; p++)
        {
            Vector256<double> c1 = Cos(p * s), w1 = Sin(p * s);
            Vector256<double> c2 = Cos(2 * p * s), w2 = Sin(2 * p * s);
            Vector256<double> c3 = Cos(3 * p * s), w3 = Sin(3 * p * s);
            int from = s * p, to = s * 4 * p, part = s * m;
            for (int q = 0; q < s; q++, from++, to++)
            {
                Vector256<double> ar = xr[from], ai = xi[from];
                Vector256<double> br = xr[from + part], bi = xi[from + part];
                Vector256<double> cr = xr[from + (2 * part)], ci = xi[from + (2 * part)];
                Vector256<double> dr = xr[from + (3 * part)], di = xi[from + (3 * part)];
                Vector256<double> acr = ar + cr, aci = ai + ci, amr = ar - cr, ami = ai - ci;
                Vector256<double> bdr = br + dr, bdi = bi + di, bmr = br - dr, bmi = bi - di;
                yr[to] = acr + bdr;
                yi[to] = aci + bdi;
                // e^(-2 pi i/4) = -i.
                Turn<TTurn>(amr + bmi, ami - bmr, c1, w1, out yr[to + s], out yi[to + s]);
                Turn<TTurn>(acr - bdr, aci - bdi, c2, w2, out yr[to + (2 * s)], out yi[to + (2 * s)]);
                Turn<TTurn>(amr - bmi, ami + bmr, c3, w3, out yr[to + (3 * s)], out yi[to + (3 * s)]);
            }
        }
    }

    private void Five<TTurn>(
        Vector256<double>* xr, Vector256<double>* xi, Vector256<double>* yr, Vector256<double>* yi,
        int first, int end, int m, int s)
        where TTurn : struct, IFlag
    {
        Vector256<double> k1 = Vector256.Create(0.30901699437494742410), k2 = Vector256.Create(-0.80901699437494742410);
        Vector256<double> l1 = Vector256.Create(0.95105651629515357212), l2 = Vector256.Create(0.58778525229247312917);
        for (int p = first; p < end; p++)
        {
            Vector256<double> c1 = Cos(p * s), w1 = Sin(p * s), c2 = Cos(2 * p * s), w2 = Sin(2 * p * s);
            Vector256<double> c3 = Cos(3 * p * s), w3 = Sin(3 * p * s), c4 = Cos(4 * p * s), w4 = Sin(4 * p * s);
            int from = s * p, to = s * 5 * p, part = s * m;
            for (int q = 0; q < s; q++, from++, to++)
            {
                Vector256<double> ar = xr[from], ai = xi[from];
                Vector256<double> br = xr[from + part], bi = xi[from + part];
                Vector256<double> cr = xr[from + (2 * part)], ci = xi[from + (2 * part)];
                Vector256<double> dr = xr[from + (3 * part)], di = xi[from + (3 * part)];
                Vector256<double> er = xr[from + (4 * part)], ei = xi[from + (4 * part)];
                Vector256<double> s1r = br + er, s1i = bi + ei, d1r = br - er, d1i = bi - ei;
                Vector256<double> s2r = cr + dr, s2i = ci + di, d2r = cr - dr, d2i = ci - di;
                yr[to] = ar + s1r + s2r;
                yi[to] = ai + s1i + s2i;
                Vector256<double> t1r = Vector256.MultiplyAddEstimate(k2, s2r, Vector256.MultiplyAddEstimate(k1, s1r, ar));
                Vector256<double> t1i = Vector256.MultiplyAddEstimate(k2, s2i, Vector256.MultiplyAddEstimate(k1, s1i, ai));
                Vector256<double> t2r = Vector256.MultiplyAddEstimate(k1, s2r, Vector256.MultiplyAddEstimate(k2, s1r, ar));
                Vector256<double> t2i = Vector256.MultiplyAddEstimate(k1, s2i, Vector256.MultiplyAddEstimate(k2, s1i, ai));
                Vector256<double> v1r = Vector256.MultiplyAddEstimate(l1, d1r, l2 * d2r);
                Vector256<double> v1i = Vector256.MultiplyAddEstimate(l1, d1i, l2 * d2i);
                Vector256<double> v2r = Vector256.MultiplyAddEstimate(l2, d1r, -(l1 * d2r));
                Vector256<double> v2i = Vector256.MultiplyAddEstimate(l2, d1i, -(l1 * d2i));
                Turn<TTurn>(t1r + v1i, t1i - v1r, c1, w1, out yr[to + s], out yi[to + s]);
                Turn<TTurn>(t2r + v2i, t2i - v2r, c2, w2, out yr[to + (2 * s)], out yi[to + (2 * s)]);
                Turn<TTurn>(t2r - v2i, t2i + v2r, c3, w3, out yr[to + (3 * s)], out yi[to + (3 * s)]);
                Turn<TTurn>(t1r - v1i, t1i + v1r, c4, w4, out yr[to + (4 * s)], out yi[to + (4 * s)]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn<TTurn>(
        Vector256<double> re,
        Vector256<double> im,
        Vector256<double> cos,
        Vector256<double> sin,
        out Vector256<double> toRe,
        out Vector256<double> toIm)
        where TTurn : struct, IFlag
    {
        toRe = TTurn.Value ? Vector256.MultiplyAddEstimate(re, cos, -(im * sin)) : re;
        toIm = TTurn.Value ? Vector256.MultiplyAddEstimate(re, sin, im * cos) : im;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Cos(int k) => Vector256.Create(_cos.Pointer[k]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Sin(int k) => Vector256.Create(_sin.Pointer[k]);
}
