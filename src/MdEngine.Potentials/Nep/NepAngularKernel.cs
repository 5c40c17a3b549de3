using System.Numerics;
using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// The sums A[lm][n] = sum_j g_n(r_ij) Y[lm](r_ij) over neighbours within the angular cutoff, and the forces that follow
/// from the derivatives by them, with neighbours as lanes.
/// </summary>
internal static unsafe class NepAngularKernel<TLanes, TReal, TWide>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
    where TWide : unmanaged, ILanes<TWide, double>
{
    /// <summary>Sets the sums of a site; its distances must be known already.</summary>
    public static void Sums(NepTables<TReal> tables, NepWorkspace<TReal> workspace, NepSite<TReal> site, int type)
    {
        int stride = site.AngularStride;
        workspace.ReserveHarmonics(stride, tables.PaddedComponents);
        int begin = 0;
        for (int run = 0; run < site.AngularRuns; run++)
        {
            int end = site.RunEnd[run];
            int neighbor = site.RunType[run];
            double cutoff = tables.AngularCutoff(type, neighbor);
            NepDistances<TWide>.ComputeAngular(site, begin, end, cutoff);
            Functions(tables, workspace, site, tables.Angular(type, neighbor), begin, end, cutoff);
            begin = end;
        }

        // What a run wrote beyond the last neighbour must not count in sums.
        for (int n = 0; n < tables.AngularFunctions; n++)
        {
            TLanes.Store(site.G + (n * stride) + begin, TLanes.Zero);
            TLanes.Store(site.GSlope + (n * stride) + begin, TLanes.Zero);
        }

        TReal* harmonics = workspace.Harmonics.Pointer;
        for (int j = 0; j < begin; j += TLanes.Count)
        {
            NepHarmonics<TLanes, TReal>.Evaluate(tables, site, j, harmonics + j, stride);
        }

        Contract(tables, site, harmonics, begin);
    }

    /// <summary>Adds to the derivatives of the site energy by the displacements of the neighbours.</summary>
    /// <param name="tables">Parameters.</param>
    /// <param name="workspace">Scratch, with dU/dA.</param>
    /// <param name="site">Neighbours.</param>
    public static void Forces(NepTables<TReal> tables, NepWorkspace<TReal> workspace, NepSite<TReal> site)
    {
        var products = (TLanes*)workspace.Registers.Pointer;
        for (int j = 0; j < site.AngularCount; j += TLanes.Count)
        {
            Weigh(tables, workspace.SumGradients.Pointer, site, j, products);
            NepHarmonics<TLanes, TReal>.Differentiate(tables, site, j, products);
        }
    }

    /// <summary>g_n and dg_n/dr of the neighbours of a run.</summary>
    private static void Functions(
        NepTables<TReal> tables, NepWorkspace<TReal> workspace, NepSite<TReal> site, TReal* coefficients, int begin, int end,
        double cutoff)
    {
        var chebyshev = (TLanes*)workspace.Registers.Pointer;
        int basis = tables.AngularBasis, stride = site.AngularStride, functions = tables.AngularFunctions;
        TReal* g = site.G, slope = site.GSlope;
        TLanes scale = TLanes.Create(1.0 / cutoff), fourOver = TLanes.Create(4.0 / cutoff);
        TLanes steps = TLanes.Load(workspace.Ramp.Pointer);
        for (int j = begin; j < end; j += TLanes.Count)
        {
            TLanes away = TLanes.LoadRelative(site.AngularAway + j, 0.0);
            NepCutoff<TLanes, TReal>.Evaluate(away, out TLanes f, out TLanes fSlope);
            TLanes own = TLanes.Less(steps, TLanes.Create(end - j));
            f = TLanes.And(f, own);
            fSlope = TLanes.And(fSlope * scale, own);
            TLanes dfx = f * (fourOver * away);
            TLanes twiceX = TLanes.LoadRelative(site.AngularTwiceX + j, 0.0);
            TLanes a = TLanes.Create(1.0), b = TLanes.Create(0.5) * twiceX;
            for (int k = 0; k < basis; k++)
            {
                chebyshev[k] = a;
                (a, b) = (b, TLanes.MultiplySubtract(twiceX, b, a));
            }

            TReal* c = coefficients;
            int n = 0, row = 2 * basis;
            for (; n + 4 <= functions; n += 4)
            {
                TLanes p0 = TLanes.Zero, p1 = p0, p2 = p0, p3 = p0, d0 = p0, d1 = p0, d2 = p0, d3 = p0;
                for (int k = 0; k < basis; k++)
                {
                    TLanes t = chebyshev[k];
                    p0 = TLanes.MultiplyAdd(t, TLanes.Broadcast(c[0]), p0);
                    d0 = TLanes.MultiplyAdd(t, TLanes.Broadcast(c[1]), d0);
                    p1 = TLanes.MultiplyAdd(t, TLanes.Broadcast(c[row]), p1);
                    d1 = TLanes.MultiplyAdd(t, TLanes.Broadcast(c[row + 1]), d1);
                    p2 = TLanes.MultiplyAdd(t, TLanes.Broadcast(c[2 * row]), p2);
                    d2 = TLanes.MultiplyAdd(t, TLanes.Broadcast(c[(2 * row) + 1]), d2);
                    p3 = TLanes.MultiplyAdd(t, TLanes.Broadcast(c[3 * row]), p3);
                    d3 = TLanes.MultiplyAdd(t, TLanes.Broadcast(c[(3 * row) + 1]), d3);
                    c += 2;
                }

                c += 3 * row;
                int at = (n * stride) + j;
                Store(g + at, slope + at, p0, d0, f, fSlope, dfx);
                Store(g + at + stride, slope + at + stride, p1, d1, f, fSlope, dfx);
                Store(g + at + (2 * stride), slope + at + (2 * stride), p2, d2, f, fSlope, dfx);
                Store(g + at + (3 * stride), slope + at + (3 * stride), p3, d3, f, fSlope, dfx);
            }

            for (; n < functions; n++)
            {
                TLanes p = TLanes.Zero, d = p;
                for (int k = 0; k < basis; k++)
                {
                    p = TLanes.MultiplyAdd(chebyshev[k], TLanes.Broadcast(c[0]), p);
                    d = TLanes.MultiplyAdd(chebyshev[k], TLanes.Broadcast(c[1]), d);
                    c += 2;
                }

                int at = (n * stride) + j;
                Store(g + at, slope + at, p, d, f, fSlope, dfx);
            }
        }
    }

    /// <summary>g = f p, dg/dr = f' p + f dp/dx dx/dr.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TReal* g, TReal* slope, TLanes p, TLanes d, TLanes f, TLanes fSlope, TLanes dfx)
    {
        TLanes.Store(g, f * p);
        TLanes.Store(slope, TLanes.MultiplyAdd(dfx, d, fSlope * p));
    }

    /// <summary>A[lm][n] = sum_j Y[lm][j] g[n][j], in tiles of four harmonics and up to three functions.</summary>
    private static void Contract(NepTables<TReal> tables, NepSite<TReal> site, TReal* harmonics, int count)
    {
        int stride = site.AngularStride, functions = tables.AngularFunctions, row = tables.PaddedAngularFunctions;
        TReal* sums = site.Sums.Pointer;
        for (int lm = 0; lm < tables.PaddedComponents; lm += 4)
        {
            TReal* y = harmonics + (lm * stride);
            TReal* to = sums + (lm * row);
            int n = 0;
            for (; n + 3 <= functions; n += 3)
            {
                Tile3(y, site.G + (n * stride), stride, count, to + n, row);
            }

            for (; n < functions; n++)
            {
                Tile1(y, site.G + (n * stride), stride, count, to + n, row);
            }
        }
    }

    private static void Tile3(TReal* y, TReal* g, int stride, int count, TReal* to, int row)
    {
        TLanes s00 = TLanes.Zero, s10 = s00, s20 = s00, s30 = s00;
        TLanes s01 = s00, s11 = s00, s21 = s00, s31 = s00, s02 = s00, s12 = s00, s22 = s00, s32 = s00;
        for (int j = 0; j < count; j += TLanes.Count)
        {
            TLanes g0 = TLanes.Load(g + j), g1 = TLanes.Load(g + stride + j), g2 = TLanes.Load(g + (2 * stride) + j);
            TLanes y0 = TLanes.Load(y + j);
            s00 = TLanes.MultiplyAdd(y0, g0, s00);
            s01 = TLanes.MultiplyAdd(y0, g1, s01);
            s02 = TLanes.MultiplyAdd(y0, g2, s02);
            y0 = TLanes.Load(y + stride + j);
            s10 = TLanes.MultiplyAdd(y0, g0, s10);
            s11 = TLanes.MultiplyAdd(y0, g1, s11);
            s12 = TLanes.MultiplyAdd(y0, g2, s12);
            y0 = TLanes.Load(y + (2 * stride) + j);
            s20 = TLanes.MultiplyAdd(y0, g0, s20);
            s21 = TLanes.MultiplyAdd(y0, g1, s21);
            s22 = TLanes.MultiplyAdd(y0, g2, s22);
            y0 = TLanes.Load(y + (3 * stride) + j);
            s30 = TLanes.MultiplyAdd(y0, g0, s30);
            s31 = TLanes.MultiplyAdd(y0, g1, s31);
            s32 = TLanes.MultiplyAdd(y0, g2, s32);
        }

        Keep(to, row, s00, s10, s20, s30);
        Keep(to + 1, row, s01, s11, s21, s31);
        Keep(to + 2, row, s02, s12, s22, s32);
    }

    private static void Tile1(TReal* y, TReal* g, int stride, int count, TReal* to, int row)
    {
        TLanes s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0;
        for (int j = 0; j < count; j += TLanes.Count)
        {
            TLanes g0 = TLanes.Load(g + j);
            s0 = TLanes.MultiplyAdd(TLanes.Load(y + j), g0, s0);
            s1 = TLanes.MultiplyAdd(TLanes.Load(y + stride + j), g0, s1);
            s2 = TLanes.MultiplyAdd(TLanes.Load(y + (2 * stride) + j), g0, s2);
            s3 = TLanes.MultiplyAdd(TLanes.Load(y + (3 * stride) + j), g0, s3);
        }

        Keep(to, row, s0, s1, s2, s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(TReal* to, int row, TLanes s0, TLanes s1, TLanes s2, TLanes s3)
    {
        to[0] = TReal.CreateTruncating(TLanes.Sum(s0));
        to[row] = TReal.CreateTruncating(TLanes.Sum(s1));
        to[2 * row] = TReal.CreateTruncating(TLanes.Sum(s2));
        to[3 * row] = TReal.CreateTruncating(TLanes.Sum(s3));
    }

    /// <summary>sum_n dU/dA[lm][n] g_n and the same with dg_n/dr, for each harmonic, of one register of neighbours.</summary>
    private static void Weigh(NepTables<TReal> tables, TReal* gradients, NepSite<TReal> site, int j, TLanes* products)
    {
        int row = tables.PaddedAngularFunctions, functions = tables.AngularFunctions, stride = site.AngularStride;
        for (int lm = 0; lm < tables.PaddedComponents; lm += 4)
        {
            TReal* z = gradients + (lm * row);
            TReal* g = site.G + j, slope = site.GSlope + j;
            TLanes p0 = TLanes.Zero, p1 = p0, p2 = p0, p3 = p0, d0 = p0, d1 = p0, d2 = p0, d3 = p0;
            for (int n = 0; n < functions; n++)
            {
                TLanes gn = TLanes.Load(g), dn = TLanes.Load(slope);
                TLanes z0 = TLanes.Broadcast(z[n]);
                p0 = TLanes.MultiplyAdd(z0, gn, p0);
                d0 = TLanes.MultiplyAdd(z0, dn, d0);
                z0 = TLanes.Broadcast(z[row + n]);
                p1 = TLanes.MultiplyAdd(z0, gn, p1);
                d1 = TLanes.MultiplyAdd(z0, dn, d1);
                z0 = TLanes.Broadcast(z[(2 * row) + n]);
                p2 = TLanes.MultiplyAdd(z0, gn, p2);
                d2 = TLanes.MultiplyAdd(z0, dn, d2);
                z0 = TLanes.Broadcast(z[(3 * row) + n]);
                p3 = TLanes.MultiplyAdd(z0, gn, p3);
                d3 = TLanes.MultiplyAdd(z0, dn, d3);
                g += stride;
                slope += stride;
            }

            TLanes* to = products + (2 * lm);
            to[0] = p0;
            to[1] = d0;
            to[2] = p1;
            to[3] = d1;
            to[4] = p2;
            to[5] = d2;
            to[6] = p3;
            to[7] = d3;
        }
    }
}
