namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>Radial symmetry functions of one neighbouring element that share shape and shift.</summary>
/// <param name="Shape">Index of the shape among those of the neighbouring element.</param>
/// <param name="Shift">Centre of the Gaussians, Angstrom.</param>
/// <param name="Ladder">Their exponents; the single exponent 0 for compact ones.</param>
/// <param name="Links">For each function its index, its weight and its exponent.</param>
internal sealed record RadialSet(
    int Shape, double Shift, ExponentialLadder Ladder, (int Function, double Weight, int Eta)[] Links);
