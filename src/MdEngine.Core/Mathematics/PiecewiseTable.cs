using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Core.Mathematics;

/// <summary>
/// Several functions of one variable as polynomials of the ninth degree on intervals, to nearly full double precision:
/// values and slopes belong together exactly.
/// </summary>
/// <remarks>
/// Chebyshev interpolation on each interval: of the values, or, where slopes are given, of these, which are integrated, so
/// that the rounding of large terms that cancel in the values is not differentiated. Functions may have kinks at given breaks, where intervals end; between
/// breaks they must be smooth on the scale of the spacing. Immutable.
/// </remarks>
public sealed unsafe class PiecewiseTable
{
    private const int Terms = 10;
    private readonly AlignedBuffer<double> _coefficients;
    private readonly double[] _start, _width, _inverse;
    private readonly int[] _first, _count;

    /// <summary>Makes a table.</summary>
    /// <param name="functions">Number of functions, a multiple of 4.</param>
    /// <param name="breaks">Beginning, kinks in between, and end, ascending.</param>
    /// <param name="spacing">Greatest width of an interval.</param>
    /// <param name="evaluate">The functions; called strictly between breaks.</param>
    /// <param name="slopes">Their derivatives, where known.</param>
    public PiecewiseTable(
        int functions, IReadOnlyList<double> breaks, double spacing, TableFunction evaluate, TableFunction? slopes = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(functions % 4, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(breaks.Count, 2);
        Functions = functions;
        Begin = breaks[0];
        End = breaks[^1];
        int parts = breaks.Count - 1, total = 0;
        _start = new double[parts];
        _width = new double[parts];
        _inverse = new double[parts];
        _first = new int[parts];
        _count = new int[parts];
        for (int p = 0; p < parts; p++)
        {
            double length = breaks[p + 1] - breaks[p];
            _start[p] = breaks[p];
            _first[p] = total;
            _count[p] = Math.Max(1, (int)Math.Ceiling((length / spacing) - 1e-9));
            _width[p] = length / _count[p];
            _inverse[p] = 1.0 / _width[p];
            total += _count[p];
        }

        _coefficients = new AlignedBuffer<double>(checked(total * Terms * functions));
        Fill(evaluate, slopes);
    }

    /// <summary>Number of functions.</summary>
    public int Functions { get; }

    /// <summary>Least abscissa of the table.</summary>
    public double Begin { get; }

    /// <summary>Greatest abscissa of the table.</summary>
    public double End { get; }

    /// <summary>Bytes of the coefficients.</summary>
    public long Bytes => 8L * _coefficients.Capacity;

    /// <summary>Value and slope of the first function.</summary>
    public double First(double x, out double slope)
    {
        double* c = Locate(x, out double t, out double scale);
        double value = c[(Terms - 1) * Functions], s = 0.0;
        for (int k = Terms - 2; k >= 0; k--)
        {
            s = (s * t) + value;
            value = (value * t) + c[k * Functions];
        }

        slope = s * scale;
        return value;
    }

    /// <summary>Values at four abscissas: rows of <see cref="Functions"/> numbers, one for each.</summary>
    /// <param name="x">Four abscissas within the table.</param>
    /// <param name="to">Four rows.</param>
    public void Values4(double* x, double* to)
    {
        double* c0 = Locate(x[0], out double t0, out _);
        double* c1 = Locate(x[1], out double t1, out _);
        double* c2 = Locate(x[2], out double t2, out _);
        double* c3 = Locate(x[3], out double t3, out _);
        Vector256<double> u0 = Vector256.Create(t0), u1 = Vector256.Create(t1), u2 = Vector256.Create(t2), u3 = Vector256.Create(t3);
        nint stride = Functions;
        nint last = (Terms - 1) * stride;
        for (nint f = 0; f < stride; f += 4)
        {
            nint at = last + f;
            Vector256<double> v0 = Vector256.Load(c0 + at), v1 = Vector256.Load(c1 + at);
            Vector256<double> v2 = Vector256.Load(c2 + at), v3 = Vector256.Load(c3 + at);
            for (at -= stride; at >= 0; at -= stride)
            {
                v0 = Fma(v0, u0, Vector256.Load(c0 + at));
                v1 = Fma(v1, u1, Vector256.Load(c1 + at));
                v2 = Fma(v2, u2, Vector256.Load(c2 + at));
                v3 = Fma(v3, u3, Vector256.Load(c3 + at));
            }

            v0.Store(to + f);
            v1.Store(to + stride + f);
            v2.Store(to + (2 * stride) + f);
            v3.Store(to + (3 * stride) + f);
        }
    }

    /// <summary>
    /// Values and slopes at four abscissas, transposed: for each function four numbers side by side.
    /// </summary>
    /// <param name="x">Four abscissas within the table.</param>
    /// <param name="values">Where the values of the first function go.</param>
    /// <param name="slopes">Where the slopes of the first function go.</param>
    /// <param name="stride">Distance from one function to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Slopes4(double* x, double* values, double* slopes, int stride)
    {
        double* c0 = Locate(x[0], out double t0, out double h0);
        double* c1 = Locate(x[1], out double t1, out double h1);
        double* c2 = Locate(x[2], out double t2, out double h2);
        double* c3 = Locate(x[3], out double t3, out double h3);
        Vector256<double> u0 = Vector256.Create(t0), u1 = Vector256.Create(t1), u2 = Vector256.Create(t2), u3 = Vector256.Create(t3);
        var scale = Vector256.Create(h0, h1, h2, h3);
        nint step = Functions;
        nint last = (Terms - 1) * step;
        for (nint f = 0; f < step; f += 4)
        {
            nint at = last + f;
            Vector256<double> v0 = Vector256.Load(c0 + at), v1 = Vector256.Load(c1 + at);
            Vector256<double> v2 = Vector256.Load(c2 + at), v3 = Vector256.Load(c3 + at);
            Vector256<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (at -= step; at >= 0; at -= step)
            {
                s0 = Fma(s0, u0, v0);
                s1 = Fma(s1, u1, v1);
                s2 = Fma(s2, u2, v2);
                s3 = Fma(s3, u3, v3);
                v0 = Fma(v0, u0, Vector256.Load(c0 + at));
                v1 = Fma(v1, u1, Vector256.Load(c1 + at));
                v2 = Fma(v2, u2, Vector256.Load(c2 + at));
                v3 = Fma(v3, u3, Vector256.Load(c3 + at));
            }

            Transpose(ref v0, ref v1, ref v2, ref v3);
            Transpose(ref s0, ref s1, ref s2, ref s3);
            double* v = values + (f * stride);
            double* s = slopes + (f * stride);
            v0.Store(v);
            v1.Store(v + stride);
            v2.Store(v + (2 * stride));
            v3.Store(v + (3 * stride));
            (s0 * scale).Store(s);
            (s1 * scale).Store(s + stride);
            (s2 * scale).Store(s + (2 * stride));
            (s3 * scale).Store(s + (3 * stride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector256<double> a, ref Vector256<double> b, ref Vector256<double> c, ref Vector256<double> d)
    {
        var ac0 = Vector256.Create(a.GetLower(), c.GetLower());
        var ac1 = Vector256.Create(a.GetUpper(), c.GetUpper());
        var bd0 = Vector256.Create(b.GetLower(), d.GetLower());
        var bd1 = Vector256.Create(b.GetUpper(), d.GetUpper());
        a = Unpack(ac0, bd0, false);
        b = Unpack(ac0, bd0, true);
        c = Unpack(ac1, bd1, false);
        d = Unpack(ac1, bd1, true);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Unpack(Vector256<double> x, Vector256<double> y, bool high)
    {
        if (System.Runtime.Intrinsics.X86.Avx.IsSupported)
        {
            return high ? System.Runtime.Intrinsics.X86.Avx.UnpackHigh(x, y) : System.Runtime.Intrinsics.X86.Avx.UnpackLow(x, y);
        }

        return high ? Vector256.Create(x[1], y[1], x[3], y[3]) : Vector256.Create(x[0], y[0], x[2], y[2]);
    }

    private double* Locate(double x, out double t, out double scale)
    {
        int part = 0;
        while (part + 1 < _start.Length && x >= _start[part + 1])
        {
            part++;
        }

        double u = (x - _start[part]) * _inverse[part];
        int k = Math.Clamp((int)u, 0, _count[part] - 1);
        t = (2.0 * (u - k)) - 1.0;
        scale = 2.0 * _inverse[part];
        return _coefficients.Pointer + ((nint)(_first[part] + k) * Terms * Functions);
    }

    private void Fill(TableFunction evaluate, TableFunction? slopes)
    {
        int count = slopes is null ? Terms : Terms - 1;
        double[,] monomials = ChebyshevMonomials();
        var nodes = new double[count][];
        for (int part = 0; part < _start.Length; part++)
        {
            for (int k = 0; k < _count[part]; k++)
            {
                double middle = _start[part] + ((k + 0.5) * _width[part]), half = 0.5 * _width[part];
                for (int n = 0; n < count; n++)
                {
                    nodes[n] = new double[Functions];
                    (slopes ?? evaluate)(middle + (half * Node(n, count)), nodes[n]);
                }

                double* to = _coefficients.Pointer + ((nint)(_first[part] + k) * Terms * Functions);
                for (int f = 0; f < Functions; f++)
                {
                    Fit(to + f, nodes, f, monomials);
                }

                if (slopes is not null)
                {
                    var values = new double[Functions];
                    evaluate(middle, values);
                    Integrate(to, half, values);
                }
            }
        }
    }

    /// <summary>Coefficients of the powers of t of the polynomial through the nodes.</summary>
    private void Fit(double* to, double[][] nodes, int f, double[,] monomials)
    {
        int count = nodes.Length;
        Span<double> sums = stackalloc double[Terms];
        sums.Clear();
        for (int m = 0; m < count; m++)
        {
            double chebyshev = 0.0;
            for (int n = 0; n < count; n++)
            {
                chebyshev += nodes[n][f] * Math.Cos(m * Math.PI * (n + 0.5) / count);
            }

            chebyshev *= (m == 0 ? 1.0 : 2.0) / count;
            for (int k = 0; k <= m; k++)
            {
                sums[k] += chebyshev * monomials[m, k];
            }
        }

        for (int k = 0; k < Terms; k++)
        {
            to[k * Functions] = sums[k];
        }
    }

    /// <summary>From the polynomials of slopes by x to those of values, which are known in the middle.</summary>
    private void Integrate(double* to, double half, ReadOnlySpan<double> middle)
    {
        for (int f = 0; f < Functions; f++)
        {
            for (int k = Terms - 1; k > 0; k--)
            {
                to[(k * Functions) + f] = half * to[((k - 1) * Functions) + f] / k;
            }

            to[f] = middle[f];
        }
    }

    private static double Node(int n, int count) => Math.Cos(Math.PI * (n + 0.5) / count);

    private static double[,] ChebyshevMonomials()
    {
        var table = new double[Terms, Terms];
        table[0, 0] = 1.0;
        table[1, 1] = 1.0;
        for (int m = 2; m < Terms; m++)
        {
            for (int k = 0; k <= m; k++)
            {
                table[m, k] = (k > 0 ? 2.0 * table[m - 1, k - 1] : 0.0) - table[m - 2, k];
            }
        }

        return table;
    }
}
