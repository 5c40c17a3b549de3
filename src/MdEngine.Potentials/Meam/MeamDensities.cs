namespace MdEngine.Potentials.Meam;

/// <summary>Density 0 at a site, and the squares of the partial densities 1 to 3.</summary>
internal readonly record struct MeamDensities(double Zero, double First, double Second, double Third)
{
    /// <summary>Gamma: the squares with weights, over the square of density 0; 0 where there is none.</summary>
    public double Gamma((double First, double Second, double Third) t) => Zero < 1e-14
        ? 0.0
        : ((t.First * First) + (t.Second * Second) + (t.Third * Third)) / (Zero * Zero);
}
