namespace MdEngine.Potentials.Meam;

/// <summary>
/// As many bonds of an atom to neighbours of one type as a register has lanes: neighbours that are neither beyond the cutoff
/// nor screened entirely.
/// </summary>
/// <remarks>Lanes without a bond have a screening of 0 and stand at the cutoff: they add nothing anywhere.</remarks>
internal struct MeamBonds<TLanes>
    where TLanes : unmanaged
{
    /// <summary>Displacement and its square, Angstrom.</summary>
    public TLanes X, Y, Z, R2;

    /// <summary>Screening, and the factor of the displacement in the gradient of its logarithm.</summary>
    public TLanes Screening, Own;

    /// <summary>The rest of that gradient.</summary>
    public TLanes Tx, Ty, Tz;

    /// <summary>Inverse distance, and direction.</summary>
    public TLanes Inverse, Ux, Uy, Uz;

    /// <summary>Screening times cutoff function: what the bond counts with; and its slope along the bond.</summary>
    public TLanes Weight, WeightSlope;

    /// <summary>Partial densities 0 to 3, not weighted with the former.</summary>
    public TLanes A0, A1, A2, A3;

    /// <summary>Pair energy and its slope.</summary>
    public TLanes Pair, PairSlope;

    /// <summary>Derivative of the site energy by the logarithm of the screening.</summary>
    public TLanes ByScreening;

    /// <summary>Derivative by the displacement, the screening by other atoms than the bond's left out.</summary>
    public TLanes Gx, Gy, Gz;
}
