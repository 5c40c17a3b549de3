using System;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>How fine a mesh must be.</summary>
/// <remarks>
/// The rms force error of smooth particle-mesh Ewald with exact derivatives is k q^2 sqrt(n a) times a function of the
/// order p and of a h alone (charges of mean square q^2 and density n, splitting a, spacing h). For random charges we
/// have measured it against exact sums; C (a h)^p is an upper bound from a h = 0.2 to 1.2.
/// </remarks>
internal static class MeshError
{
    // By order from 4 to 8.
    private static ReadOnlySpan<double> Factors => [0.26, 0.165, 0.105, 0.135, 0.12];

    /// <summary>Largest spacing, Angstrom, for an error in units of k e^2/Angstrom^2.</summary>
    public static double Spacing(double error, double splitting, int order, double meanSquareCharge, double density)
    {
        double scale = Factors[order - BSpline.Least] * meanSquareCharge * Math.Sqrt(density * splitting);
        return Math.Min(1.2, Math.Pow(error / scale, 1.0 / order)) / splitting;
    }
}
