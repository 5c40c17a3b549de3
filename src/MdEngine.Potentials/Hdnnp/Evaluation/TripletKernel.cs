using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
    // Of what is kept of pairs, the first array of exponentials.
    private const int FirstGauss = 5;
    private const int Batch = TripletGroup.Batch, Stride = TripletGroup.Stride;

    /// <summary>Computes the functions of a group.</summary>
    public static void Forward(
        TripletGroup group, TripletFrame<TReal> triplets, KernelScratch<TReal> scratch, double* values)
    {
        double* sums = scratch.Sums + group.Series.Length;
        new Span<double>(scratch.Sums, group.Series.Length + group.Links.Length).Clear();
        int kept = KeptArrays(group) * Stride;
        int batches = (triplets.PairCount + Batch - 1) / Batch;
        triplets.Kept.Grow(batches * kept);
        triplets.Bytes = ((long)batches * kept * sizeof(TReal)) + (4L * triplets.PairCount);
        TReal* to = triplets.Kept.Pointer;
        int* run = triplets.Runs.Pointer;
        for (int first = 0; first < triplets.PairCount; first += Batch, to += kept)
        {
            int n = Math.Min(Batch, triplets.PairCount - first);
            run = (group.IsNarrow, group.IsShifted) switch
            {
                (true, false) => Geometry<On, Off>(group, triplets, run, first, n, to, scratch),
                (true, true) => Geometry<On, On>(group, triplets, run, first, n, to, scratch),
                (false, false) => Geometry<Off, Off>(group, triplets, run, first, n, to, scratch),
                (false, true) => Geometry<Off, On>(group, triplets, run, first, n, to, scratch),
            };
            AddSums(group, n, to, scratch);
        }

        group.Series.AddValues(scratch.Sums, values);
        for (int l = 0; l < group.Links.Length; l++)
        {
            values[group.Links[l].Function] += group.Links[l].ValueFactor * sums[l];
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

        group.Series.Collect(slopesOfEnergy, scratch.Sums);
        int kept = KeptArrays(group) * Stride;
        TReal* from = triplets.Kept.Pointer;
        int* run = triplets.Runs.Pointer;
        for (int first = 0; first < triplets.PairCount; first += Batch, from += kept)
        {
            int n = Math.Min(Batch, triplets.PairCount - first);
            CollectSlopes(group, n, from, scratch);
            run = (group.IsNarrow, group.IsShifted) switch
            {
                (true, false) => BackwardBatch<On, Off>(group, triplets, run, first, n, from, scratch),
                (true, true) => BackwardBatch<On, On>(group, triplets, run, first, n, from, scratch),
                (false, false) => BackwardBatch<Off, Off>(group, triplets, run, first, n, from, scratch),
                (false, true) => BackwardBatch<Off, On>(group, triplets, run, first, n, from, scratch),
            };
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

    private static int KeptArrays(TripletGroup group) => FirstGauss + group.Ladder.Etas.Length + (group.IsShifted ? 2 : 0);

    /// <summary>Cosines, shapes and exponentials of a batch; returns the first run of the next one.</summary>
    private static int* Geometry<TNarrow, TShifted>(
        TripletGroup group,
        TripletFrame<TReal> triplets,
        int* run,
        int first,
        int n,
        TReal* kept,
        KernelScratch<TReal> scratch)
        where TNarrow : struct, IFlag
        where TShifted : struct, IFlag
    {
        TReal* c = kept, ik = c + Stride, qk = ik + Stride, w = qk + Stride, e = kept + (FirstGauss * Stride);
        TReal* hk = e + (group.Ladder.Etas.Length * Stride), u = scratch.Batch, square = u + Stride;
        TReal* records = triplets.Records.Pointer;
        int* k = triplets.K.Pointer + first;
        for (int at = 0; at < n; run += 2)
        {
            TReal* j = records + run[0];
            TLanes xj = TLanes.Broadcast(j[0]), yj = TLanes.Broadcast(j[1]), zj = TLanes.Broadcast(j[2]);
            TLanes ij = TLanes.Broadcast(j[3]), uj = TLanes.Broadcast(j[4]), fj = TLanes.Broadcast(j[5]);
            for (int end = run[1] - first; at < end; at += TLanes.Count)
            {
                TLanes.LoadQuads(records, k + at, out TLanes x, out TLanes y, out TLanes z, out TLanes i);
                TLanes.LoadQuads(records + 4, k + at, out TLanes uk, out TLanes fk, out TLanes q, out TLanes h);
                TLanes dot = TLanes.MultiplyAdd(xj, x, TLanes.MultiplyAdd(yj, y, zj * z)), both = uj + uk;
                TLanes.Store(c + at, dot * (ij * i));
                TLanes.Store(ik + at, i);
                TLanes.Store(qk + at, q);
                TLanes.Store(w + at, fj * fk);
                TLanes.Store(u + at, both);
                if (TShifted.Value)
                {
                    TLanes.Store(hk + at, h);
                }

                if (TNarrow.Value && !TShifted.Value && typeof(TReal) == typeof(double))
                {
                    // The law of cosines: in double precision a few bits can be spared.
                    TLanes.Store(square + at, both - (dot + dot));
                }
                else if (TNarrow.Value)
                {
                    TLanes dx = x - xj, dy = y - yj, dz = z - zj;
                    TLanes.Store(square + at, TLanes.MultiplyAdd(dx, dx, TLanes.MultiplyAdd(dy, dy, dz * dz)));
                }
            }
        }

        if (TNarrow.Value && !TShifted.Value && !group.Shape.IsCompact)
        {
            var loop = new ThirdSides<TLanes, TReal>
            {
                Shape = group.Shape,
                Square = square,
                Shapes = w,
                Slopes = w + Stride,
                Exponents = u,
                Count = n,
            };
            group.Shape.With(ref loop);
        }
        else if (TNarrow.Value)
        {
            AddThirdSides<TShifted>(group, n, w, w + Stride, hk + Stride, scratch);
        }

        group.Ladder.Evaluate<TLanes, TReal>(u, n, e, scratch.Batch + (KernelScratch<TReal>.OwnArrays * Stride), Stride);
        return run;
    }

    /// <summary>Multiplies the shapes with those of the third sides, and adds these to the exponents.</summary>
    private static void AddThirdSides<TShifted>(
        TripletGroup group, int n, TReal* w, TReal* slope, TReal* h, KernelScratch<TReal> scratch)
        where TShifted : struct, IFlag
    {
        TReal* u = scratch.Batch, square = u + Stride, r = square + Stride, inverse = r + Stride;
        TReal* f = inverse + Stride, g = f + Stride;
        TLanes one = TLanes.Create(1.0), shift = TLanes.Create(group.Shift);
        for (int v = 0; v < n; v += TLanes.Count)
        {
            TLanes d = TLanes.Sqrt(TLanes.Load(square + v));
            TLanes.Store(r + v, d);
            TLanes.Store(inverse + v, one / d);
        }

        group.Shape.Evaluate<TLanes, TReal>(r, inverse, n, f, g);
        for (int v = 0; v < n; v += TLanes.Count)
        {
            TLanes both = TLanes.Load(w + v), exponent = TLanes.Load(u + v);
            TLanes.Store(w + v, both * TLanes.Load(f + v));
            TLanes.Store(slope + v, both * TLanes.Load(g + v));
            if (TShifted.Value)
            {
                TLanes offset = TLanes.Load(r + v) - shift;
                TLanes.Store(u + v, TLanes.MultiplyAdd(offset, offset, exponent));
                TLanes.Store(h + v, one - (shift * TLanes.Load(inverse + v)));
            }
            else
            {
                TLanes.Store(u + v, exponent + TLanes.Load(square + v));
            }
        }
    }

    private static void AddSums(TripletGroup group, int n, TReal* kept, KernelScratch<TReal> scratch)
    {
        TReal* c = kept, w = kept + (3 * Stride), e = kept + (FirstGauss * Stride), product = scratch.Batch;
        TReal* registers = scratch.Batch + (KernelScratch<TReal>.OwnArrays * Stride);
        double* sums = scratch.Sums + group.Series.Length;
        if (group.Links.Length > 0)
        {
            group.Angular.Evaluate<TLanes, TReal>(c, n, false, registers, Stride);
        }

        for (int eta = 0; eta < group.Ladder.Etas.Length; eta++, e += Stride)
        {
            PowerSums<TLanes, TReal>.Add(
                group.Series.Degrees[eta], w, e, c, n, scratch.Sums + (eta * CosineSeries.Stride));
            if (group.Start[eta] == group.Start[eta + 1])
            {
                continue;
            }

            for (int v = 0; v < n; v += TLanes.Count)
            {
                TLanes.Store(product + v, TLanes.Load(w + v) * TLanes.Load(e + v));
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
        TReal* e = kept + (FirstGauss * Stride);
        TReal* u = scratch.Batch, v = u + Stride, w = v + Stride;
        if (group.Links.Length > 0)
        {
            group.Angular.Evaluate<TLanes, TReal>(
                kept, n, true, scratch.Batch + (KernelScratch<TReal>.OwnArrays * Stride), Stride);
        }

        for (int eta = 0; eta < group.Ladder.Etas.Length; eta++, e += Stride)
        {
            bool isFirst = eta == 0;
            if (group.Series.Degrees[eta] >= 0)
            {
                PowerSums<TLanes, TReal>.Slopes(
                    group.Series.Degrees[eta], isFirst, scratch.Sums + (eta * CosineSeries.Stride), group.Ladder.Etas[eta], kept, e,
                    n, u, v, w);
                isFirst = false;
            }

            if (group.Start[eta] < group.Start[eta + 1])
            {
                CollectLinks(group, eta, isFirst, n, e, scratch);
            }
        }
    }

    private static void CollectLinks(
        TripletGroup group, int eta, bool isFirst, int n, TReal* e, KernelScratch<TReal> scratch)
    {
        TReal* registers = scratch.Batch + (KernelScratch<TReal>.OwnArrays * Stride);
        TReal* u = scratch.Batch, v = u + Stride, w = v + Stride, from = scratch.Factors + (2 * group.Start[eta]);
        int width = TLanes.Count;
        TLanes twice = TLanes.Create(2.0 * group.Ladder.Etas[eta]);
        fixed (int* offsets = group.Offsets)
        {
            int* begin = offsets + (2 * group.Start[eta]), end = offsets + (2 * group.Start[eta + 1]);
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

                int second = at + width, third = at + (2 * width), fourth = at + (3 * width);
                AddSlopes(isFirst, twice, p0, q0, e + at, u + at, v + at, w + at);
                AddSlopes(isFirst, twice, p1, q1, e + second, u + second, v + second, w + second);
                AddSlopes(isFirst, twice, p2, q2, e + third, u + third, v + third, w + third);
                AddSlopes(isFirst, twice, p3, q3, e + fourth, u + fourth, v + fourth, w + fourth);
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

    /// <summary>Derivatives along the sides and by the cosine; returns the first run of the next batch.</summary>
    private static int* BackwardBatch<TNarrow, TShifted>(
        TripletGroup group,
        TripletFrame<TReal> triplets,
        int* run,
        int first,
        int n,
        TReal* kept,
        KernelScratch<TReal> scratch)
        where TNarrow : struct, IFlag
        where TShifted : struct, IFlag
    {
        TReal* c = kept, ik = c + Stride, qk = ik + Stride, shapes = qk + Stride, slopes = shapes + Stride;
        TReal* hk = kept + ((FirstGauss + group.Ladder.Etas.Length) * Stride), h = hk + Stride;
        TReal* u = scratch.Batch, v = u + Stride, w = v + Stride, cross = w + Stride, self = cross + Stride;
        var selfOfJ = (double*)(self + Stride);
        int* k = triplets.K.Pointer + first;
        for (int at = 0; at < n; run += 2)
        {
            TReal* j = triplets.Records.Pointer + run[0];
            TLanes ij = TLanes.Broadcast(j[3]), ij2 = ij * ij, qj = TLanes.Broadcast(j[6]), hj = TLanes.Broadcast(j[7]);
            int begin = at, end = run[1] - first;
            TLanes sum = TLanes.Zero;
            new Span<double>(selfOfJ, 8).Clear();
            for (; at < end; at += TLanes.Count)
            {
                TLanes f = TLanes.Load(shapes + at), energy = TLanes.Load(u + at);
                TLanes su = energy * f, sv = TLanes.Load(v + at) * f, turn = TLanes.Load(w + at) * f, third = TLanes.Zero;
                if (TNarrow.Value)
                {
                    third = (TLanes.Load(slopes + at) * energy) - (TShifted.Value ? TLanes.Load(h + at) * sv : sv);
                }

                TLanes i = TLanes.Load(ik + at), straight = turn * TLanes.Load(c + at);
                TLanes alongJ = (qj * su) - (TShifted.Value ? hj * sv : sv);
                TLanes alongK = (TLanes.Load(qk + at) * su) - (TShifted.Value ? TLanes.Load(hk + at) * sv : sv);
                TLanes.Store(cross + at, (turn * (ij * i)) - third);
                TLanes.Store(self + at, alongK + third - (straight * (i * i)));
                TLanes selfJ = alongJ + third - (straight * ij2);
                if (typeof(TReal) == typeof(double))
                {
                    sum += selfJ;
                }
                else
                {
                    // Large terms cancel.
                    TLanes.AddTo(selfOfJ, selfJ);
                }
            }

            TLanes.AddTo(selfOfJ, sum);
            Spread(triplets, run[0], k, begin, end, cross, self, Vector256.Load(selfOfJ) + Vector256.Load(selfOfJ + 4));
        }

        return run;
    }

    /// <summary>
    /// Adds the derivatives of a run to those of its neighbours: those by a displacement are cross times the other neighbour's
    /// displacement, and self times the own one.
    /// </summary>
    private static void Spread(
        TripletFrame<TReal> triplets, int place, int* k, int begin, int end, TReal* cross, TReal* self, Vector256<double> selfOfJ)
    {
        TReal* records = triplets.Records.Pointer;
        double* gradients = triplets.Gradients.Pointer;
        Vector256<double> j = Row(records + place).WithElement(3, 1.0);
        Vector256<double> sum0 = Vector256<double>.Zero, sum1 = Vector256<double>.Zero;
        for (int at = begin; at < end; at += 2)
        {
            sum0 = Spread(records, gradients, k[at], j, cross[at], self[at], sum0);
            sum1 = Spread(records, gradients, k[at + 1], j, cross[at + 1], self[at + 1], sum1);
        }

        double* own = gradients + place;
        (Vector256.Load(own) + (sum0 + sum1).WithElement(3, Vector256.Sum(selfOfJ))).Store(own);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Spread(
        TReal* records, double* gradients, int place, Vector256<double> j, TReal cross, TReal self, Vector256<double> sum)
    {
        Vector256<double> x = Vector256.Create(double.CreateTruncating(cross)), s = Vector256.Create(double.CreateTruncating(self));
        Vector256<double> both = Avx.IsSupported
            ? Avx.Blend(x, s, 8)
            : Vector256.ConditionalSelect(Vector256.Create(0, 0, 0, -1L).AsDouble(), s, x);
        double* to = gradients + place;
        Vector256.MultiplyAddEstimate(both, j, Vector256.Load(to)).Store(to);
        return Vector256.MultiplyAddEstimate(x, Row(records + place), sum);
    }

    /// <summary>The first four numbers of a record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Row(TReal* record)
    {
        if (typeof(TReal) == typeof(double))
        {
            return Vector256.Load((double*)record);
        }

        Vector128<float> row = Vector128.Load((float*)record);
        return Avx.IsSupported
            ? Avx.ConvertToVector256Double(row)
            : Vector256.Create(Vector128.WidenLower(row), Vector128.WidenUpper(row));
    }
}
