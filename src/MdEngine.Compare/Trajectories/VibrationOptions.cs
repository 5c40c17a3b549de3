using MdEngine.Core.Options;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of vibrations.</summary>
[OptionVariant("vdos", "Velocity autocorrelation and vibrational density of states, by element and of all atoms.")]
public sealed record VibrationOptions : TrajectoryAnalysisOptions
{
    /// <summary>Longest lag, fs.</summary>
    [Option("longest_fs", "Longest time of the autocorrelation, fs; lines are about its inverse wide. Half of the trajectory if that is "
        + "less.", Required = false, Min = 0, ExclusiveMin = true)]
    public double Longest { get; init; } = 2000.0;

    /// <summary>What the autocorrelation is multiplied with before it is transformed.</summary>
    [Option("window", "What the autocorrelation is multiplied with before it is transformed.", Required = false)]
    public SpectralWindow Window { get; init; }

    /// <summary>Frames between origins.</summary>
    [Option("origin_every", "Frames between origins in time; when absent, so many that 256 are kept.", Min = 1)]
    public int? OriginEvery { get; init; }

    /// <summary>Blocks of the error bars.</summary>
    [Option("blocks", "Blocks of the trajectory whose scatter gives the errors.", Required = false, Min = 2, Max = 32)]
    public int Blocks { get; init; } = 5;

    /// <inheritdoc/>
    public override ITrajectoryAnalysis Create() => new VibrationAnalysis(this);
}
