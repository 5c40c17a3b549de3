namespace MdEngine.Potentials.Table;

/// <summary>One table of a file.</summary>
/// <param name="R">Distances, Angstrom, ascending.</param>
/// <param name="Energy">Energies, eV.</param>
/// <param name="Force">Forces -dE/dr, eV/Angstrom.</param>
/// <param name="FirstSlope">Derivative of the force at the first distance, where the file gives it.</param>
/// <param name="LastSlope">Derivative of the force at the last distance.</param>
/// <param name="IsEvenInSquares">Whether the distances are evenly spaced in their squares ("RSQ").</param>
public sealed record TableSection(
    double[] R, double[] Energy, double[] Force, double? FirstSlope, double? LastSlope, bool IsEvenInSquares);
