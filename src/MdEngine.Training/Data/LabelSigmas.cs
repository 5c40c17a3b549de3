namespace MdEngine.Training.Data;

/// <summary>
/// How far a fit may be off a label, one standard deviation: the noise of a Gaussian-process fit, and the scale of a
/// loss (each residual is divided by it, so a weight is 1/sigma^2).
/// </summary>
/// <param name="Energy">Of energies, eV/atom; positive; infinite leaves energies out.</param>
/// <param name="Forces">Of force components, eV/Angstrom; positive; infinite leaves forces out.</param>
/// <param name="Virial">Of virial components per atom (stress times volume per atom), eV; positive; infinite leaves them out.</param>
public readonly record struct LabelSigmas(double Energy, double Forces, double Virial);
