using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>Weighted sums of the powers of cosines, and polynomials of cosines, of a batch of pairs.</summary>
internal static unsafe class PowerSums<TLanes, TReal>
    where TLanes : unmanaged, IRealLanes<TLanes, TReal>
    where TReal : unmanaged
{
    /// <summary>Adds the sums of w e c^m with m from 0 to a degree; nothing where that is negative.</summary>
    public static void Add(int degree, TReal* w, TReal* e, TReal* c, int n, double* sums)
    {
        switch (degree)
        {
            case < 0:
                break;
            case 0 or 1:
                Add<Degree1>(w, e, c, n, sums);
                break;
            case 2:
                Add<Degree2>(w, e, c, n, sums);
                break;
            case 3:
                Add<Degree3>(w, e, c, n, sums);
                break;
            default:
                Add<Degree4>(w, e, c, n, sums);
                break;
        }
    }

    /// <summary>
    /// With P the polynomial of given coefficients and Q its derivative, sets (or adds) u = P e, v = 2 eta P e and w = Q e.
    /// </summary>
    public static void Slopes(
        int degree, bool isFirst, double* coefficients, double eta, TReal* c, TReal* e, int n, TReal* u, TReal* v, TReal* w)
    {
        switch (degree)
        {
            case < 2:
                Slopes<Degree1>(isFirst, coefficients, eta, c, e, n, u, v, w);
                break;
            case 2:
                Slopes<Degree2>(isFirst, coefficients, eta, c, e, n, u, v, w);
                break;
            case 3:
                Slopes<Degree3>(isFirst, coefficients, eta, c, e, n, u, v, w);
                break;
            default:
                Slopes<Degree4>(isFirst, coefficients, eta, c, e, n, u, v, w);
                break;
        }
    }

    private static void Add<TDegree>(TReal* w, TReal* e, TReal* c, int n, double* sums)
        where TDegree : struct, IDegree
    {
        TLanes s0 = TLanes.Zero, s1 = TLanes.Zero, s2 = TLanes.Zero, s3 = TLanes.Zero, s4 = TLanes.Zero;
        TLanes t0 = TLanes.Zero, t1 = TLanes.Zero, t2 = TLanes.Zero, t3 = TLanes.Zero, t4 = TLanes.Zero;
        int width = TLanes.Count;
        for (int k = 0; k < n; k += 2 * width)
        {
            TLanes a = TLanes.Load(w + k) * TLanes.Load(e + k), b = TLanes.Load(w + k + width) * TLanes.Load(e + k + width);
            TLanes x = TLanes.Load(c + k), y = TLanes.Load(c + k + width);
            s0 += a;
            t0 += b;
            a *= x;
            b *= y;
            s1 += a;
            t1 += b;
            if (TDegree.Value >= 2)
            {
                a *= x;
                b *= y;
                s2 += a;
                t2 += b;
            }

            if (TDegree.Value >= 3)
            {
                a *= x;
                b *= y;
                s3 += a;
                t3 += b;
            }

            if (TDegree.Value >= 4)
            {
                a *= x;
                b *= y;
                s4 += a;
                t4 += b;
            }
        }

        sums[0] += TLanes.Sum(s0 + t0);
        sums[1] += TLanes.Sum(s1 + t1);
        if (TDegree.Value >= 2)
        {
            sums[2] += TLanes.Sum(s2 + t2);
        }

        if (TDegree.Value >= 3)
        {
            sums[3] += TLanes.Sum(s3 + t3);
        }

        if (TDegree.Value >= 4)
        {
            sums[4] += TLanes.Sum(s4 + t4);
        }
    }

    private static void Slopes<TDegree>(
        bool isFirst, double* coefficients, double eta, TReal* c, TReal* e, int n, TReal* u, TReal* v, TReal* w)
        where TDegree : struct, IDegree
    {
        if (isFirst)
        {
            Slopes<TDegree, On>(coefficients, eta, c, e, n, u, v, w);
        }
        else
        {
            Slopes<TDegree, Off>(coefficients, eta, c, e, n, u, v, w);
        }
    }

    private static void Slopes<TDegree, TFirst>(
        double* coefficients, double eta, TReal* c, TReal* e, int n, TReal* u, TReal* v, TReal* w)
        where TDegree : struct, IDegree
        where TFirst : struct, IFlag
    {
        TLanes a0 = TLanes.Create(coefficients[0]), a1 = TLanes.Create(coefficients[1]), a2 = TLanes.Create(coefficients[2]);
        TLanes a3 = TLanes.Create(coefficients[3]), a4 = TLanes.Create(coefficients[4]), twice = TLanes.Create(2.0 * eta);
        TLanes b1 = a2 + a2, b2 = TLanes.Create(3.0) * a3, b3 = TLanes.Create(4.0) * a4;
        for (int k = 0; k < n; k += TLanes.Count)
        {
            TLanes x = TLanes.Load(c + k), gauss = TLanes.Load(e + k);
            TLanes p = Horner<TDegree>(x, a1, a2, a3, a4, a0), q = a1;
            if (TDegree.Value >= 2)
            {
                TLanes tail = b1;
                if (TDegree.Value >= 3)
                {
                    tail = TLanes.MultiplyAdd(x, TDegree.Value >= 4 ? TLanes.MultiplyAdd(x, b3, b2) : b2, b1);
                }

                q = TLanes.MultiplyAdd(x, tail, a1);
            }

            TLanes pe = p * gauss;
            if (TFirst.Value)
            {
                TLanes.Store(u + k, pe);
                TLanes.Store(v + k, twice * pe);
                TLanes.Store(w + k, q * gauss);
            }
            else
            {
                TLanes.Store(u + k, TLanes.Load(u + k) + pe);
                TLanes.Store(v + k, TLanes.MultiplyAdd(twice, pe, TLanes.Load(v + k)));
                TLanes.Store(w + k, TLanes.MultiplyAdd(q, gauss, TLanes.Load(w + k)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Horner<TDegree>(TLanes x, TLanes a1, TLanes a2, TLanes a3, TLanes a4, TLanes a0)
        where TDegree : struct, IDegree
    {
        TLanes p = a1;
        if (TDegree.Value >= 2)
        {
            TLanes tail = a2;
            if (TDegree.Value >= 3)
            {
                tail = TLanes.MultiplyAdd(x, TDegree.Value >= 4 ? TLanes.MultiplyAdd(x, a4, a3) : a3, a2);
            }

            p = TLanes.MultiplyAdd(x, tail, a1);
        }

        return TLanes.MultiplyAdd(x, p, a0);
    }
}
