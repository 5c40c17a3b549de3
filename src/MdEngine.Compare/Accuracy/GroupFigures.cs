namespace MdEngine.Compare.Accuracy;

/// <summary>Errors of a group of frames.</summary>
/// <param name="Name">Name of the group; "overall" for all frames.</param>
/// <param name="Frames">Frames that could be evaluated.</param>
/// <param name="Atoms">Their atoms.</param>
/// <param name="Energy">Energies, meV/atom, one value a frame; after the offsets where these were fitted.</param>
/// <param name="Forces">Components of forces, eV/Angstrom, three values an atom.</param>
/// <param name="ForceMagnitude">Magnitudes of forces, eV/Angstrom, one value an atom.</param>
/// <param name="ForceCosine">
/// Mean cosine of the angle between predicted and reference force over atoms with a reference force of at least
/// <see cref="GroupTally.LeastForce"/>; NaN without any.
/// </param>
/// <param name="Stress">Components of the stress, GPa, six values a frame.</param>
public sealed record GroupFigures(
    string Name,
    long Frames,
    long Atoms,
    ErrorFigures Energy,
    ErrorFigures Forces,
    ErrorFigures ForceMagnitude,
    double ForceCosine,
    ErrorFigures Stress);
