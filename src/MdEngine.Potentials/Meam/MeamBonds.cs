namespace MdEngine.Potentials.Meam;

/// <summary>
/// As many bonds of an atom to neighbours of one type as a register has lanes: neighbours that are neither beyond the cutoff
/// nor screened entirely.
/// </summary>
/// <remarks>Lanes without a bond have a screening of 0 and stand at the cutoff: they add nothing anywhere.</remarks>
internal struct MeamBonds<TLanes>
    where TLanes : unmanaged
{
    /// <summary>Distance, its inverse, and direction.</summary>
    public TLanes R, Inverse, Ux, Uy, Uz;

    /// <summary>Screening times cutoff function: what the bond counts with; and its slope along the bond.</summary>
    public TLanes Weight, WeightSlope;

    /// <summary>Partial densities 0 to 3, not weighted with the former.</summary>
    public TLanes A0, A1, A2, A3;

    /// <summary>Pair energy and its slope.</summary>
    public TLanes Pair, PairSlope;

    /// <summary>
    /// Terms of the derivative by the weight, of the densities 1 to 3; the derivative by the direction, and its part along the
    /// bond.
    /// </summary>
    public TLanes D1, D2, D3, Wx, Wy, Wz, Along;

    /// <summary>Derivative of the site energy by the logarithm of the screening.</summary>
    public TLanes ByScreening;
}
