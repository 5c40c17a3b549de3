using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// Distances of neighbours and the arguments of their functions, in double precision always: high Chebyshev polynomials
/// multiply the rounding of their argument.
/// </summary>
internal static unsafe class NepDistances<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    /// <summary>Sets 1/r of a run, s = r/rc - 1 and 2x = 4 s^2 - 2 for a cutoff.</summary>
    public static void Compute(NepNeighbors site, int begin, int end, double cutoff)
    {
        double* x = site.Dx, y = site.Dy, z = site.Dz, inverse = site.Inverse, s = site.Away, twiceX = site.TwiceX;
        TLanes scale = TLanes.Create(1.0 / cutoff), one = TLanes.Create(1.0), two = TLanes.Create(2.0), four = TLanes.Create(4.0);
        for (int j = begin; j < end; j += TLanes.Count)
        {
            TLanes r = Distance(x + j, y + j, z + j);
            TLanes away = TLanes.MultiplySubtract(r, scale, one);
            TLanes.Store(inverse + j, TLanes.Reciprocal(r));
            TLanes.Store(s + j, away);
            TLanes.Store(twiceX + j, TLanes.MultiplySubtract(four * away, away, two));
        }
    }

    /// <summary>The same for the angular cutoff; 1/r is known already.</summary>
    public static void ComputeAngular(NepNeighbors site, int begin, int end, double cutoff)
    {
        double* x = site.Dx, y = site.Dy, z = site.Dz, s = site.AngularAway, twiceX = site.AngularTwiceX;
        TLanes scale = TLanes.Create(1.0 / cutoff), one = TLanes.Create(1.0), two = TLanes.Create(2.0), four = TLanes.Create(4.0);
        for (int j = begin; j < end; j += TLanes.Count)
        {
            TLanes away = TLanes.MultiplySubtract(Distance(x + j, y + j, z + j), scale, one);
            TLanes.Store(s + j, away);
            TLanes.Store(twiceX + j, TLanes.MultiplySubtract(four * away, away, two));
        }
    }

    private static TLanes Distance(double* x, double* y, double* z)
    {
        TLanes dx = TLanes.Load(x), dy = TLanes.Load(y), dz = TLanes.Load(z);
        return TLanes.Sqrt(TLanes.MultiplyAdd(dx, dx, TLanes.MultiplyAdd(dy, dy, dz * dz)));
    }
}
