using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MdEngine.Potentials.Pace.Radial;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>Interpolates the functions of a table at the distances of a chunk of neighbours, four at a time.</summary>
internal static unsafe class HermiteKernel
{
    /// <summary>Rows of values, then of slopes times the width of a cell.</summary>
    /// <param name="table">Table.</param>
    /// <param name="r">Distances, Angstrom, and four more, which come next: what belongs to them is fetched in time.</param>
    /// <param name="count">Their number, a multiple of four: the length of a row.</param>
    /// <param name="to">Values of all functions, then slopes.</param>
    /// <returns>False if a distance lies below the table, or is not a number.</returns>
    public static bool Interpolate(HermiteCells table, double* r, int count, double* to)
    {
        Vector256<double> scale = Vector256.Create(table.PerLength), cells = Vector256.Create((double)table.Cells);
        int stride = table.Stride;
        double* slopes = to + ((long)stride * count);
        Vector256<double> x = Vector256.Load(r) * scale, cell = Cell(x, cells);
        Vector128<int> at = Place(cell, stride);
        for (int k = 0; k < count; k += 4)
        {
            if (!Vector256.GreaterThanOrEqualAll(x, Vector256<double>.One))
            {
                return false;
            }

            // Beyond the table all numbers are zero, whatever the place in the cell.
            Vector256<double> t = x - cell;
            x = Vector256.Load(r + k + 4) * scale;
            cell = Cell(x, cells);
            Vector128<int> next = Place(cell, stride);
            Row(table.Nodes, at, next, stride, t, to + k, slopes + k, count);
            at = next;
        }

        return true;
    }

    // Distances below the table are refused before they are used; they may be fetched for, harmlessly.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Cell(Vector256<double> x, Vector256<double> cells) => Vector256.Floor(
        Vector256.ConditionalSelect(Vector256.LessThan(x, cells), x, cells + Vector256<double>.One));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Place(Vector256<double> cell, int stride) => (Avx.IsSupported
        ? Avx.ConvertToVector128Int32(cell)
        : Vector128.Create((int)cell[0], (int)cell[1], (int)cell[2], (int)cell[3])) * (2 * stride);

    private static void Row(
        double* nodes, Vector128<int> at, Vector128<int> next, int stride, Vector256<double> t, double* values, double* slopes, int count)
    {
        double* a = nodes + at[0], b = nodes + at[1], c = nodes + at[2], d = nodes + at[3];
        double* na = nodes + next[0], nb = nodes + next[1], nc = nodes + next[2], nd = nodes + next[3];
        Vector256<double> tac = Vector256.Create(t[0], t[0], t[2], t[2]), tbd = Vector256.Create(t[1], t[1], t[3], t[3]);
        for (double* end = a + stride; a < end; a += 2, b += 2, c += 2, d += 2)
        {
            // Four rows of this many numbers make as many cache lines as there are pairs of functions.
            if (Sse.IsSupported)
            {
                Sse.PrefetchNonTemporal(na);
                Sse.PrefetchNonTemporal(nb);
                Sse.PrefetchNonTemporal(nc);
                Sse.PrefetchNonTemporal(nd);
                na += 8;
                nb += 8;
                nc += 8;
                nd += 8;
            }

            Pair(a, c, stride, tac, out Vector256<double> vac, out Vector256<double> sac);
            Pair(b, d, stride, tbd, out Vector256<double> vbd, out Vector256<double> sbd);
            Low(vac, vbd).Store(values);
            High(vac, vbd).Store(values + count);
            Low(sac, sbd).Store(slopes);
            High(sac, sbd).Store(slopes + count);
            values += 2 * count;
            slopes += 2 * count;
        }
    }

    /// <summary>Two functions of two neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(
        double* a, double* c, int stride, Vector256<double> t, out Vector256<double> value, out Vector256<double> slope)
    {
        Vector256<double> f0 = Both(a, c), s0 = Both(a + stride, c + stride);
        Vector256<double> f1 = Both(a + (2 * stride), c + (2 * stride)), s1 = Both(a + (3 * stride), c + (3 * stride));
        // f0 + t (s0 + t (second + t third)).
        Vector256<double> rise = f1 - f0;
        Vector256<double> third = Fma(rise, Vector256.Create(-2.0), s0 + s1);
        Vector256<double> second = (rise - s0) - third, curve = Fma(t, third, second);
        value = Fma(t, Fma(t, curve, s0), f0);
        slope = Fma(t, Fma(t, third, curve + curve), s0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Both(double* low, double* high) => Vector256.Create(Vector128.Load(low), Vector128.Load(high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Fma(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Vector256.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Low(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackLow(a, b)
        : Vector256.Create(a[0], b[0], a[2], b[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> High(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackHigh(a, b)
        : Vector256.Create(a[1], b[1], a[3], b[3]);
}
