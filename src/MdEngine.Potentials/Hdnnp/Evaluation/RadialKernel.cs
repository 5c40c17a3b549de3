using System.Numerics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>Sums over neighbours: radial symmetry functions, and the shapes that angular ones need too.</summary>
internal static unsafe class RadialKernel<TLanes, TReal>
    where TLanes : unmanaged, IRealLanes<TLanes, TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Computes shapes and radial symmetry functions.</summary>
    public static void Forward(CentrePlan plan, AtomFrame<TReal> frame, KernelScratch<TReal> scratch, double* values)
    {
        for (int e = 0; e < plan.Neighbors.Length; e++)
        {
            int n = frame.Padded(e);
            if (n == 0)
            {
                continue;
            }

            NeighborPlan neighbors = plan.Neighbors[e];
            TReal* r = frame.R + frame.First(e), inverse = frame.Inverse + frame.First(e);
            for (int s = 0; s < neighbors.Shapes.Length; s++)
            {
                TReal* f = frame.Shape(e, s);
                neighbors.Shapes[s].Evaluate<TLanes, TReal>(r, inverse, n, f, f + n);
            }

            TReal* slopes = frame.Slopes(e);
            foreach (RadialSet set in neighbors.Sets)
            {
                Set(set, r, inverse, frame.Shape(e, set.Shape), n, slopes, scratch, values);
                slopes += set.Links.Length * n;
            }
        }
    }

    /// <summary>Adds the derivatives of the energy by the displacements, given those by the symmetry functions.</summary>
    public static void Backward(CentrePlan plan, AtomFrame<TReal> frame, double* slopesOfEnergy)
    {
        for (int e = 0; e < plan.Neighbors.Length; e++)
        {
            int n = frame.Padded(e), first = frame.First(e);
            RadialSet[] sets = plan.Neighbors[e].Sets;
            if (n == 0 || sets.Length == 0)
            {
                continue;
            }

            TReal* slopes = frame.Slopes(e);
            for (int k = 0; k < n; k += TLanes.Count)
            {
                TLanes w = TLanes.Zero;
                TReal* slope = slopes + k;
                foreach (RadialSet set in sets)
                {
                    foreach ((int function, double weight, _) in set.Links)
                    {
                        w = TLanes.MultiplyAdd(TLanes.Create(weight * slopesOfEnergy[function]), TLanes.Load(slope), w);
                        slope += n;
                    }
                }

                AddTimes(frame.Gx + first + k, w, frame.Dx + first + k);
                AddTimes(frame.Gy + first + k, w, frame.Dy + first + k);
                AddTimes(frame.Gz + first + k, w, frame.Dz + first + k);
            }
        }
    }

    private static void AddTimes(double* to, TLanes w, TReal* d) => TLanes.AddTo(to, w * TLanes.Load(d));

    private static void Set(
        RadialSet set,
        TReal* r,
        TReal* inverse,
        TReal* shape,
        int n,
        TReal* slopes,
        KernelScratch<TReal> scratch,
        double* values)
    {
        TReal* u = scratch.Radial((2 + set.Ladder.Registers) * n), h = u + n, e = h + n;
        TLanes shift = TLanes.Create(set.Shift), one = TLanes.Create(1.0);
        for (int k = 0; k < n; k += TLanes.Count)
        {
            TLanes d = TLanes.Load(r + k) - shift;
            TLanes.Store(u + k, d * d);
            TLanes.Store(h + k, one - (shift * TLanes.Load(inverse + k)));
        }

        set.Ladder.Evaluate<TLanes, TReal>(u, n, e, e + (set.Ladder.Etas.Length * n), n);
        foreach ((int function, double weight, int eta) in set.Links)
        {
            TReal* gauss = e + (eta * n);
            TLanes twice = TLanes.Create(2.0 * set.Ladder.Etas[eta]), sum = TLanes.Zero;
            for (int k = 0; k < n; k += TLanes.Count)
            {
                TLanes g = TLanes.Load(gauss + k), f = TLanes.Load(shape + k);
                sum = TLanes.MultiplyAdd(g, f, sum);
                TLanes.Store(slopes + k, g * (TLanes.Load(shape + n + k) - (twice * TLanes.Load(h + k) * f)));
            }

            values[function] += weight * TLanes.Sum(sum);
            slopes += n;
        }
    }
}
