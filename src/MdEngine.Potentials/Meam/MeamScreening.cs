using System.Numerics;
using System.Runtime.CompilerServices;
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
    /// <summary>Fills a workspace with the bonds of the atom whose neighbours it holds.</summary>
    /// <typeparam name="TTypes">On: parameters by types; off: one element.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Find<TTypes>(MeamTables tables, MeamWorkspace<TLanes> workspace)
        where TTypes : struct, IFlag
    {
        MeamNeighbors<TLanes> site = workspace.Neighbors;
        int count = site.Count, types = tables.Types, width = TLanes.Count;
        workspace.Reserve(count, types);
        workspace.ReserveHits(width);
        if (TTypes.Value)
        {
            LayOut(tables, workspace);
        }

        double* x = site.X, y = site.Y, z = site.Z, r2 = site.R2;
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

            int type = TTypes.Value ? site.Type[j] : 0;
            TLanes dx = TLanes.Create(x[j]), dy = TLanes.Create(y[j]), dz = TLanes.Create(z[j]), square = TLanes.Create(rij2);
            int first = hits, end = site.EndWithin(bounds[type] * rij2);
            bool seen = true;
            for (int k = 0; k < end; k += width)
            {
                TLanes s = TLanes.MultiplyAdd(
                    TLanes.Load(z + k), dz, TLanes.MultiplyAdd(TLanes.Load(y + k), dy, TLanes.Load(x + k) * dx));
                TLanes below = s * (square - s), above = (TLanes.Load(r2 + k) - s) * square;
                if (TTypes.Value)
                {
                    high = TLanes.Load(highs + (type * workspace.Stride) + k);
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
                    low = TLanes.Load(lows + (type * workspace.Stride) + k);
                }

                if ((between & ~TLanes.Bits(TLanes.Less(low * below, above))) != 0)
                {
                    seen = false;
                    break;
                }

                workspace.ReserveHits(hits + width);
                for (; between != 0; between &= between - 1)
                {
                    int hit = k + BitOperations.TrailingZeroCount(between);
                    workspace.HitPlaces[hits] = hit;
                    workspace.HitX[hits] = x[hit];
                    workspace.HitY[hits] = y[hit];
                    workspace.HitZ[hits] = z[hit];
                    workspace.HitR2[hits] = r2[hit];
                    if (TTypes.Value)
                    {
                        workspace.HitLow[hits] = lows[(type * workspace.Stride) + hit];
                        workspace.HitHigh[hits] = highs[(type * workspace.Stride) + hit];
                    }

                    hits++;
                }
            }

            if (!seen)
            {
                hits = first;
                continue;
            }

            Add<TTypes>(tables, workspace, j, type, first, hits);
        }

        for (int type = 0; type < types; type++)
        {
            Fill(tables, workspace, type);
        }
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

    /// <summary>Adds a bond that some atoms screen in part.</summary>
    private static void Add<TTypes>(MeamTables tables, MeamWorkspace<TLanes> workspace, int j, int type, int first, int end)
        where TTypes : struct, IFlag
    {
        MeamNeighbors<TLanes> site = workspace.Neighbors;
        int width = TLanes.Count, at = workspace.Counts[type]++, place = (type * workspace.Stride) + at;
        workspace.Places[place] = j;
        workspace.HitBegins[place] = first;
        workspace.HitEnds[place] = end;
        MeamBonds<TLanes>* bonds = workspace.Bonds + (place / width);
        int lane = at % width;
        double screening = 1.0;
        TLanes own = TLanes.Zero, tx = TLanes.Zero, ty = TLanes.Zero, tz = TLanes.Zero;
        TLanes dx = TLanes.Create(site.X[j]), dy = TLanes.Create(site.Y[j]), dz = TLanes.Create(site.Z[j]);
        TLanes square = TLanes.Create(site.R2[j]), one = TLanes.Create(1.0), two = TLanes.Create(2.0);
        TLanes low = TLanes.Create(tables.Low[0]), high = TLanes.Create(tables.High[0]);
        for (int k = first; k < end; k += width)
        {
            TLanes x = TLanes.Load(workspace.HitX + k), y = TLanes.Load(workspace.HitY + k), z = TLanes.Load(workspace.HitZ + k);
            TLanes other = TLanes.Load(workspace.HitR2 + k);
            if (TTypes.Value)
            {
                low = TLanes.Load(workspace.HitLow + k);
                high = TLanes.Load(workspace.HitHigh + k);
            }

            TLanes here = TLanes.Less(TLanes.Load(workspace.Numbers), TLanes.Create(end - k));
            TLanes s = TLanes.MultiplyAdd(z, dz, TLanes.MultiplyAdd(y, dy, x * dx));
            // Lanes beyond the last hit hold what was there before: finite numbers.
            TLanes inverse = TLanes.And(one / (s * (square - s)), here), off = other - s;
            TLanes ratio = off * square * inverse, range = one / (high - low);
            // f = (1 - (1 - x)^4)^2, the bracket without a difference of near numbers for small x.
            TLanes step = TLanes.Max(TLanes.Create(1e-100), (ratio - low) * range), rest = one - step;
            TLanes root = step * (two - step) * TLanes.MultiplyAdd(rest, rest, one);
            TLanes slope = TLanes.And(TLanes.Create(8.0) * rest * rest * rest * range * inverse / root, here);
            TLanes byOther = two * square * slope;
            TLanes across = -slope * TLanes.MultiplyAdd(ratio, square - (two * s), square);
            own -= two * off * s * s * inverse * slope;
            tx = TLanes.MultiplyAdd(across, x, tx);
            ty = TLanes.MultiplyAdd(across, y, ty);
            tz = TLanes.MultiplyAdd(across, z, tz);
            TLanes.Store(workspace.HitOther + k, byOther);
            TLanes.Store(workspace.HitAcross + k, across);
            TLanes.Store(workspace.Lanes, TLanes.Select(here, root * root, one));
            for (int n = 0; n < width; n++)
            {
                screening *= workspace.Lanes[n];
            }
        }

        Set(&bonds->X, lane, site.X[j]);
        Set(&bonds->Y, lane, site.Y[j]);
        Set(&bonds->Z, lane, site.Z[j]);
        Set(&bonds->R2, lane, site.R2[j]);
        Set(&bonds->Screening, lane, screening);
        bool any = end > first;
        Set(&bonds->Own, lane, any ? TLanes.Sum(own) : 0.0);
        Set(&bonds->Tx, lane, any ? TLanes.Sum(tx) : 0.0);
        Set(&bonds->Ty, lane, any ? TLanes.Sum(ty) : 0.0);
        Set(&bonds->Tz, lane, any ? TLanes.Sum(tz) : 0.0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Set(TLanes* register, int lane, double value) => ((double*)register)[lane] = value;

    /// <summary>Lanes beyond the last bond to a type.</summary>
    private static void Fill(MeamTables tables, MeamWorkspace<TLanes> workspace, int type)
    {
        int width = TLanes.Count, count = workspace.Counts[type];
        MeamBonds<TLanes>* bonds = workspace.Bonds + (((type * workspace.Stride) + count) / width);
        for (int lane = count % width; lane != 0 && lane < width; lane++)
        {
            Set(&bonds->X, lane, tables.Parameters.Cutoff);
            Set(&bonds->Y, lane, 0.0);
            Set(&bonds->Z, lane, 0.0);
            Set(&bonds->R2, lane, tables.Parameters.Cutoff * tables.Parameters.Cutoff);
            Set(&bonds->Screening, lane, 0.0);
            Set(&bonds->Own, lane, 0.0);
            Set(&bonds->Tx, lane, 0.0);
            Set(&bonds->Ty, lane, 0.0);
            Set(&bonds->Tz, lane, 0.0);
        }
    }
}
