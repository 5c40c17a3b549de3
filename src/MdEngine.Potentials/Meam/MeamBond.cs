namespace MdEngine.Potentials.Meam;

/// <summary>What is known of a neighbour that is neither beyond the cutoff nor screened entirely.</summary>
internal struct MeamBond
{
    /// <summary>Place among the site's neighbours.</summary>
    public int Place;

    /// <summary>Direction.</summary>
    public double Ux, Uy, Uz;

    /// <summary>Distance.</summary>
    public double R;

    /// <summary>Screening, and cutoff function with its slope; the bond counts with the product of the first two.</summary>
    public double Screening, Cut, CutSlope;

    /// <summary>Partial densities 0 to 3, not weighted with the former.</summary>
    public double A0, A1, A2, A3;

    /// <summary>Pair energy and its slope.</summary>
    public double Pair, PairSlope;
}
