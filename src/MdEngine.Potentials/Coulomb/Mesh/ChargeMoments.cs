namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>What the errors of a mesh depend on beside its spacing.</summary>
/// <param name="Second">Mean square of the charges, e^2.</param>
/// <param name="Fourth">Mean fourth power, e^4.</param>
/// <param name="Density">Charges per Angstrom^3.</param>
internal readonly record struct ChargeMoments(double Second, double Fourth, double Density);
