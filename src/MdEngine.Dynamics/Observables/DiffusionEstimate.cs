namespace MdEngine.Dynamics.Observables;

/// <summary>A self-diffusion coefficient with its statistical error.</summary>
/// <param name="Coefficient">Mean over blocks, Angstrom^2/fs.</param>
/// <param name="StandardError">Standard error of that mean from the scatter of the blocks, Angstrom^2/fs.</param>
/// <param name="Blocks">Number of blocks.</param>
public readonly record struct DiffusionEstimate(double Coefficient, double StandardError, int Blocks)
{
    /// <summary>1 Angstrom^2/fs in cm^2/s: 1e-16 cm^2 / 1e-15 s.</summary>
    public const double SquareCentimetrePerSecond = 0.1;

    /// <summary>Mean, cm^2/s.</summary>
    public double InSquareCentimetrePerSecond => SquareCentimetrePerSecond * Coefficient;

    /// <summary>Standard error, cm^2/s.</summary>
    public double ErrorInSquareCentimetrePerSecond => SquareCentimetrePerSecond * StandardError;
}
