using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Meam;

/// <summary>
/// Finds the bonds of an atom: for each neighbour goes through all that may stand between, a register's worth at a time.
/// </summary>
/// <remarks>
/// An atom k on the ellipse with axis ratio C around i and j: C = (2 (x_ik + x_jk) - (x_ik - x_jk)^2 - 1)/(1 - (x_ik - x_jk)^2)
/// with x_ik = (r_ik/r_ij)^2: M. I. Baskes, Mater. Chem. Phys. 50, 152 (1997). With s = d_ij d_ik that is
/// C - 1 = (r_ik^2 - s) r_ij^2/(s (r_ij^2 - s)), and k is beside the pair, not beyond an end of it, where the denominator is
/// positive: so that no quotient is needed to tell who screens. S = product over k of f((C - Cmin)/(Cmax - Cmin)).
/// </remarks>
internal static unsafe class MeamScreening<TLanes>
    where TLanes : unmanaged, IRealLanes<TLanes, double>
{
    // Neighbours that are asked first whether they screen a bond entirely: the first shell of close packing.
    private const int Near = 12;

    /// <summary>Fills a workspace with the bonds of the atom whose neighbours it holds.</summary>
    /// <typeparam name="TTypes">On: parameters by types; off: one element.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<TTypes>(MeamTables tables, MeamWorkspace<TLanes> workspace)
        where TTypes : struct, IFlag
    {
        MeamNeighbors<TLanes> site = workspace.Neighbors;
        int count = site.Count, types = tables.Types, width = TLanes.Count;
        workspace.Reserve(count, types);
        if (TTypes.Value)
        {
            LayOut(tables, workspace);
        }

        double* x = site.X, y = site.Y, z = site.Z, r2 = site.R2, lanes = workspace.Lanes;
        double cutoff2 = tables.Parameters.Cutoff * tables.Parameters.Cutoff;
        double* bounds = tables.Bounds + (site.CenterType * types), lows = workspace.Low, highs = workspace.High;
        TLanes low = TLanes.Create(tables.Low[0]), high = TLanes.Create(tables.High[0]);
        int hits = 0;
        for (int j = 0; j < count; j++)
        {
            double rij2 = r2[j];
            if (rij2 >= cutoff2)
            {
                continue;
            }

            int type = TTypes.Value ? site.Type[j] : 0, row = type * workspace.Stride;
            TLanes dx = TLanes.Create(x[j]), dy = TLanes.Create(y[j]), dz = TLanes.Create(z[j]), square = TLanes.Create(rij2);
            // Most of what is screened entirely is so by one of the nearest neighbours; neighbours being sorted, the answer is
            // much the same from one to the next, and foreseen.
            uint ends = 0;
            for (int k = 0; k + width <= Math.Min(j, Near); k += width)
            {
                TLanes s = Along(x, y, z, k, dx, dy, dz), below = s * (square - s), above = (TLanes.Load(r2 + k) - s) * square;
                if (TTypes.Value)
                {
                    low = TLanes.Load(lows + row + k);
                }

                ends |= TLanes.Bits(TLanes.And(TLanes.Less(TLanes.Zero, below), TLanes.Less(above, low * below)));
            }

            if (ends != 0)
            {
                continue;
            }

            int first = hits, end = site.EndWithin(bounds[type] * rij2);
            workspace.ReserveHits(hits + end + width);
            double* squares = workspace.HitSquare;
            bool seen = true;
            for (int k = 0; k < end; k += width)
            {
                TLanes s = Along(x, y, z, k, dx, dy, dz), below = s * (square - s);
                TLanes off = TLanes.Load(r2 + k) - s, above = off * square;
                if (TTypes.Value)
                {
                    high = TLanes.Load(highs + row + k);
                }

                uint between = TLanes.Bits(TLanes.Less(above, high * below));
                if ((uint)(j - k) < (uint)width)
                {
                    // The bond's own atom.
                    between &= ~(1u << (j - k));
                }

                if (between == 0)
                {
                    continue;
                }

                if (TTypes.Value)
                {
                    low = TLanes.Load(lows + row + k);
                    TLanes.Store(lanes + (2 * width), low);
                    TLanes.Store(lanes + (3 * width), high);
                }

                if ((between & ~TLanes.Bits(TLanes.Less(low * below, above))) != 0)
                {
                    seen = false;
                    break;
                }

                TLanes.Store(lanes, s);
                TLanes.Store(lanes + width, off);
                TLanes.Store(squares + hits, square);
                hits += Keep<TTypes>(workspace, hits, k, between);
            }

            if (!seen)
            {
                hits = first;
                continue;
            }

            int bond = row + workspace.Counts[type]++;
            workspace.Rows[bond] = 4 * j;
            workspace.HitBegins[bond] = first;
            workspace.HitEnds[bond] = hits;
        }

        Factors<TTypes>(tables, workspace, hits);
        for (int type = 0; type < types; type++)
        {
            Multiply(workspace, type);
        }
    }

    /// <summary>Products of displacements with one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Along(double* x, double* y, double* z, int k, TLanes dx, TLanes dy, TLanes dz) =>
        TLanes.MultiplyAdd(TLanes.Load(z + k), dz, TLanes.MultiplyAdd(TLanes.Load(y + k), dy, TLanes.Load(x + k) * dx));

    /// <summary>Appends the hits among a register's worth of neighbours, whose numbers stand in lanes; returns how many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Keep<TTypes>(MeamWorkspace<TLanes> workspace, int hits, int k, uint between)
        where TTypes : struct, IFlag
    {
        double* lanes = workspace.Lanes;
        LaneOrder order = workspace.Order;
        int kept = 0;
        // No loop over hits, whose end no processor foresees: all lanes are written, those that count come first.
        for (int lane = 0; lane < TLanes.Count; lane += 4)
        {
            uint bits = (between >> lane) & 15;
            Vector256<int> doubles = Vector256.Load(order.Doubles + (8 * bits));
            Vector128<int> row = Vector128.Create(4 * (k + lane)) + Vector128.Create(0, 4, 8, 12);
            int to = hits + kept;
            LaneOrder.Choose(row, Vector128.Load(order.Integers + (4 * bits))).Store(workspace.HitRows + to);
            LaneOrder.Choose(Vector256.Load(lanes + lane), doubles).Store(workspace.HitAlong + to);
            LaneOrder.Choose(Vector256.Load(lanes + TLanes.Count + lane), doubles).Store(workspace.HitOff + to);
            if (TTypes.Value)
            {
                LaneOrder.Choose(Vector256.Load(lanes + (2 * TLanes.Count) + lane), doubles).Store(workspace.HitLow + to);
                LaneOrder.Choose(Vector256.Load(lanes + (3 * TLanes.Count) + lane), doubles).Store(workspace.HitHigh + to);
            }

            kept += BitOperations.PopCount(bits);
        }

        return kept;
    }

    private static void LayOut(MeamTables tables, MeamWorkspace<TLanes> workspace)
    {
        MeamNeighbors<TLanes> site = workspace.Neighbors;
        int types = tables.Types;
        for (int type = 0; type < types; type++)
        {
            int triplet = ((site.CenterType * types) + type) * types;
            double* low = workspace.Low + (type * workspace.Stride), high = workspace.High + (type * workspace.Stride);
            for (int k = 0; k < site.Count + TLanes.Count; k++)
            {
                low[k] = tables.Low[triplet + site.Type[k]];
                high[k] = tables.High[triplet + site.Type[k]];
            }
        }
    }

    /// <summary>What each hit leaves of its bond, and the gradient of that, divided by it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Factors<TTypes>(MeamTables tables, MeamWorkspace<TLanes> workspace, int hits)
        where TTypes : struct, IFlag
    {
        TLanes one = TLanes.Create(1.0), two = TLanes.Create(2.0), eight = TLanes.Create(8.0), least = TLanes.Create(1e-100);
        TLanes low = TLanes.Create(tables.Low[0]), range = TLanes.Create(1.0 / (tables.High[0] - tables.Low[0]));
        // Lanes beyond the last hit hold what was there before, and come to nothing that is read.
        for (int k = 0; k < hits; k += TLanes.Count)
        {
            TLanes s = TLanes.Load(workspace.HitAlong + k), off = TLanes.Load(workspace.HitOff + k), square = TLanes.Load(workspace.HitSquare + k);
            if (TTypes.Value)
            {
                low = TLanes.Load(workspace.HitLow + k);
                range = one / (TLanes.Load(workspace.HitHigh + k) - low);
            }

            TLanes inverse = one / (s * (square - s));
            TLanes ratio = off * square * inverse;
            // f = (1 - (1 - x)^4)^2, the bracket without a difference of near numbers for small x.
            TLanes step = TLanes.Max(least, (ratio - low) * range), rest = one - step;
            TLanes root = step * (two - step) * TLanes.MultiplyAdd(rest, rest, one);
            TLanes slope = eight * rest * (rest * rest) * (range * inverse) / root;
            TLanes turned = two * slope;
            TLanes.Store(workspace.HitFactor + k, root * root);
            TLanes.Store(workspace.HitOwn + k, TLanes.Zero - (turned * off * (s * s) * inverse));
            TLanes.Store(workspace.HitOther + k, turned * square);
            TLanes.Store(workspace.HitAcross + k, TLanes.Zero - (slope * TLanes.MultiplyAdd(ratio, square - (two * s), square)));
        }
    }

    /// <summary>Screening of the bonds to a type, with what stands in lanes beyond the last.</summary>
    private static void Multiply(MeamWorkspace<TLanes> workspace, int type)
    {
        int begin = type * workspace.Stride, end = begin + workspace.Counts[type];
        for (int bond = begin; bond < end; bond++)
        {
            double screening = 1.0;
            for (int k = workspace.HitBegins[bond]; k < workspace.HitEnds[bond]; k++)
            {
                screening *= workspace.HitFactor[k];
            }

            workspace.Screening[bond] = screening;
        }

        TLanes.Store(workspace.Screening + end, TLanes.Zero);
        for (int bond = end; bond < end + TLanes.Count; bond++)
        {
            workspace.Rows[bond] = 4 * workspace.Neighbors.Count;
        }
    }
}
