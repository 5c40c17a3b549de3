using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>Sums over pairs of neighbours, and their derivatives, batch by batch.</summary>
/// <remarks>
/// A function of a group is G = sum f_j f_k f_jk exp(-eta (u_j + u_k + u_jk)) B(c), with the shape f and u = (r - shift)^2 of
/// each side, and B of the cosine. With e_n the exponentials, P_n the sums of dE/dG B over the functions of exponent n and Q_n
/// those with the derivative of B, the energy changes through U = sum P_n e_n (shapes), V = sum 2 eta_n P_n e_n (distances in
/// the exponent) and W = sum Q_n e_n (cosine): three numbers a pair, however many functions there are.
/// </remarks>
internal static unsafe class TripletKernel<TLanes, TReal>
    where TLanes : unmanaged, IRealLanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Batch = TripletGroup.Batch, Stride = TripletGroup.Stride;

    /// <summary>Computes the functions of a group.</summary>
    public static void Forward(
        TripletGroup group, TripletFrame<TReal> triplets, KernelScratch<TReal> scratch, double* values)
    {
        new Span<double>(scratch.Sums, group.Links.Length).Clear();
        int kept = KeptArrays(group) * Stride;
        int batches = (triplets.PairCount + Batch - 1) / Batch;
        triplets.Kept.Grow(batches * kept);
        triplets.Bytes = ((long)batches * kept * sizeof(TReal)) + (8L * triplets.PairCount);
        TReal* to = triplets.Kept.Pointer;
        for (int first = 0; first < triplets.PairCount; first += Batch, to += kept)
        {
            int n = Math.Min(Batch, triplets.PairCount - first);
            if (group.IsNarrow)
            {
                ForwardBatch<On>(group, triplets, first, n, to, scratch);
            }
            else
            {
                ForwardBatch<Off>(group, triplets, first, n, to, scratch);
            }
        }

        for (int l = 0; l < group.Links.Length; l++)
        {
            values[group.Links[l].Function] += group.Links[l].ValueFactor * scratch.Sums[l];
        }
    }

    /// <summary>Adds the derivatives of the energy by the displacements, given those by the symmetry functions.</summary>
    public static void Backward(
        TripletGroup group,
        AtomFrame<TReal> frame,
        TripletFrame<TReal> triplets,
        KernelScratch<TReal> scratch,
        double* slopesOfEnergy)
    {
        TReal* factors = scratch.Factors;
        for (int l = 0; l < group.Links.Length; l++)
        {
            TripletGroup.Link link = group.Links[l];
            factors[2 * l] = TReal.CreateTruncating(link.ValueFactor * slopesOfEnergy[link.Function]);
            factors[(2 * l) + 1] = TReal.CreateTruncating(link.SlopeFactor * slopesOfEnergy[link.Function]);
        }

        int kept = KeptArrays(group) * Stride;
        TReal* from = triplets.Kept.Pointer;
        for (int first = 0; first < triplets.PairCount; first += Batch, from += kept)
        {
            int n = Math.Min(Batch, triplets.PairCount - first);
            CollectSlopes(group, n, from, scratch);
            if (group.IsNarrow)
            {
                BackwardBatch<On>(triplets, first, n, from, scratch);
            }
            else
            {
                BackwardBatch<Off>(triplets, first, n, from, scratch);
            }
        }

        const int record = TripletFrame<TReal>.Record;
        double* g = triplets.Gradients.Pointer;
        for (int k = 0; k < triplets.RecordCount; k++, g += record)
        {
            int neighbor = triplets.Neighbors.Pointer[k];
            frame.Gx[neighbor] += g[0] + (g[3] * double.CreateTruncating(frame.Dx[neighbor]));
            frame.Gy[neighbor] += g[1] + (g[3] * double.CreateTruncating(frame.Dy[neighbor]));
            frame.Gz[neighbor] += g[2] + (g[3] * double.CreateTruncating(frame.Dz[neighbor]));
        }
    }

    private static int KeptArrays(TripletGroup group) => 4 + group.Ladder.Etas.Length;

    private static void ForwardBatch<TNarrow>(
        TripletGroup group, TripletFrame<TReal> triplets, int first, int n, TReal* kept, KernelScratch<TReal> scratch)
        where TNarrow : struct, IFlag
    {
        TReal* c = kept, f = kept + Stride, g = f + Stride, h = g + Stride, e = h + Stride;
        TReal* weight = scratch.Batch, u = weight + Stride, r = u + Stride, inverse = r + Stride;
        TReal* registers = scratch.Batch + (KernelScratch<TReal>.OwnArrays * Stride);
        TReal* records = triplets.Records.Pointer;
        int* j = triplets.J.Pointer + first, k = triplets.K.Pointer + first;
        TLanes one = TLanes.Create(1.0);
        for (int v = 0; v < n; v += TLanes.Count)
        {
            TLanes.LoadQuads(records, j + v, out TLanes xj, out TLanes yj, out TLanes zj, out TLanes ij);
            TLanes.LoadQuads(records, k + v, out TLanes xk, out TLanes yk, out TLanes zk, out TLanes ik);
            TLanes dot = TLanes.MultiplyAdd(xj, xk, TLanes.MultiplyAdd(yj, yk, zj * zk));
            TLanes.Store(c + v, dot * (ij * ik));
            if (TNarrow.Value)
            {
                TLanes dx = xk - xj, dy = yk - yj, dz = zk - zj;
                TLanes d = TLanes.Sqrt(TLanes.MultiplyAdd(dx, dx, TLanes.MultiplyAdd(dy, dy, dz * dz)));
                TLanes.Store(r + v, d);
                TLanes.Store(inverse + v, one / d);
            }

            TLanes.LoadQuads(records + 4, j + v, out TLanes uj, out TLanes fj, out _, out _);
            TLanes.LoadQuads(records + 4, k + v, out TLanes uk, out TLanes fk, out _, out _);
            TLanes.Store(weight + v, fj * fk);
            TLanes.Store(u + v, uj + uk);
        }

        if (TNarrow.Value)
        {
            group.Shape.Evaluate<TLanes, TReal>(r, inverse, n, f, g);
            TLanes shift = TLanes.Create(group.Shift);
            for (int v = 0; v < n; v += TLanes.Count)
            {
                TLanes offset = TLanes.Load(r + v) - shift;
                TLanes.Store(u + v, TLanes.MultiplyAdd(offset, offset, TLanes.Load(u + v)));
                TLanes.Store(weight + v, TLanes.Load(weight + v) * TLanes.Load(f + v));
                TLanes.Store(h + v, one - (shift * TLanes.Load(inverse + v)));
            }
        }

        group.Ladder.Evaluate<TLanes, TReal>(u, n, e, registers, Stride);
        group.Angular.Evaluate<TLanes, TReal>(c, n, false, registers, Stride);
        Accumulate(group, n, weight, e, registers, u, scratch.Sums);
    }

    private static void Accumulate(
        TripletGroup group, int n, TReal* weight, TReal* e, TReal* registers, TReal* product, double* sums)
    {
        for (int eta = 0; eta < group.Start.Length - 1; eta++, e += Stride)
        {
            for (int v = 0; v < n; v += TLanes.Count)
            {
                TLanes.Store(product + v, TLanes.Load(weight + v) * TLanes.Load(e + v));
            }

            for (int l = group.Start[eta]; l < group.Start[eta + 1]; l++)
            {
                sums[l] += Dot(product, registers + (group.Links[l].Value * Stride), n);
            }
        }
    }

    private static double Dot(TReal* a, TReal* b, int n)
    {
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero;
        for (int v = 0; v < n; v += 4 * TLanes.Count)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Load(a + v), TLanes.Load(b + v), s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(a + v + TLanes.Count), TLanes.Load(b + v + TLanes.Count), s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(a + v + (2 * TLanes.Count)), TLanes.Load(b + v + (2 * TLanes.Count)), s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(a + v + (3 * TLanes.Count)), TLanes.Load(b + v + (3 * TLanes.Count)), s3);
        }

        return TLanes.Sum((s0 + s1) + (s2 + s3));
    }

    /// <summary>U, V and W of every pair of a batch.</summary>
    private static void CollectSlopes(TripletGroup group, int n, TReal* kept, KernelScratch<TReal> scratch)
    {
        TReal* e = kept + (4 * Stride);
        TReal* registers = scratch.Batch + (KernelScratch<TReal>.OwnArrays * Stride);
        TReal* u = scratch.Batch, v = u + Stride, w = v + Stride;
        group.Angular.Evaluate<TLanes, TReal>(kept, n, true, registers, Stride);
        int width = TLanes.Count;
        fixed (int* offsets = group.Offsets)
        {
            for (int eta = 0; eta < group.Start.Length - 1; eta++, e += Stride)
            {
                TLanes twice = TLanes.Create(2.0 * group.Ladder.Etas[eta]);
                int* begin = offsets + (2 * group.Start[eta]), end = offsets + (2 * group.Start[eta + 1]);
                TReal* from = scratch.Factors + (2 * group.Start[eta]);
                for (int at = 0; at < n; at += 4 * width)
                {
                    TLanes p0 = TLanes.Zero, p1 = TLanes.Zero, p2 = TLanes.Zero, p3 = TLanes.Zero;
                    TLanes q0 = TLanes.Zero, q1 = TLanes.Zero, q2 = TLanes.Zero, q3 = TLanes.Zero;
                    TReal* factor = from;
                    for (int* offset = begin; offset < end; offset += 2, factor += 2)
                    {
                        TLanes a = TLanes.Broadcast(factor[0]), b = TLanes.Broadcast(factor[1]);
                        TReal* value = registers + offset[0] + at, slope = registers + offset[1] + at;
                        p0 = TLanes.MultiplyAdd(a, TLanes.Load(value), p0);
                        p1 = TLanes.MultiplyAdd(a, TLanes.Load(value + width), p1);
                        p2 = TLanes.MultiplyAdd(a, TLanes.Load(value + (2 * width)), p2);
                        p3 = TLanes.MultiplyAdd(a, TLanes.Load(value + (3 * width)), p3);
                        q0 = TLanes.MultiplyAdd(b, TLanes.Load(slope), q0);
                        q1 = TLanes.MultiplyAdd(b, TLanes.Load(slope + width), q1);
                        q2 = TLanes.MultiplyAdd(b, TLanes.Load(slope + (2 * width)), q2);
                        q3 = TLanes.MultiplyAdd(b, TLanes.Load(slope + (3 * width)), q3);
                    }

                    AddSlopes(eta == 0, twice, p0, q0, e + at, u + at, v + at, w + at);
                    AddSlopes(eta == 0, twice, p1, q1, e + at + width, u + at + width, v + at + width, w + at + width);
                    int third = at + (2 * width), fourth = at + (3 * width);
                    AddSlopes(eta == 0, twice, p2, q2, e + third, u + third, v + third, w + third);
                    AddSlopes(eta == 0, twice, p3, q3, e + fourth, u + fourth, v + fourth, w + fourth);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSlopes(
        bool first, TLanes twice, TLanes p, TLanes q, TReal* e, TReal* u, TReal* v, TReal* w)
    {
        TLanes gauss = TLanes.Load(e), pe = p * gauss;
        if (first)
        {
            TLanes.Store(u, pe);
            TLanes.Store(v, twice * pe);
            TLanes.Store(w, q * gauss);
            return;
        }

        TLanes.Store(u, TLanes.Load(u) + pe);
        TLanes.Store(v, TLanes.MultiplyAdd(twice, pe, TLanes.Load(v)));
        TLanes.Store(w, TLanes.MultiplyAdd(q, gauss, TLanes.Load(w)));
    }

    private static void BackwardBatch<TNarrow>(
        TripletFrame<TReal> triplets, int first, int n, TReal* kept, KernelScratch<TReal> scratch)
        where TNarrow : struct, IFlag
    {
        TReal* records = triplets.Records.Pointer;
        double* gradients = triplets.Gradients.Pointer;
        TReal* u = scratch.Batch, v = u + Stride, w = v + Stride;
        int* j = triplets.J.Pointer + first, k = triplets.K.Pointer + first;
        for (int at = 0; at < n; at += TLanes.Count)
        {
            TLanes.LoadQuads(records + 4, j + at, out _, out TLanes fj, out TLanes gj, out TLanes hj);
            TLanes.LoadQuads(records + 4, k + at, out _, out TLanes fk, out TLanes gk, out TLanes hk);
            TLanes su = TLanes.Load(u + at), sv = TLanes.Load(v + at), sw = TLanes.Load(w + at);
            TLanes both = fj * fk, third = TLanes.Zero;
            if (TNarrow.Value)
            {
                TLanes f = TLanes.Load(kept + Stride + at), g = TLanes.Load(kept + (2 * Stride) + at);
                third = both * ((g * su) - (f * TLanes.Load(kept + (3 * Stride) + at) * sv));
                su *= f;
                sv *= f;
                sw *= f;
            }

            // Derivatives along each side, over its length, and by the cosine.
            TLanes alongJ = fk * ((gj * su) - (fj * hj * sv)), alongK = fj * ((gk * su) - (fk * hk * sv));
            TLanes turn = both * sw;
            TLanes.LoadQuads(records, j + at, out TLanes xj, out TLanes yj, out TLanes zj, out TLanes ij);
            TLanes.LoadQuads(records, k + at, out TLanes xk, out TLanes yk, out TLanes zk, out TLanes ik);
            TLanes straight = turn * TLanes.Load(kept + at);
            TLanes cross = (turn * (ij * ik)) - third;
            TLanes selfJ = alongJ + third - (straight * (ij * ij)), selfK = alongK + third - (straight * (ik * ik));
            TLanes.AddQuads(gradients, j + at, cross * xk, cross * yk, cross * zk, selfJ);
            TLanes.AddQuads(gradients, k + at, cross * xj, cross * yj, cross * zj, selfK);
        }
    }
}
