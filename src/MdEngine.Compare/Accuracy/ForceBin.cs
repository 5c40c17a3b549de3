namespace MdEngine.Compare.Accuracy;

/// <summary>Errors of the forces whose reference has a magnitude in a range.</summary>
/// <param name="From">Least magnitude of the range, eV/Angstrom.</param>
/// <param name="To">Its end, eV/Angstrom; NaN (null in JSON) for the last, which has none.</param>
/// <param name="Atoms">Atoms in it.</param>
/// <param name="MeanMagnitude">Mean magnitude of their reference forces, eV/Angstrom.</param>
/// <param name="RootMeanSquare">Root mean square error of their components, eV/Angstrom.</param>
public sealed record ForceBin(double From, double To, long Atoms, double MeanMagnitude, double RootMeanSquare);
