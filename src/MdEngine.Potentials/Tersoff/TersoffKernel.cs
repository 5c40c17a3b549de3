using System;
using System.Runtime.CompilerServices;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Tersoff;

/// <summary>Tersoff forces, one central atom a lane: no sums over lanes, no gathers, hardly a mask.</summary>
/// <remarks>
/// A neighbour beyond the cutoff of its pair has a cutoff function of zero, and so takes no part. Angles are gone through
/// twice: first for zeta, keeping its derivatives, then, once the bond orders are known, for the forces.
/// </remarks>
/// <typeparam name="TLanes">Register.</typeparam>
internal static unsafe class TersoffKernel<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    /// <summary>Forces of a block, and what else is asked for.</summary>
    /// <typeparam name="TTypes">On: parameters by types; off: one element.</typeparam>
    /// <typeparam name="TTriplets">On: angular parameters by all three types; off: by the centre's.</typeparam>
    /// <typeparam name="TDistances">On: angles count by the difference of their distances too.</typeparam>
    public static void Compute<TTypes, TTriplets, TDistances>(
        in ForceBlock block, ForceAccumulator into, TersoffTables tables, TersoffWorkspace<TLanes> workspace)
        where TTypes : struct, IFlag
        where TTriplets : struct, IFlag
        where TDistances : struct, IFlag
    {
        LaneNeighbors<TLanes> site = workspace.Neighbors;
        site.Open(in block, into, tables.Cutoffs2, tables.Types);
        for (int i = block.Start; i < block.End; i += TLanes.Count)
        {
            int count = site.Pack(i, Math.Min(block.End, i + TLanes.Count));
            workspace.Reserve(count);
            Distances<TTypes>(tables, workspace, count);
            Zetas<TTypes, TTriplets, TDistances>(tables, workspace, count);
            TLanes energy = Bonds<TTypes>(tables, workspace, count);
            Angles<TDistances>(workspace, count);
            Derivatives(workspace, count);
            site.Scatter(energy);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Distances<TTypes>(TersoffTables tables, TersoffWorkspace<TLanes> workspace, int count)
        where TTypes : struct, IFlag
    {
        LaneNeighbors<TLanes> site = workspace.Neighbors;
        int width = TLanes.Count;
        double* dxs = site.Dx, dys = site.Dy, dzs = site.Dz;
        TLanes* pair = workspace.Pair;
        TersoffPlace<TLanes>* place = workspace.Places;
        Broadcast(tables.Pairs, TersoffTables.PairNumbers, pair);
        for (int k = 0; k < count * width; k += width, place++)
        {
            if (TTypes.Value)
            {
                LayOutPair(tables, site, k, pair);
            }

            TLanes dx = TLanes.Load(dxs + k), dy = TLanes.Load(dys + k), dz = TLanes.Load(dzs + k);
            TLanes r = TLanes.Sqrt(TLanes.MultiplyAdd(dz, dz, TLanes.MultiplyAdd(dy, dy, dx * dx)));
            TLanes inverse = TLanes.Reciprocal(r);
            place->R = r;
            place->Inverse = inverse;
            place->Ux = dx * inverse;
            place->Uy = dy * inverse;
            place->Uz = dz * inverse;
            place->Cut = Cutoff(r, pair, out place->CutSlope);
            place->Zeta = TLanes.Zero;
            place->Tx = TLanes.Zero;
            place->Ty = TLanes.Zero;
            place->Tz = TLanes.Zero;
            place->Along = TLanes.Zero;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Zetas<TTypes, TTriplets, TDistances>(TersoffTables tables, TersoffWorkspace<TLanes> workspace, int count)
        where TTypes : struct, IFlag
        where TTriplets : struct, IFlag
        where TDistances : struct, IFlag
    {
        LaneNeighbors<TLanes> site = workspace.Neighbors;
        int width = TLanes.Count;
        TLanes* triplet = workspace.Triplet, back = workspace.Back;
        if (TTypes.Value)
        {
            LayOutCenter(tables, site, triplet);
        }
        else
        {
            Broadcast(tables.Triplets, TersoffTables.TripletNumbers, triplet);
        }

        TersoffAngle<TLanes>* angle = workspace.Angles;
        TersoffPlace<TLanes>* first = workspace.Places, end = first + count;
        for (TersoffPlace<TLanes>* s = first; s < end; s++)
        {
            TLanes ux = s->Ux, uy = s->Uy, uz = s->Uz, r = s->R, zeta = s->Zeta;
            TLanes cutS = s->Cut, slopeS = s->CutSlope;
            for (TersoffPlace<TLanes>* t = s + 1; t < end; t++, angle++)
            {
                TLanes cutT = t->Cut, slopeT = t->CutSlope;
                TLanes cos = TLanes.MultiplyAdd(uz, t->Uz, TLanes.MultiplyAdd(uy, t->Uy, ux * t->Ux));
                if (TTriplets.Value)
                {
                    int a = (int)(s - first) * width, b = (int)(t - first) * width;
                    LayOutTriplet(tables, site, a, b, triplet);
                    LayOutTriplet(tables, site, b, a, back);
                    cutT = Cutoff(t->R, triplet, out slopeT);
                    cutS = Cutoff(r, back, out slopeS);
                }

                TLanes g = Angular(cos, triplet, out TLanes gSlope);
                TLanes backG = g, backSlope = gSlope;
                if (TTriplets.Value)
                {
                    backG = Angular(cos, back, out backSlope);
                }

                TLanes byDistance = default, backByDistance = default;
                if (TDistances.Value)
                {
                    TLanes difference = r - t->R;
                    TLanes e = Decay(difference, triplet, out byDistance);
                    TLanes backE;
                    if (TTriplets.Value)
                    {
                        backE = Decay(TLanes.Zero - difference, back, out backByDistance);
                    }
                    else
                    {
                        backE = TLanes.Reciprocal(e);
                        backByDistance = byDistance;
                    }

                    g *= e;
                    gSlope *= e;
                    backG *= backE;
                    backSlope *= backE;
                }

                TLanes toS = cutT * g, toT = cutS * backG;
                zeta += toS;
                t->Zeta += toT;
                angle->Cos = cos;
                angle->ByCos = cutT * gSlope;
                angle->BackByCos = cutS * backSlope;
                if (TDistances.Value)
                {
                    TLanes own = toS * byDistance, backOwn = toT * backByDistance;
                    angle->ByOwn = own;
                    angle->ByOther = TLanes.MultiplySubtract(slopeT, g, own);
                    angle->BackByOwn = backOwn;
                    angle->BackByOther = TLanes.MultiplySubtract(slopeS, backG, backOwn);
                }
                else
                {
                    angle->ByOther = slopeT * g;
                    angle->BackByOther = slopeS * backG;
                }
            }

            s->Zeta = zeta;
        }
    }

    /// <summary>Half of the energy of a bond goes to either atom, with a bond order of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TLanes Bonds<TTypes>(TersoffTables tables, TersoffWorkspace<TLanes> workspace, int count)
        where TTypes : struct, IFlag
    {
        TLanes* pair = workspace.Pair;
        TersoffPlace<TLanes>* place = workspace.Places;
        TLanes energy = TLanes.Zero, one = TLanes.Create(1.0), tiny = TLanes.Create(1e-300);
        for (int k = 0; k < count; k++, place++)
        {
            if (TTypes.Value)
            {
                LayOutPair(tables, workspace.Neighbors, k * TLanes.Count, pair);
            }

            TLanes r = place->R, zeta = place->Zeta;
            TLanes repulsion = pair[4] * VectorMath.Exp<TLanes, double>(pair[5] * r);
            TLanes attraction = pair[6] * VectorMath.Exp<TLanes, double>(pair[7] * r);
            // (1 + x)^(-1/2n) with x = (beta zeta)^n = e^u: ln(1 + e^u) = max(u, 0) + ln(1 + e^-|u|) for any size of u.
            TLanes y = pair[9] * zeta;
            TLanes u = pair[8] * VectorMath.Log<TLanes, double>(TLanes.Max(y, tiny));
            TLanes minusU = TLanes.Zero - u;
            TLanes e = VectorMath.Exp<TLanes, double>(TLanes.Min(u, minusU));
            TLanes sum = one + e;
            TLanes log = TLanes.Max(u, TLanes.Zero) + VectorMath.Log<TLanes, double>(sum);
            TLanes present = TLanes.Less(pair[11], y);
            TLanes order = TLanes.Select(present, VectorMath.Exp<TLanes, double>(pair[10] * log), one);
            // db/dzeta = -b/(2 zeta) x/(1 + x).
            TLanes share = TLanes.Select(TLanes.Less(u, TLanes.Zero), e, one);
            TLanes slope = TLanes.And(order * share * TLanes.Reciprocal(sum * TLanes.Max(zeta, tiny)), present);
            TLanes bound = order * attraction;
            TLanes cut = TLanes.Create(0.5) * place->Cut, cutSlope = TLanes.Create(0.5) * place->CutSlope;
            TLanes v = repulsion - bound;
            energy = TLanes.MultiplyAdd(cut, v, energy);
            place->Radial = TLanes.MultiplyAdd(
                cutSlope, v, cut * TLanes.MultiplySubtract(pair[5], repulsion, pair[7] * bound));
            place->Zeta = TLanes.Create(0.5) * (cut * (attraction * slope));
        }

        return energy;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Angles<TDistances>(TersoffWorkspace<TLanes> workspace, int count)
        where TDistances : struct, IFlag
    {
        TersoffAngle<TLanes>* angle = workspace.Angles;
        TersoffPlace<TLanes>* end = workspace.Places + count;
        for (TersoffPlace<TLanes>* s = workspace.Places; s < end; s++)
        {
            TLanes ux = s->Ux, uy = s->Uy, uz = s->Uz, byS = s->Zeta;
            TLanes radial = s->Radial, along = s->Along, tx = s->Tx, ty = s->Ty, tz = s->Tz;
            for (TersoffPlace<TLanes>* t = s + 1; t < end; t++, angle++)
            {
                TLanes byT = t->Zeta;
                TLanes radialT = TLanes.MultiplyAdd(byS, angle->ByOther, t->Radial);
                radial = TLanes.MultiplyAdd(byT, angle->BackByOther, radial);
                if (TDistances.Value)
                {
                    radial = TLanes.MultiplyAdd(byS, angle->ByOwn, radial);
                    radialT = TLanes.MultiplyAdd(byT, angle->BackByOwn, radialT);
                }

                t->Radial = radialT;
                TLanes q = TLanes.MultiplyAdd(byS, angle->ByCos, byT * angle->BackByCos);
                TLanes qcos = q * angle->Cos;
                along -= qcos;
                t->Along -= qcos;
                tx = TLanes.MultiplyAdd(q, t->Ux, tx);
                ty = TLanes.MultiplyAdd(q, t->Uy, ty);
                tz = TLanes.MultiplyAdd(q, t->Uz, tz);
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
    }

    /// <summary>dE/dd = radial u + (sum of q_t (u_t - cos_t u))/r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Derivatives(TersoffWorkspace<TLanes> workspace, int count)
    {
        LaneNeighbors<TLanes> site = workspace.Neighbors;
        int width = TLanes.Count;
        TersoffPlace<TLanes>* place = workspace.Places;
        for (int k = 0; k < count * width; k += width, place++)
        {
            TLanes inverse = place->Inverse;
            TLanes along = TLanes.MultiplyAdd(inverse, place->Along, place->Radial);
            TLanes.Store(site.Gx + k, TLanes.MultiplyAdd(along, place->Ux, inverse * place->Tx));
            TLanes.Store(site.Gy + k, TLanes.MultiplyAdd(along, place->Uy, inverse * place->Ty));
            TLanes.Store(site.Gz + k, TLanes.MultiplyAdd(along, place->Uz, inverse * place->Tz));
        }
    }

    /// <summary>Cutoff function of parameters that begin with R + D, R - D, R and pi/(4 D).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Cutoff(TLanes r, TLanes* parameters, out TLanes slope)
    {
        TLanes within = TLanes.Less(r, parameters[0]);
        TLanes falling = TLanes.And(within, TLanes.Less(parameters[1], r));
        TLanes value = TLanes.Create(1.0);
        slope = TLanes.Zero;
        if (TLanes.Any(falling))
        {
            // With y half of the sine's angle: 1/2 - 1/2 sin 2y = 1/2 - s c, and cos 2y = (c - s) (c + s).
            TLanes sin = VectorMath.SinCos<TLanes, double>(parameters[3] * (r - parameters[2]), out TLanes cos);
            value = TLanes.Select(falling, TLanes.Create(0.5) - (sin * cos), value);
            slope = TLanes.And(parameters[3] * (sin - cos) * (sin + cos), falling);
        }

        return TLanes.And(value, within);
    }

    /// <summary>g = gamma + gamma c^2/d^2 x^2/(d^2 + x^2) with x = cos theta_0 - cos theta: no difference of large numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Angular(TLanes cos, TLanes* parameters, out TLanes slope)
    {
        TLanes x = parameters[8] - cos, x2 = x * x;
        TLanes inverse = TLanes.Reciprocal(parameters[7] + x2);
        slope = (parameters[6] * x) * (inverse * inverse);
        return TLanes.MultiplyAdd(parameters[5], x2 * inverse, parameters[4]);
    }

    /// <summary>exp((lambda3 x)^m), x the difference of distances, and the derivative of its logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Decay(TLanes x, TLanes* parameters, out TLanes slope)
    {
        // 69.0776 is LAMMPS's: beyond, the exponential counts as 1e30 or 0.
        TLanes x2 = x * x, largest = TLanes.Create(69.0776);
        TLanes exponent = x * TLanes.MultiplyAdd(parameters[10], x2, parameters[9]);
        slope = TLanes.MultiplyAdd(TLanes.Create(3.0) * parameters[10], x2, parameters[9]);
        return VectorMath.Exp<TLanes, double>(TLanes.Max(TLanes.Zero - largest, TLanes.Min(largest, exponent)));
    }

    private static void Broadcast(double* from, int numbers, TLanes* to)
    {
        for (int number = 0; number < numbers; number++)
        {
            to[number] = TLanes.Create(from[number]);
        }
    }

    private static void LayOut(double* from, int numbers, int lane, TLanes* to)
    {
        double* column = (double*)to + lane;
        for (int number = 0; number < numbers; number++)
        {
            column[number * TLanes.Count] = from[number];
        }
    }

    /// <summary>The parameters of the pairs at a place, by lane.</summary>
    private static void LayOutPair(TersoffTables tables, LaneNeighbors<TLanes> site, int place, TLanes* to)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            int pair = (site.CenterTypes[lane] * tables.Types) + site.Types[place + lane];
            LayOut(tables.Pairs + (TersoffTables.PairNumbers * pair), TersoffTables.PairNumbers, lane, to);
        }
    }

    /// <summary>The parameters of triplets that depend on the centre alone, by lane.</summary>
    private static void LayOutCenter(TersoffTables tables, LaneNeighbors<TLanes> site, TLanes* to)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            int triplet = site.CenterTypes[lane] * ((tables.Types * tables.Types) + tables.Types + 1);
            LayOut(tables.Triplets + (TersoffTables.TripletNumbers * triplet), TersoffTables.TripletNumbers, lane, to);
        }
    }

    /// <summary>The parameters of the triplets of a bond and a further neighbour, by lane.</summary>
    private static void LayOutTriplet(TersoffTables tables, LaneNeighbors<TLanes> site, int bond, int other, TLanes* to)
    {
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            int triplet = (((site.CenterTypes[lane] * tables.Types) + site.Types[bond + lane]) * tables.Types)
                + site.Types[other + lane];
            LayOut(tables.Triplets + (TersoffTables.TripletNumbers * triplet), TersoffTables.TripletNumbers, lane, to);
        }
    }
}
