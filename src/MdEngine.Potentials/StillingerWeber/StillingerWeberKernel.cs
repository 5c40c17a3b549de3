using System;
using System.Runtime.CompilerServices;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>Stillinger-Weber forces, one central atom a lane: no sums over lanes, no gathers, no masks in the triplets.</summary>
/// <remarks>
/// A neighbour beyond the cutoff of its pair has zero in place of its exponentials, and so takes no part.
/// For the angle at the centre between neighbours s and t: d cos/d d_s = (u_t - cos u_s)/r_s.
/// </remarks>
/// <typeparam name="TLanes">Register.</typeparam>
internal static unsafe class StillingerWeberKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    private const int PairNumbers = StillingerWeberTables.PairNumbers, TripletNumbers = StillingerWeberTables.TripletNumbers;

    /// <summary>Forces of a block, and what else is asked for.</summary>
    /// <typeparam name="TTypes">On: parameters by types; off: one element.</typeparam>
    /// <typeparam name="TPowers">On: any powers p and q; off: 4 and 0.</typeparam>
    public static void Compute<TTypes, TPowers>(
        in ForceBlock block, ForceAccumulator into, StillingerWeberTables tables, StillingerWeberWorkspace<TLanes> workspace)
        where TTypes : struct, IFlag
        where TPowers : struct, IFlag
    {
        LaneNeighbors<TLanes> site = workspace.Neighbors;
        site.Open(in block, into, tables.Cutoffs2, tables.Types);
        for (int i = block.Start; i < block.End; i += TLanes.Count)
        {
            int count = site.Pack(i, Math.Min(block.End, i + TLanes.Count));
            workspace.Reserve(count);
            TLanes energy = Pairs<TTypes, TPowers>(tables, workspace, count);
            energy += Triplets<TTypes>(tables, workspace, count);
            Derivatives(workspace, count);
            site.Scatter(energy);
        }
    }

    /// <summary>Half of phi_2 goes to either atom.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes Pairs<TTypes, TPowers>(StillingerWeberTables tables, StillingerWeberWorkspace<TLanes> workspace, int count)
        where TTypes : struct, IFlag
        where TPowers : struct, IFlag
    {
        LaneNeighbors<TLanes> site = workspace.Neighbors;
        int width = TLanes.Count;
        double* dxs = site.Dx, dys = site.Dy, dzs = site.Dz;
        double* parameters = workspace.Parameters;
        StillingerWeberPlace<TLanes>* place = workspace.Places;
        TLanes energy = TLanes.Zero, half = TLanes.Create(0.5);
        Broadcast(tables.Pairs, parameters);
        for (int k = 0; k < count * width; k += width, place++)
        {
            if (TTypes.Value)
            {
                LayOut(tables, site, k, parameters);
            }

            TLanes dx = TLanes.Load(dxs + k), dy = TLanes.Load(dys + k), dz = TLanes.Load(dzs + k);
            TLanes r2 = TLanes.MultiplyAdd(dz, dz, TLanes.MultiplyAdd(dy, dy, dx * dx));
            TLanes r = TLanes.Sqrt(r2);
            TLanes inverse = TLanes.Reciprocal(r);
            TLanes within = TLanes.Less(r, TLanes.Load(parameters));
            TLanes x = TLanes.Reciprocal(r - TLanes.Load(parameters + width));
            TLanes sigma = TLanes.Load(parameters + (2 * width)), decay = TLanes.Load(parameters + (3 * width));
            TLanes e = TLanes.And(VectorMath.Exp<TLanes, double>(sigma * x), within);
            TLanes g = TLanes.And(VectorMath.Exp<TLanes, double>(decay * x), within);
            TLanes repulsion = TLanes.Load(parameters + (4 * width)), attraction = TLanes.Load(parameters + (6 * width));
            TLanes slope;
            if (TPowers.Value)
            {
                TLanes log = VectorMath.Log<TLanes, double>(inverse);
                TLanes p = TLanes.Load(parameters + (5 * width)), q = TLanes.Load(parameters + (7 * width));
                repulsion *= VectorMath.Exp<TLanes, double>(p * log);
                attraction *= VectorMath.Exp<TLanes, double>(q * log);
                slope = inverse * TLanes.MultiplySubtract(q, attraction, p * repulsion);
            }
            else
            {
                TLanes inverse2 = inverse * inverse;
                repulsion *= inverse2 * inverse2;
                slope = TLanes.Create(-4.0) * (inverse * repulsion);
            }

            // phi_2 = v e with e' = -sigma x^2 e.
            TLanes v = repulsion - attraction;
            e *= half;
            TLanes x2 = x * x;
            energy = TLanes.MultiplyAdd(v, e, energy);
            place->Ux = dx * inverse;
            place->Uy = dy * inverse;
            place->Uz = dz * inverse;
            place->Inverse = inverse;
            place->G = g;
            place->Slope = (TLanes.Zero - (decay * x2)) * g;
            place->Radial = e * (slope - (v * (sigma * x2)));
            place->Tx = TLanes.Zero;
            place->Ty = TLanes.Zero;
            place->Tz = TLanes.Zero;
            place->Along = TLanes.Zero;
        }

        return energy;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes Triplets<TTypes>(StillingerWeberTables tables, StillingerWeberWorkspace<TLanes> workspace, int count)
        where TTypes : struct, IFlag
    {
        int width = TLanes.Count;
        double* parameters = workspace.Parameters;
        TLanes strength = TLanes.Create(tables.Triplets[0]), cosine = TLanes.Create(tables.Triplets[1]);
        TLanes energy = TLanes.Zero;
        StillingerWeberPlace<TLanes>* first = workspace.Places, end = first + count;
        for (StillingerWeberPlace<TLanes>* s = first; s < end; s++)
        {
            TLanes ux = s->Ux, uy = s->Uy, uz = s->Uz, gs = s->G, slope = s->Slope;
            TLanes radial = s->Radial, along = s->Along, tx = s->Tx, ty = s->Ty, tz = s->Tz;
            for (StillingerWeberPlace<TLanes>* t = s + 1; t < end; t++)
            {
                if (TTypes.Value)
                {
                    LayOut(tables, workspace.Neighbors, (int)(s - first) * width, (int)(t - first) * width, parameters);
                    strength = TLanes.Load(parameters);
                    cosine = TLanes.Load(parameters + width);
                }

                // phi_3 = K (cos - cos_0)^2 g_s g_t.
                TLanes vx = t->Ux, vy = t->Uy, vz = t->Uz, gt = t->G;
                TLanes cos = TLanes.MultiplyAdd(uz, vz, TLanes.MultiplyAdd(uy, vy, ux * vx));
                TLanes off = cos - cosine;
                TLanes kd = strength * off;
                TLanes kdd = kd * off;
                TLanes kgt = kdd * gt, kgs = kdd * gs;
                energy = TLanes.MultiplyAdd(kgt, gs, energy);
                radial = TLanes.MultiplyAdd(kgt, slope, radial);
                t->Radial = TLanes.MultiplyAdd(kgs, t->Slope, t->Radial);
                TLanes q = (kd + kd) * (gs * gt), qcos = q * cos;
                along -= qcos;
                t->Along -= qcos;
                tx = TLanes.MultiplyAdd(q, vx, tx);
                ty = TLanes.MultiplyAdd(q, vy, ty);
                tz = TLanes.MultiplyAdd(q, vz, tz);
                t->Tx = TLanes.MultiplyAdd(q, ux, t->Tx);
                t->Ty = TLanes.MultiplyAdd(q, uy, t->Ty);
                t->Tz = TLanes.MultiplyAdd(q, uz, t->Tz);
            }

            s->Radial = radial;
            s->Along = along;
            s->Tx = tx;
            s->Ty = ty;
            s->Tz = tz;
        }

        return energy;
    }

    /// <summary>dE/dd = radial u + (sum of q_t (u_t - cos_t u))/r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Derivatives(StillingerWeberWorkspace<TLanes> workspace, int count)
    {
        LaneNeighbors<TLanes> site = workspace.Neighbors;
        int width = TLanes.Count;
        StillingerWeberPlace<TLanes>* place = workspace.Places;
        for (int k = 0; k < count * width; k += width, place++)
        {
            TLanes inverse = place->Inverse;
            TLanes along = TLanes.MultiplyAdd(inverse, place->Along, place->Radial);
            TLanes.Store(site.Gx + k, TLanes.MultiplyAdd(along, place->Ux, inverse * place->Tx));
            TLanes.Store(site.Gy + k, TLanes.MultiplyAdd(along, place->Uy, inverse * place->Ty));
            TLanes.Store(site.Gz + k, TLanes.MultiplyAdd(along, place->Uz, inverse * place->Tz));
        }
    }

    private static void Broadcast(double* from, double* parameters)
    {
        for (int number = 0; number < PairNumbers; number++)
        {
            TLanes.Store(parameters + (number * TLanes.Count), TLanes.Create(from[number]));
        }
    }

    /// <summary>The parameters of the pairs at a place, by lane.</summary>
    private static void LayOut(StillingerWeberTables tables, LaneNeighbors<TLanes> site, int place, double* parameters)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            double* from = tables.Pairs
                + (PairNumbers * ((site.CenterTypes[lane] * tables.Types) + site.Types[place + lane]));
            for (int number = 0; number < PairNumbers; number++)
            {
                parameters[(number * TLanes.Count) + lane] = from[number];
            }
        }
    }

    /// <summary>The parameters of the triplets at two places, by lane.</summary>
    private static void LayOut(StillingerWeberTables tables, LaneNeighbors<TLanes> site, int s, int t, double* parameters)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            int triplet = (((site.CenterTypes[lane] * tables.Types) + site.Types[s + lane]) * tables.Types) + site.Types[t + lane];
            parameters[lane] = tables.Triplets[TripletNumbers * triplet];
            parameters[TLanes.Count + lane] = tables.Triplets[(TripletNumbers * triplet) + 1];
        }
    }
}
