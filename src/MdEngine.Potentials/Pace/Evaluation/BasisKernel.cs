using System;
using System.Runtime.CompilerServices;
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
    /// <param name="a">Factors with slopes: for each register of neighbours one of each harmonic.</param>
    /// <param name="b">Factors with values.</param>
    /// <param name="stride">Distance of the factors of one register of neighbours from those of the next.</param>
    public static void Contract(
        in MomentumBlock block, double* values, double* slopes, double* derivatives, double* a, double* b, int stride)
    {
        int row = PaceNeighbors.Chunk * Lanes, first = HarmonicTerms.Row(block.L) * Lanes;
        double* r = values + (block.FirstFunction * row), s = slopes + (block.FirstFunction * row);
        double* w = derivatives + (block.FirstRow * Lanes);
        for (int n = 0; n < block.Count;)
        {
            int taken = Math.Min(5, block.Count - n);
            double* rn = r + (n * row), sn = s + (n * row), wn = w + (n * Lanes);
            switch (taken)
            {
                case 1:
                    Contract<One>(in block, rn, sn, wn, a + first, b + first, stride, n > 0);
                    break;
                case 2:
                    Contract<Two>(in block, rn, sn, wn, a + first, b + first, stride, n > 0);
                    break;
                case 3:
                    Contract<Three>(in block, rn, sn, wn, a + first, b + first, stride, n > 0);
                    break;
                case 4:
                    Contract<Four>(in block, rn, sn, wn, a + first, b + first, stride, n > 0);
                    break;
                default:
                    Contract<Five>(in block, rn, sn, wn, a + first, b + first, stride, n > 0);
                    break;
            }

            n += taken;
        }
    }

    private static void Contract<TCount>(
        in MomentumBlock block, double* r, double* s, double* w, double* a, double* b, int stride, bool adds)
        where TCount : unmanaged, ICount
    {
        int components = block.Components, count = block.Count;
        for (int k = 0; k < PaceNeighbors.Chunk; k++)
        {
            Contract<TCount>(components, count, r + (k * Lanes), s + (k * Lanes), w, a + (k * stride), b + (k * stride), adds);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Contract<TCount>(int components, int count, double* r, double* s, double* w, double* a, double* b, bool adds)
        where TCount : unmanaged, ICount
    {
        int n = Lanes, row = PaceNeighbors.Chunk * n, stride = count * n;
        TLanes r0 = TLanes.Load(r), s0 = TLanes.Load(s), r1 = r0, s1 = s0, r2 = r0, s2 = s0, r3 = r0, s3 = s0, r4 = r0, s4 = s0;
        if (TCount.Value > 1)
        {
            (r1, s1) = (TLanes.Load(r + row), TLanes.Load(s + row));
        }

        if (TCount.Value > 2)
        {
            (r2, s2) = (TLanes.Load(r + (2 * row)), TLanes.Load(s + (2 * row)));
        }

        if (TCount.Value > 3)
        {
            (r3, s3) = (TLanes.Load(r + (3 * row)), TLanes.Load(s + (3 * row)));
        }

        if (TCount.Value > 4)
        {
            (r4, s4) = (TLanes.Load(r + (4 * row)), TLanes.Load(s + (4 * row)));
        }

        for (double* end = a + (components * n); a < end; a += n, b += n, w += stride)
        {
            TLanes x = TLanes.Load(w), p = x * s0, q = x * r0;
            if (TCount.Value > 1)
            {
                x = TLanes.Load(w + n);
                p = TLanes.MultiplyAdd(x, s1, p);
                q = TLanes.MultiplyAdd(x, r1, q);
            }

            if (TCount.Value > 2)
            {
                x = TLanes.Load(w + (2 * n));
                p = TLanes.MultiplyAdd(x, s2, p);
                q = TLanes.MultiplyAdd(x, r2, q);
            }

            if (TCount.Value > 3)
            {
                x = TLanes.Load(w + (3 * n));
                p = TLanes.MultiplyAdd(x, s3, p);
                q = TLanes.MultiplyAdd(x, r3, q);
            }

            if (TCount.Value > 4)
            {
                x = TLanes.Load(w + (4 * n));
                p = TLanes.MultiplyAdd(x, s4, p);
                q = TLanes.MultiplyAdd(x, r4, q);
            }

            if (adds)
            {
                p += TLanes.Load(a);
                q += TLanes.Load(b);
            }

            TLanes.Store(a, p);
            TLanes.Store(b, q);
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

    /// <summary>A number that the compiler knows.</summary>
    private interface ICount
    {
        static abstract int Value { get; }
    }

    private readonly struct One : ICount
    {
        public static int Value => 1;
    }

    private readonly struct Two : ICount
    {
        public static int Value => 2;
    }

    private readonly struct Three : ICount
    {
        public static int Value => 3;
    }

    private readonly struct Four : ICount
    {
        public static int Value => 4;
    }

    private readonly struct Five : ICount
    {
        public static int Value => 5;
    }
}
