using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of radial distribution functions.</summary>
[OptionVariant("rdf", "Radial distribution functions g(r), total and by pair of elements, and coordination numbers.")]
public sealed record RadialOptions : TrajectoryAnalysisOptions
{
    /// <summary>Largest distance, Angstrom.</summary>
    [Option("cutoff_A", "Largest distance, Angstrom; may exceed half the cell.", Required = false, Min = 0, ExclusiveMin = true, Max = 1000)]
    public double Cutoff { get; init; } = 10.0;

    /// <summary>Number of bins.</summary>
    [Option("bins", "Number of bins of equal width.", Required = false, Min = 1, Max = 100000)]
    public int Bins { get; init; } = 200;

    /// <summary>Blocks of the error bars.</summary>
    [Option("blocks", "Blocks of the trajectory whose scatter gives the errors.", Required = false, Min = 2, Max = 32)]
    public int Blocks { get; init; } = 8;

    /// <inheritdoc/>
    public override ITrajectoryAnalysis Create() => new RadialAnalysis(this);
}
