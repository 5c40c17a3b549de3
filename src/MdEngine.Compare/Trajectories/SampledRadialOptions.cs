using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of radial distribution functions by a simulation.</summary>
[OptionVariant("md-rdf", "Radial distribution functions and coordination numbers from a simulation.")]
public sealed record SampledRadialOptions : SampledOptions
{
    /// <summary>The analysis.</summary>
    [Option("analysis", "How the samples are analysed.", Required = false)]
    public RadialOptions Analysis { get; init; } = new();

    /// <inheritdoc/>
    public override TrajectoryAnalysisOptions Sampled => Analysis;
}
