using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>Sums R_nl Y_lm over a chunk of neighbours, and their derivatives.</summary>
internal static unsafe class BasisKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    private static int Lanes => TLanes.Count;

    /// <summary>Adds the products of radial functions and harmonics of a chunk to the atomic basis.</summary>
    /// <param name="block">The functions of one l.</param>
    /// <param name="radial">Rows of all functions of the run.</param>
    /// <param name="harmonics">Rows of all harmonics.</param>
    /// <param name="sums">Rows of the atomic basis, of one register each.</param>
    public static void Add(in MomentumBlock block, double* radial, double* harmonics, double* sums)
    {
        int row = PaceNeighbors.Chunk * Lanes, n = 0;
        double* r = radial + (block.FirstFunction * row), y = harmonics + (HarmonicTerms.Row(block.L) * row);
        double* a = sums + (block.FirstRow * Lanes);
        for (; block.Count - n is >= 5 or 3; n += 3)
        {
            AddThree(block.Components, r + (n * row), y, a + (n * Lanes), block.Count * Lanes);
        }

        for (; block.Count - n >= 2; n += 2)
        {
            AddTwo(block.Components, r + (n * row), y, a + (n * Lanes), block.Count * Lanes);
        }

        if (n < block.Count)
        {
            AddOne(block.Components, r + (n * row), y, a + (n * Lanes), block.Count * Lanes);
        }
    }

    /// <summary>
    /// Factors of the harmonics of a chunk: sum_n W_nlm R'_nl and sum_n W_nlm R_nl, with the derivatives W of the energy by the
    /// atomic basis.
    /// </summary>
    /// <param name="block">The functions of one l.</param>
    /// <param name="values">Rows of R of all functions of the run.</param>
    /// <param name="slopes">Rows of their slopes.</param>
    /// <param name="derivatives">Rows of W, of one register each.</param>
    /// <param name="a">Factors with slopes, rows as those of harmonics.</param>
    /// <param name="b">Factors with values.</param>
    public static void Contract(
        in MomentumBlock block, double* values, double* slopes, double* derivatives, double* a, double* b)
    {
        int row = PaceNeighbors.Chunk * Lanes, first = HarmonicTerms.Row(block.L) * row;
        double* w = derivatives + (block.FirstRow * Lanes);
        for (int k = 0; k < row; k += 2 * Lanes)
        {
            double* r = values + (block.FirstFunction * row) + k, s = slopes + (block.FirstFunction * row) + k;
            double* toA = a + first + k, toB = b + first + k;
            int n = 0;
            for (; block.Count - n is >= 5 or 3; n += 3)
            {
                ContractThree(block.Components, r + (n * row), s + (n * row), w + (n * Lanes), block.Count * Lanes, toA, toB, n == 0);
            }

            for (; n < block.Count; n += 2)
            {
                ContractTwo(
                    block.Components, r + (n * row), s + (n * row), w + (n * Lanes), block.Count * Lanes, toA, toB, n == 0, n + 1 < block.Count);
            }
        }
    }

    private static void AddThree(int components, double* r, double* y, double* a, int stride)
    {
        int w = Lanes, row = PaceNeighbors.Chunk * w;
        double* s = r + row, t = s + row;
        TLanes r0 = TLanes.Load(r), r1 = TLanes.Load(r + w), r2 = TLanes.Load(r + (2 * w)), r3 = TLanes.Load(r + (3 * w));
        TLanes s0 = TLanes.Load(s), s1 = TLanes.Load(s + w), s2 = TLanes.Load(s + (2 * w)), s3 = TLanes.Load(s + (3 * w));
        TLanes t0 = TLanes.Load(t), t1 = TLanes.Load(t + w), t2 = TLanes.Load(t + (2 * w)), t3 = TLanes.Load(t + (3 * w));
        for (int c = 0; c < components; c++)
        {
            TLanes v = TLanes.Load(y);
            TLanes x = TLanes.MultiplyAdd(r0, v, TLanes.Load(a)), u = TLanes.MultiplyAdd(s0, v, TLanes.Load(a + w));
            TLanes z = TLanes.MultiplyAdd(t0, v, TLanes.Load(a + (2 * w)));
            v = TLanes.Load(y + w);
            x = TLanes.MultiplyAdd(r1, v, x);
            u = TLanes.MultiplyAdd(s1, v, u);
            z = TLanes.MultiplyAdd(t1, v, z);
            v = TLanes.Load(y + (2 * w));
            x = TLanes.MultiplyAdd(r2, v, x);
            u = TLanes.MultiplyAdd(s2, v, u);
            z = TLanes.MultiplyAdd(t2, v, z);
            v = TLanes.Load(y + (3 * w));
            TLanes.Store(a, TLanes.MultiplyAdd(r3, v, x));
            TLanes.Store(a + w, TLanes.MultiplyAdd(s3, v, u));
            TLanes.Store(a + (2 * w), TLanes.MultiplyAdd(t3, v, z));
            y += row;
            a += stride;
        }
    }

    private static void AddTwo(int components, double* r, double* y, double* a, int stride)
    {
        int w = Lanes, row = PaceNeighbors.Chunk * w;
        double* s = r + row;
        TLanes r0 = TLanes.Load(r), r1 = TLanes.Load(r + w), r2 = TLanes.Load(r + (2 * w)), r3 = TLanes.Load(r + (3 * w));
        TLanes s0 = TLanes.Load(s), s1 = TLanes.Load(s + w), s2 = TLanes.Load(s + (2 * w)), s3 = TLanes.Load(s + (3 * w));
        for (int c = 0; c < components; c++)
        {
            TLanes v = TLanes.Load(y);
            TLanes x = TLanes.MultiplyAdd(r0, v, TLanes.Load(a)), u = TLanes.MultiplyAdd(s0, v, TLanes.Load(a + w));
            v = TLanes.Load(y + w);
            x = TLanes.MultiplyAdd(r1, v, x);
            u = TLanes.MultiplyAdd(s1, v, u);
            v = TLanes.Load(y + (2 * w));
            x = TLanes.MultiplyAdd(r2, v, x);
            u = TLanes.MultiplyAdd(s2, v, u);
            v = TLanes.Load(y + (3 * w));
            TLanes.Store(a, TLanes.MultiplyAdd(r3, v, x));
            TLanes.Store(a + w, TLanes.MultiplyAdd(s3, v, u));
            y += row;
            a += stride;
        }
    }

    private static void AddOne(int components, double* r, double* y, double* a, int stride)
    {
        int w = Lanes, row = PaceNeighbors.Chunk * w;
        TLanes r0 = TLanes.Load(r), r1 = TLanes.Load(r + w), r2 = TLanes.Load(r + (2 * w)), r3 = TLanes.Load(r + (3 * w));
        for (int c = 0; c < components; c++)
        {
            TLanes x = TLanes.MultiplyAdd(r0, TLanes.Load(y), TLanes.Load(a));
            x = TLanes.MultiplyAdd(r1, TLanes.Load(y + w), x);
            x = TLanes.MultiplyAdd(r2, TLanes.Load(y + (2 * w)), x);
            TLanes.Store(a, TLanes.MultiplyAdd(r3, TLanes.Load(y + (3 * w)), x));
            y += row;
            a += stride;
        }
    }

    private static void ContractThree(
        int components, double* r, double* s, double* w, int stride, double* a, double* b, bool isFirst)
    {
        int n = Lanes, row = PaceNeighbors.Chunk * n;
        TLanes r00 = TLanes.Load(r), r01 = TLanes.Load(r + n), r10 = TLanes.Load(r + row), r11 = TLanes.Load(r + row + n);
        TLanes r20 = TLanes.Load(r + (2 * row)), r21 = TLanes.Load(r + (2 * row) + n);
        TLanes s00 = TLanes.Load(s), s01 = TLanes.Load(s + n), s10 = TLanes.Load(s + row), s11 = TLanes.Load(s + row + n);
        TLanes s20 = TLanes.Load(s + (2 * row)), s21 = TLanes.Load(s + (2 * row) + n);
        for (int c = 0; c < components; c++)
        {
            TLanes w0 = TLanes.Load(w), w1 = TLanes.Load(w + n), w2 = TLanes.Load(w + (2 * n));
            TLanes b0 = isFirst ? w0 * r00 : TLanes.MultiplyAdd(w0, r00, TLanes.Load(b));
            TLanes b1 = isFirst ? w0 * r01 : TLanes.MultiplyAdd(w0, r01, TLanes.Load(b + n));
            TLanes a0 = isFirst ? w0 * s00 : TLanes.MultiplyAdd(w0, s00, TLanes.Load(a));
            TLanes a1 = isFirst ? w0 * s01 : TLanes.MultiplyAdd(w0, s01, TLanes.Load(a + n));
            TLanes.Store(b, TLanes.MultiplyAdd(w2, r20, TLanes.MultiplyAdd(w1, r10, b0)));
            TLanes.Store(b + n, TLanes.MultiplyAdd(w2, r21, TLanes.MultiplyAdd(w1, r11, b1)));
            TLanes.Store(a, TLanes.MultiplyAdd(w2, s20, TLanes.MultiplyAdd(w1, s10, a0)));
            TLanes.Store(a + n, TLanes.MultiplyAdd(w2, s21, TLanes.MultiplyAdd(w1, s11, a1)));
            w += stride;
            a += row;
            b += row;
        }
    }

    private static void ContractTwo(
        int components, double* r, double* s, double* w, int stride, double* a, double* b, bool isFirst, bool hasSecond)
    {
        int n = Lanes, row = PaceNeighbors.Chunk * n;
        TLanes r00 = TLanes.Load(r), r01 = TLanes.Load(r + n), s00 = TLanes.Load(s), s01 = TLanes.Load(s + n);
        // Without a second function what follows the first one counts zero times.
        int next = hasSecond ? row : 0, nextW = hasSecond ? n : 0;
        TLanes on = TLanes.Broadcast(hasSecond ? 1.0 : 0.0);
        TLanes r10 = on * TLanes.Load(r + next), r11 = on * TLanes.Load(r + next + n);
        TLanes s10 = on * TLanes.Load(s + next), s11 = on * TLanes.Load(s + next + n);
        for (int c = 0; c < components; c++)
        {
            TLanes w0 = TLanes.Load(w), w1 = TLanes.Load(w + nextW);
            TLanes b0 = isFirst ? w0 * r00 : TLanes.MultiplyAdd(w0, r00, TLanes.Load(b));
            TLanes b1 = isFirst ? w0 * r01 : TLanes.MultiplyAdd(w0, r01, TLanes.Load(b + n));
            TLanes a0 = isFirst ? w0 * s00 : TLanes.MultiplyAdd(w0, s00, TLanes.Load(a));
            TLanes a1 = isFirst ? w0 * s01 : TLanes.MultiplyAdd(w0, s01, TLanes.Load(a + n));
            TLanes.Store(b, TLanes.MultiplyAdd(w1, r10, b0));
            TLanes.Store(b + n, TLanes.MultiplyAdd(w1, r11, b1));
            TLanes.Store(a, TLanes.MultiplyAdd(w1, s10, a0));
            TLanes.Store(a + n, TLanes.MultiplyAdd(w1, s11, a1));
            w += stride;
            a += row;
            b += row;
        }
    }
}
