using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>What the kernel knows and collects of one neighbour of each atom.</summary>
internal struct StillingerWeberPlace<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    /// <summary>Direction from the centre.</summary>
    public TLanes Ux, Uy, Uz;

    /// <summary>exp(gamma sigma/(r - a sigma)), and its derivative by r; zero beyond the cutoff.</summary>
    public TLanes G, Slope;

    /// <summary>1/r.</summary>
    public TLanes Inverse;

    /// <summary>Derivative of the site energy by the distance at fixed angles.</summary>
    public TLanes Radial;

    /// <summary>
    /// With q_t the derivative of the energy by the cosine of the angle with neighbour t: sum over t of q_t u_t, and of
    /// q_t cos theta_t with the sign turned.
    /// </summary>
    public TLanes Tx, Ty, Tz, Along;
}
