using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of diffusion by a simulation.</summary>
[OptionVariant("md-msd", "Mean square displacement and diffusion coefficients from a simulation.")]
public sealed record SampledDisplacementOptions : SampledOptions
{
    /// <summary>The analysis.</summary>
    [Option("analysis", "How the samples are analysed.", Required = false)]
    public DisplacementOptions Analysis { get; init; } = new();

    /// <inheritdoc/>
    public override TrajectoryAnalysisOptions Sampled => Analysis;
}
