namespace MdEngine.Compare.Trust;

/// <summary>Atoms of similar uncertainty.</summary>
/// <param name="Atoms">Their number.</param>
/// <param name="MeanUncertainty">Their mean uncertainty.</param>
/// <param name="ForceError">Root mean square of the magnitude of their force error, eV/Angstrom.</param>
public sealed record UncertaintyBin(int Atoms, double MeanUncertainty, double ForceError);
