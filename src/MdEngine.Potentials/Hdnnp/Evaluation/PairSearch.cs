using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>Finds the pairs of neighbours that a group of angular symmetry functions sums over.</summary>
internal static unsafe class PairSearch<TLanes, TReal>
    where TLanes : unmanaged, IRealLanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Record = TripletFrame<TReal>.Record;

    // Room behind the positions for a register, and for what a last register of pairs writes too much.
    private const int Slack = 16;

    /// <summary>Which of four pairs to keep, by the bits of a mask: the places of their records, in front.</summary>
    private static ReadOnlySpan<int> Kept =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 8, 0, 0, 16, 0, 0, 0, 0, 16, 0, 0, 8, 16, 0, 0, 0, 8, 16, 0,
        24, 0, 0, 0, 0, 24, 0, 0, 8, 24, 0, 0, 0, 8, 24, 0, 16, 24, 0, 0, 0, 16, 24, 0, 8, 16, 24, 0, 0, 8, 16, 24,
    ];

    /// <summary>Fills records and pairs.</summary>
    public static void Find(TripletGroup group, AtomFrame<TReal> frame, TripletFrame<TReal> triplets)
    {
        bool alike = group.First == group.Second;
        int most = frame.Count(group.First) + (alike ? 0 : frame.Count(group.Second));
        triplets.Records.Grow(Record * (most + 2));
        triplets.Neighbors.Grow(most);
        triplets.Positions.Grow(3 * (most + Slack));
        int stride = most + Slack;
        int n1 = AddRecords(group, frame, triplets, group.First, group.ShapeOfFirst, 0, stride);
        int n = alike ? n1 : AddRecords(group, frame, triplets, group.Second, group.ShapeOfSecond, n1, stride);
        triplets.RecordCount = n;
        AddPadding(triplets, n);
        triplets.Gradients.Grow(Record * (n + 2));
        new Span<double>(triplets.Gradients.Pointer, Record * (n + 2)).Clear();
        for (int k = n; k < n + Slack; k++)
        {
            triplets.Positions.Pointer[k] = TReal.CreateTruncating(1e9);
            triplets.Positions.Pointer[stride + k] = TReal.Zero;
            triplets.Positions.Pointer[(2 * stride) + k] = TReal.Zero;
        }

        int pairs = alike ? n * (n - 1) / 2 : n1 * (n - n1);
        triplets.K.Grow(pairs + (n1 * TLanes.Count) + TripletGroup.Batch + Slack);
        triplets.Runs.Grow(2 * (n1 + (pairs / TripletGroup.Batch) + n1 + 4));
        int found = 0;
        int* run = triplets.Runs.Pointer;
        for (int j = 0; j < n1; j++)
        {
            int begin = found;
            found = FindOf(group, triplets, j, alike ? j + 1 : n1, n, stride, found);
            found = Pad(triplets, found, TLanes.Count, n);
            run = AddRuns(run, j * Record, begin, found);
        }

        int padded = Pad(triplets, found, 4 * TLanes.Count, n);
        AddRuns(run, n * Record, found, padded);
        triplets.PairCount = padded;
    }

    /// <summary>Fills up to a multiple of a number with pairs that do not count.</summary>
    private static int Pad(TripletFrame<TReal> triplets, int found, int unit, int n)
    {
        int padded = (found + unit - 1) / unit * unit;
        for (int k = found; k < padded; k++)
        {
            triplets.K.Pointer[k] = (n + 1) * Record;
        }

        return padded;
    }

    private static int* AddRuns(int* to, int place, int begin, int end)
    {
        while (begin < end)
        {
            begin = Math.Min(end, (begin / TripletGroup.Batch * TripletGroup.Batch) + TripletGroup.Batch);
            to[0] = place;
            to[1] = begin;
            to += 2;
        }

        return to;
    }

    private static int FindOf(
        TripletGroup group, TripletFrame<TReal> triplets, int j, int from, int to, int stride, int found)
    {
        int* kTo = triplets.K.Pointer;
        if (!group.IsNarrow)
        {
            for (int k = from; k < to; k++)
            {
                kTo[found++] = k * Record;
            }

            return found;
        }

        TReal* x = triplets.Positions.Pointer, y = x + stride, z = y + stride;
        TLanes xj = TLanes.Broadcast(x[j]), yj = TLanes.Broadcast(y[j]), zj = TLanes.Broadcast(z[j]);
        TLanes cutoff2 = TLanes.Create(group.Shape.Cutoff * group.Shape.Cutoff);
        ref int kept = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(Kept);
        for (int k = from; k < to; k += TLanes.Count)
        {
            TLanes dx = TLanes.Load(x + k) - xj, dy = TLanes.Load(y + k) - yj, dz = TLanes.Load(z + k) - zj;
            TLanes r2 = TLanes.MultiplyAdd(dx, dx, TLanes.MultiplyAdd(dy, dy, dz * dz));
            uint bits = TLanes.Bits(TLanes.Less(r2, cutoff2));
            for (int part = 0; part < TLanes.Count; part += 4, bits >>= 4)
            {
                uint four = bits & 15;
                Vector128<int> places = Vector128.LoadUnsafe(ref Unsafe.Add(ref kept, 4 * (int)four));
                (places + Vector128.Create((k + part) * Record)).Store(kTo + found);
                found += BitOperations.PopCount(four);
            }
        }

        return found;
    }

    private static int AddRecords(
        TripletGroup group, AtomFrame<TReal> frame, TripletFrame<TReal> triplets, int element, int shape, int n, int stride)
    {
        int first = frame.First(element), padded = frame.Padded(element);
        TReal* x = frame.Dx + first, y = frame.Dy + first, z = frame.Dz + first;
        TReal* r = frame.R + first, inverse = frame.Inverse + first;
        TReal* f = frame.Shape(element, shape), g = f + padded;
        TReal* positions = triplets.Positions.Pointer;
        TReal cutoff = TReal.CreateTruncating(group.Shape.Cutoff), shift = TReal.CreateTruncating(group.Shift);
        TReal* to = triplets.Records.Pointer + (n * Record);
        for (int k = 0; k < frame.Count(element); k++)
        {
            if (r[k] >= cutoff)
            {
                continue;
            }

            TReal offset = r[k] - shift;
            to[0] = x[k];
            to[1] = y[k];
            to[2] = z[k];
            to[3] = inverse[k];
            to[4] = offset * offset;
            to[5] = f[k];
            to[6] = f[k] > TReal.Zero ? g[k] / f[k] : TReal.Zero;
            to[7] = TReal.One - (shift * inverse[k]);
            positions[n] = x[k];
            positions[stride + n] = y[k];
            positions[(2 * stride) + n] = z[k];
            triplets.Neighbors.Pointer[n] = first + k;
            to += Record;
            n++;
        }

        return n;
    }

    /// <summary>Two records far from each other and from the atom, with a shape of zero.</summary>
    private static void AddPadding(TripletFrame<TReal> triplets, int n)
    {
        TReal* to = triplets.Records.Pointer + (n * Record);
        new Span<TReal>(to, 2 * Record).Clear();
        to[0] = TReal.CreateTruncating(1000.0);
        to[3] = TReal.CreateTruncating(0.001);
        to[4] = TReal.CreateTruncating(1e6);
        to[Record + 1] = TReal.CreateTruncating(1000.0);
        to[Record + 3] = TReal.CreateTruncating(0.001);
        to[Record + 4] = TReal.CreateTruncating(1e6);
    }
}
