namespace MdEngine.Training.Hdnnp;

/// <summary>A frame as the fit sees it: inputs, labels and weights.</summary>
/// <param name="Atoms">Number of atoms.</param>
/// <param name="Parts">Its atoms by element.</param>
/// <param name="Energy">Energy less that of the atoms, eV.</param>
/// <param name="EnergyWeight">Factor that turns the energy's error into a residual: 1 / (atoms sigma); 0 without energy.</param>
/// <param name="Labels">Label of each coordinate: forces, eV/Angstrom, then the virial, eV.</param>
/// <param name="ForceWeight">1 / sigma of forces; 0 without forces.</param>
/// <param name="VirialWeight">1 / (atoms sigma) of virials; 0 without stress.</param>
internal sealed record FrameData(
    int Atoms,
    FrameInputs[] Parts,
    double Energy,
    double EnergyWeight,
    double[] Labels,
    double ForceWeight,
    double VirialWeight)
{
    /// <summary>Coordinates: three for each atom, six strains.</summary>
    public int Coordinates => Labels.Length;

    /// <summary>Number of residuals.</summary>
    public int Residuals => (EnergyWeight > 0.0 ? 1 : 0) + (ForceWeight > 0.0 ? 3 * Atoms : 0) + (VirialWeight > 0.0 ? 6 : 0);

    /// <summary>Factor of the error of a coordinate.</summary>
    public double WeightOf(int coordinate) => coordinate < 3 * Atoms ? ForceWeight : VirialWeight;
}
