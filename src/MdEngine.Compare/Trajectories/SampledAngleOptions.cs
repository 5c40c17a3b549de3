using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of angle distributions by a simulation.</summary>
[OptionVariant("md-angles", "Distribution of the angles between neighbours from a simulation.")]
public sealed record SampledAngleOptions : SampledOptions
{
    /// <summary>The analysis.</summary>
    [Option("analysis", "How the samples are analysed.", Required = false)]
    public AngleOptions Analysis { get; init; } = new();

    /// <inheritdoc/>
    public override TrajectoryAnalysisOptions Sampled => Analysis;
}
