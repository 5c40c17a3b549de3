using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of vibrations by a simulation.</summary>
[OptionVariant("md-vdos", "Velocity autocorrelation and vibrational density of states from a simulation.")]
public sealed record SampledVibrationOptions : SampledOptions
{
    /// <summary>The analysis.</summary>
    [Option("analysis", "How the samples are analysed.", Required = false)]
    public VibrationOptions Analysis { get; init; } = new();

    /// <inheritdoc/>
    public override TrajectoryAnalysisOptions Sampled => Analysis;
}
