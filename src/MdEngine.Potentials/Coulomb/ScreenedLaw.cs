namespace MdEngine.Potentials.Coulomb;

/// <summary>u(r) = erfc(a r)/r - shift + slope (r - R): the pairs of an Ewald sum, and, shifted, of a damped one.</summary>
/// <param name="Damping">a, 1/Angstrom.</param>
/// <param name="Cutoff">R, Angstrom.</param>
/// <param name="Shift">Shift, 1/Angstrom.</param>
/// <param name="Slope">Slope, 1/Angstrom^2.</param>
/// <param name="Precision">Relative error of the smooth part that does not matter beside those of the method.</param>
internal readonly record struct ScreenedLaw(
    double Damping, double Cutoff, double Shift = 0.0, double Slope = 0.0, double Precision = 0.0);
