using System.Collections.Generic;

namespace MdEngine.Compare.Trust;

/// <summary>How far the forces of two potentials are apart along a trajectory.</summary>
/// <param name="First">Name of one.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="ForceDifference">
/// Root mean square over the components of all atoms, frame by frame, eV/Angstrom; NaN where one of them failed.
/// </param>
/// <param name="Mean">Mean over the frames that both could evaluate, eV/Angstrom.</param>
/// <param name="Largest">Greatest difference of the force on an atom, by magnitude, eV/Angstrom.</param>
/// <param name="LargestFrame">Frame where it is, from 0, of those compared; -1 without any.</param>
/// <param name="LargestAtom">Atom where it is, from 1.</param>
public sealed record PairDisagreement(
    string First,
    string Second,
    IReadOnlyList<double> ForceDifference,
    double Mean,
    double Largest,
    int LargestFrame,
    int LargestAtom);
