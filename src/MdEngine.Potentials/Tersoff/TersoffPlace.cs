using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Tersoff;

/// <summary>What the kernel knows and collects of one neighbour of each atom.</summary>
internal struct TersoffPlace<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    /// <summary>Direction from the centre.</summary>
    public TLanes Ux, Uy, Uz;

    /// <summary>Distance, and its inverse.</summary>
    public TLanes R, Inverse;

    /// <summary>Cutoff function, and its derivative; zero beyond the cutoff.</summary>
    public TLanes Cut, CutSlope;

    /// <summary>zeta of the bond, then the derivative of the site energy by it.</summary>
    public TLanes Zeta;

    /// <summary>Derivative of the site energy by the distance at fixed angles.</summary>
    public TLanes Radial;

    /// <summary>
    /// With q_t the derivative of the energy by the cosine of the angle with neighbour t: sum over t of q_t u_t, and of
    /// q_t cos theta_t with the sign turned.
    /// </summary>
    public TLanes Tx, Ty, Tz, Along;
}
