using System.Numerics;
using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>The radial part of the descriptor, q_n = sum_j g_n(r_ij), and its forces, with neighbours as lanes.</summary>
/// <remarks>
/// g_n is linear in the basis functions, so these are summed over the neighbours of a type first, and coefficients enter
/// once for each type: the cost of a neighbour does not depend on the number of radial functions. Forces likewise follow
/// from one Chebyshev series for each type, sum_n dU/dq_n g_n.
/// </remarks>
internal static unsafe class NepRadialKernel<TLanes, TReal, TWide>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
    where TWide : unmanaged, ILanes<TWide, double>
{
    /// <summary>Distances and cutoff functions of all neighbours; adds to the radial components of a descriptor.</summary>
    public static void Descriptor(
        NepTables<TReal> tables, NepWorkspace<TReal> workspace, NepSite<TReal> site, int type, double* descriptor)
    {
        int begin = 0;
        for (int run = 0; run < site.Runs; run++)
        {
            int end = site.RunEnd[run];
            int neighbor = site.RunType[run];
            double cutoff = tables.RadialCutoff(type, neighbor);
            NepDistances<TWide>.Compute(site, begin, end, cutoff);
            Cutoffs(site, workspace.Ramp.Pointer, begin, end, cutoff);
            Accumulate(site, (TLanes*)workspace.Registers.Pointer, begin, end, tables.RadialBasis);
            Contract(tables, workspace, tables.Radial(type, neighbor), descriptor);
            begin = end;
        }
    }

    /// <summary>Sets the derivatives of the site energy by the displacements of all neighbours.</summary>
    public static void Forces(
        NepTables<TReal> tables, NepWorkspace<TReal> workspace, NepSite<TReal> site, int type, TReal* gradient)
    {
        int begin = 0;
        for (int run = 0; run < site.Runs; run++)
        {
            int end = site.RunEnd[run];
            int neighbor = site.RunType[run];
            Series(tables, workspace, tables.Radial(type, neighbor), gradient);
            Slopes(tables, workspace.BasisGradients.Pointer, site, begin, end, 4.0 / tables.RadialCutoff(type, neighbor));
            begin = end;
        }

        // What a run wrote beyond the last neighbour must not count in sums.
        TLanes.Store(site.Gx + begin, TLanes.Zero);
        TLanes.Store(site.Gy + begin, TLanes.Zero);
        TLanes.Store(site.Gz + begin, TLanes.Zero);
    }

    /// <summary>Cutoff functions of a run; those of neighbours of the next one are zero.</summary>
    private static void Cutoffs(NepSite<TReal> site, TReal* ramp, int begin, int end, double cutoff)
    {
        TLanes steps = TLanes.Load(ramp), scale = TLanes.Create(1.0 / cutoff);
        for (int j = begin; j < end; j += TLanes.Count)
        {
            NepCutoff<TLanes, TReal>.Evaluate(TLanes.LoadRelative(site.Away + j, 0.0), out TLanes f, out TLanes slope);
            TLanes own = TLanes.Less(steps, TLanes.Create(end - j));
            TLanes.Store(site.Cutoff + j, TLanes.And(f, own));
            TLanes.Store(site.CutoffSlope + j, TLanes.And(slope * scale, own));
        }
    }

    /// <summary>Sums f T_k over a run, lane by lane.</summary>
    private static void Accumulate(NepSite<TReal> site, TLanes* sums, int begin, int end, int basis)
    {
        for (int k = 0; k < basis; k++)
        {
            sums[k] = TLanes.Zero;
        }

        double* twiceX = site.TwiceX;
        TReal* f = site.Cutoff;
        TLanes half = TLanes.Create(0.5);
        int w = TLanes.Count, j = begin;
        // Four registers at a time hide the latency of the recurrence t_k+1 = 2x t_k - t_k-1 of t_k = f T_k.
        for (; j + (3 * w) < end; j += 4 * w)
        {
            TLanes x0 = TLanes.LoadRelative(twiceX + j, 0.0), x1 = TLanes.LoadRelative(twiceX + j + w, 0.0);
            TLanes x2 = TLanes.LoadRelative(twiceX + j + (2 * w), 0.0), x3 = TLanes.LoadRelative(twiceX + j + (3 * w), 0.0);
            TLanes a0 = TLanes.Load(f + j), a1 = TLanes.Load(f + j + w);
            TLanes a2 = TLanes.Load(f + j + (2 * w)), a3 = TLanes.Load(f + j + (3 * w));
            TLanes b0 = half * x0 * a0, b1 = half * x1 * a1, b2 = half * x2 * a2, b3 = half * x3 * a3;
            sums[0] += (a0 + a1) + (a2 + a3);
            for (int k = 1; k < basis; k++)
            {
                sums[k] += (b0 + b1) + (b2 + b3);
                TLanes c0 = TLanes.MultiplySubtract(x0, b0, a0), c1 = TLanes.MultiplySubtract(x1, b1, a1);
                TLanes c2 = TLanes.MultiplySubtract(x2, b2, a2), c3 = TLanes.MultiplySubtract(x3, b3, a3);
                (a0, a1, a2, a3) = (b0, b1, b2, b3);
                (b0, b1, b2, b3) = (c0, c1, c2, c3);
            }
        }

        for (; j < end; j += w)
        {
            TLanes x = TLanes.LoadRelative(twiceX + j, 0.0), a = TLanes.Load(f + j);
            TLanes b = half * x * a;
            sums[0] += a;
            for (int k = 1; k < basis; k++)
            {
                sums[k] += b;
                (a, b) = (b, TLanes.MultiplySubtract(x, b, a));
            }
        }
    }

    /// <summary>Adds sum_k a_nk (sum of f T_k) to the descriptor.</summary>
    private static void Contract(NepTables<TReal> tables, NepWorkspace<TReal> workspace, TReal* coefficients, double* descriptor)
    {
        var lanes = (TLanes*)workspace.Registers.Pointer;
        TReal* sums = workspace.BasisSums.Pointer;
        for (int k = 0; k < tables.RadialBasis; k++)
        {
            sums[k] = TReal.CreateTruncating(TLanes.Sum(lanes[k]));
        }

        int padded = tables.PaddedRadialBasis;
        for (int n = 0; n < tables.RadialFunctions; n++)
        {
            TReal* row = coefficients + (n * 2 * padded);
            TLanes sum = TLanes.Zero;
            for (int k = 0; k < padded; k += TLanes.Count)
            {
                sum = TLanes.MultiplyAdd(TLanes.Load(row + k), TLanes.Load(sums + k), sum);
            }

            descriptor[n] += TLanes.Sum(sum);
        }
    }

    /// <summary>The Chebyshev series of sum_n dU/dq_n g_n / f and of its derivative, one after the other.</summary>
    private static void Series(NepTables<TReal> tables, NepWorkspace<TReal> workspace, TReal* coefficients, TReal* gradient)
    {
        TReal* series = workspace.BasisGradients.Pointer;
        int length = 2 * tables.PaddedRadialBasis;
        int w = TLanes.Count;
        for (int k = 0; k < length; k += 2 * w)
        {
            TLanes a = TLanes.Zero, b = TLanes.Zero;
            TReal* row = coefficients + k;
            for (int n = 0; n < tables.RadialFunctions; n++)
            {
                TLanes weight = TLanes.Broadcast(gradient[n]);
                a = TLanes.MultiplyAdd(weight, TLanes.Load(row), a);
                b = TLanes.MultiplyAdd(weight, TLanes.Load(row + w), b);
                row += length;
            }

            TLanes.Store(series + k, a);
            TLanes.Store(series + k + w, b);
        }
    }

    private static void Slopes(NepTables<TReal> tables, TReal* series, NepSite<TReal> site, int begin, int end, double xScale)
    {
        int w = TLanes.Count, j = begin;
        TReal* derivative = series + tables.PaddedRadialBasis;
        double* twiceX = site.TwiceX;
        TLanes half = TLanes.Create(0.5), scale = TLanes.Create(xScale);
        for (; j + w < end; j += 2 * w)
        {
            TLanes x0 = TLanes.LoadRelative(twiceX + j, 0.0), x1 = TLanes.LoadRelative(twiceX + j + w, 0.0);
            TLanes a0 = TLanes.Create(1.0), a1 = a0;
            TLanes b0 = half * x0, b1 = half * x1;
            TLanes p0 = TLanes.Broadcast(series[0]), p1 = p0;
            TLanes d0 = TLanes.Broadcast(derivative[0]), d1 = d0;
            for (int k = 1; k < tables.RadialBasis; k++)
            {
                TLanes s = TLanes.Broadcast(series[k]), t = TLanes.Broadcast(derivative[k]);
                p0 = TLanes.MultiplyAdd(s, b0, p0);
                p1 = TLanes.MultiplyAdd(s, b1, p1);
                d0 = TLanes.MultiplyAdd(t, b0, d0);
                d1 = TLanes.MultiplyAdd(t, b1, d1);
                (a0, b0) = (b0, TLanes.MultiplySubtract(x0, b0, a0));
                (a1, b1) = (b1, TLanes.MultiplySubtract(x1, b1, a1));
            }

            Store(site, j, p0, scale * d0);
            Store(site, j + w, p1, scale * d1);
        }

        for (; j < end; j += w)
        {
            TLanes x = TLanes.LoadRelative(twiceX + j, 0.0);
            TLanes a = TLanes.Create(1.0), b = half * x;
            TLanes p = TLanes.Broadcast(series[0]), d = TLanes.Broadcast(derivative[0]);
            for (int k = 1; k < tables.RadialBasis; k++)
            {
                p = TLanes.MultiplyAdd(TLanes.Broadcast(series[k]), b, p);
                d = TLanes.MultiplyAdd(TLanes.Broadcast(derivative[k]), b, d);
                (a, b) = (b, TLanes.MultiplySubtract(x, b, a));
            }

            Store(site, j, p, scale * d);
        }
    }

    /// <summary>dU/dr = f' p + f dp/dx dx/dr along the unit vector, dx/dr = (4/rc) (r/rc - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(NepSite<TReal> site, int j, TLanes p, TLanes d)
    {
        TLanes slope = TLanes.MultiplyAdd(
            TLanes.Load(site.CutoffSlope + j), p, TLanes.Load(site.Cutoff + j) * TLanes.LoadRelative(site.Away + j, 0.0) * d);
        TLanes s = slope * TLanes.LoadRelative(site.Inverse + j, 0.0);
        TLanes.Store(site.Gx + j, s * TLanes.LoadRelative(site.Dx + j, 0.0));
        TLanes.Store(site.Gy + j, s * TLanes.LoadRelative(site.Dy + j, 0.0));
        TLanes.Store(site.Gz + j, s * TLanes.LoadRelative(site.Dz + j, 0.0));
    }
}
