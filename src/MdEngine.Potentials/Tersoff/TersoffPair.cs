namespace MdEngine.Potentials.Tersoff;

/// <summary>Parameters of the bond of a centre of one type with a neighbour of another: of the entry "i j j".</summary>
/// <param name="R">Middle of the range over which the cutoff function falls from 1 to 0, Angstrom.</param>
/// <param name="D">Half of that range, Angstrom.</param>
/// <param name="A">Strength of the repulsion, eV.</param>
/// <param name="Lambda1">Decay of the repulsion, 1/Angstrom.</param>
/// <param name="B">Strength of the attraction, eV.</param>
/// <param name="Lambda2">Decay of the attraction, 1/Angstrom.</param>
/// <param name="N">Exponent n of the bond order.</param>
/// <param name="Beta">Factor beta of the bond order.</param>
public readonly record struct TersoffPair(
    double R, double D, double A, double Lambda1, double B, double Lambda2, double N, double Beta)
{
    /// <summary>Distance at which the bond ends, R + D, Angstrom.</summary>
    public double Cutoff => R + D;
}
