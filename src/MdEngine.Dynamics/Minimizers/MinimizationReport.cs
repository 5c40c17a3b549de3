namespace MdEngine.Dynamics.Minimizers;

/// <summary>Where a minimisation stands.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="Steps">Force evaluations since it began.</param>
/// <param name="Energy">Potential energy, eV.</param>
/// <param name="LargestForce">Largest force on an atom, eV/Angstrom.</param>
/// <param name="LargestStress">
/// Largest component of the stress beyond that of the target pressure which the cell is free to give in to, GPa; NaN
/// where the cell is fixed.
/// </param>
public sealed record MinimizationReport(
    MinimizationStatus Status, long Steps, double Energy, double LargestForce, double LargestStress);
