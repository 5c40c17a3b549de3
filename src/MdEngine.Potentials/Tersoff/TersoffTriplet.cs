namespace MdEngine.Potentials.Tersoff;

/// <summary>Parameters of the angle that a further neighbour k makes with the bond of i and j: of the entry "i j k".</summary>
/// <param name="R">Middle of the range over which the cutoff function of i and k falls from 1 to 0, Angstrom.</param>
/// <param name="D">Half of that range, Angstrom.</param>
/// <param name="Gamma">Factor of the angular function.</param>
/// <param name="C">c, strength of the angular dependence.</param>
/// <param name="SmallD">d, its sharpness.</param>
/// <param name="CosTheta0">h, cosine of the angle of its minimum.</param>
/// <param name="Lambda3">Decay with the difference of the distances, 1/Angstrom.</param>
/// <param name="M">Power of that difference: 1 or 3.</param>
public readonly record struct TersoffTriplet(
    double R, double D, double Gamma, double C, double SmallD, double CosTheta0, double Lambda3, int M)
{
    /// <summary>Distance of i and k at which the influence of k ends, R + D, Angstrom.</summary>
    public double Cutoff => R + D;
}
