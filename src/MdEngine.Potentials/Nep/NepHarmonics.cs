using System.Numerics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// Real spherical harmonics P_lm(z) Re or Im (x + iy)^m of unit vectors, not normalised, in the order of
/// <see cref="NepAngularTerms"/>; a register of neighbours at a time.
/// </summary>
internal static unsafe class NepHarmonics<TLanes, TReal>
    where TLanes : unmanaged, ILanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Writes the harmonics of the neighbours from <paramref name="j"/> on, each to its own array.</summary>
    public static void Evaluate(NepTables<TReal> tables, NepSite<TReal> site, int j, TReal* to, int stride)
    {
        TLanes inverse = TLanes.LoadRelative(site.Inverse + j, 0.0);
        TLanes x = TLanes.LoadRelative(site.Dx + j, 0.0) * inverse;
        TLanes y = TLanes.LoadRelative(site.Dy + j, 0.0) * inverse;
        TLanes z = TLanes.LoadRelative(site.Dz + j, 0.0) * inverse;
        int maxL = tables.MaxL;
        TReal* beta = tables.Beta.Pointer;
        TLanes last = TLanes.Create(1.0), p = z;
        for (int l = 1; l <= maxL; l++)
        {
            TLanes.Store(to, p);
            to += stride;
            TLanes next = z * p - (TLanes.Broadcast(beta[l]) * last);
            (last, p) = (p, next);
        }

        TLanes re = x, im = y;
        for (int m = 1; m <= maxL; m++)
        {
            beta += maxL + 1;
            last = TLanes.Zero;
            p = TLanes.Create(1.0);
            for (int l = m; l <= maxL; l++)
            {
                TLanes.Store(to, p * re);
                TLanes.Store(to + stride, p * im);
                to += 2 * stride;
                TLanes next = z * p - (TLanes.Broadcast(beta[l]) * last);
                (last, p) = (p, next);
            }

            TLanes up = x * re - (y * im);
            im = TLanes.MultiplyAdd(x, im, y * re);
            re = up;
        }
    }

    /// <summary>
    /// Adds the derivatives by the displacements of a register of neighbours of sum_lm v_lm(r) Y_lm(u).
    /// </summary>
    /// <param name="tables">Parameters.</param>
    /// <param name="site">Neighbours; the derivatives go to its G arrays.</param>
    /// <param name="j">First neighbour.</param>
    /// <param name="v">v_lm and dv_lm/dr in turns.</param>
    public static void Differentiate(NepTables<TReal> tables, NepSite<TReal> site, int j, TLanes* v)
    {
        TLanes inverse = TLanes.LoadRelative(site.Inverse + j, 0.0);
        TLanes x = TLanes.LoadRelative(site.Dx + j, 0.0) * inverse;
        TLanes y = TLanes.LoadRelative(site.Dy + j, 0.0) * inverse;
        TLanes z = TLanes.LoadRelative(site.Dz + j, 0.0) * inverse;
        int maxL = tables.MaxL;
        TReal* beta = tables.Beta.Pointer;
        TLanes gx = TLanes.Zero, gy = gx, gz = gx, radial = gx;
        // P_lm and its derivative by z.
        TLanes last = TLanes.Create(1.0), p = z, lastSlope = gx, slope = last;
        for (int l = 1; l <= maxL; l++)
        {
            gz = TLanes.MultiplyAdd(v[0], slope, gz);
            radial = TLanes.MultiplyAdd(v[1], p, radial);
            v += 2;
            TLanes b = TLanes.Broadcast(beta[l]);
            TLanes next = z * p - (b * last);
            TLanes nextSlope = TLanes.MultiplyAdd(z, slope, p - (b * lastSlope));
            (last, p) = (p, next);
            (lastSlope, slope) = (slope, nextSlope);
        }

        TLanes re = x, im = y, reBefore = TLanes.Create(1.0), imBefore = TLanes.Zero;
        for (int m = 1; m <= maxL; m++)
        {
            beta += maxL + 1;
            last = TLanes.Zero;
            p = TLanes.Create(1.0);
            lastSlope = last;
            slope = last;
            TLanes a = last, b = last, az = last, bz = last, ar = last, br = last;
            for (int l = m; l <= maxL; l++)
            {
                a = TLanes.MultiplyAdd(v[0], p, a);
                ar = TLanes.MultiplyAdd(v[1], p, ar);
                b = TLanes.MultiplyAdd(v[2], p, b);
                br = TLanes.MultiplyAdd(v[3], p, br);
                az = TLanes.MultiplyAdd(v[0], slope, az);
                bz = TLanes.MultiplyAdd(v[2], slope, bz);
                v += 4;
                TLanes c = TLanes.Broadcast(beta[l]);
                TLanes next = z * p - (c * last);
                TLanes nextSlope = TLanes.MultiplyAdd(z, slope, p - (c * lastSlope));
                (last, p) = (p, next);
                (lastSlope, slope) = (slope, nextSlope);
            }

            gz = TLanes.MultiplyAdd(az, re, TLanes.MultiplyAdd(bz, im, gz));
            radial = TLanes.MultiplyAdd(ar, re, TLanes.MultiplyAdd(br, im, radial));
            // d(x + iy)^m = m (x + iy)^(m-1) (dx + i dy).
            TLanes degree = TLanes.Create(m);
            a *= degree;
            b *= degree;
            gx = TLanes.MultiplyAdd(a, reBefore, TLanes.MultiplyAdd(b, imBefore, gx));
            gy = TLanes.MultiplyAdd(b, reBefore, gy - (a * imBefore));
            (reBefore, imBefore) = (re, im);
            TLanes up = x * re - (y * im);
            im = TLanes.MultiplyAdd(x, im, y * re);
            re = up;
        }

        // The part along u does not turn it.
        TLanes along = TLanes.MultiplyAdd(gx, x, TLanes.MultiplyAdd(gy, y, gz * z));
        TLanes keep = radial - (along * inverse);
        Add(site.Gx + j, TLanes.MultiplyAdd(gx, inverse, keep * x));
        Add(site.Gy + j, TLanes.MultiplyAdd(gy, inverse, keep * y));
        Add(site.Gz + j, TLanes.MultiplyAdd(gz, inverse, keep * z));
    }

    private static void Add(TReal* to, TLanes value) => TLanes.Store(to, TLanes.Load(to) + value);
}
