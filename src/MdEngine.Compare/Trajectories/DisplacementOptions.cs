using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Trajectories;

/// <summary>Options of the mean square displacement.</summary>
[OptionVariant("msd", "Mean square displacement, by element and of all atoms, and diffusion coefficients with errors.")]
public sealed record DisplacementOptions : TrajectoryAnalysisOptions, IValidatedOptions
{
    /// <summary>Shortest lag of the fit, fs.</summary>
    [Option("fit_from_fs", "Shortest time of the straight line whose slope is the diffusion coefficient, fs, behind the ballistic part; "
        + "2.5 % of the trajectory when absent.", Min = 0)]
    public double? From { get; init; }

    /// <summary>Longest lag of the fit, fs.</summary>
    [Option("fit_to_fs", "Longest time of the straight line, fs; 10 % of the trajectory when absent.", Min = 0, ExclusiveMin = true)]
    public double? To { get; init; }

    /// <summary>Blocks of the error bars.</summary>
    [Option("blocks", "Blocks of the trajectory whose scatter gives the errors; each must be longer than the fit.",
        Required = false, Min = 2, Max = 32)]
    public int Blocks { get; init; } = 5;

    /// <inheritdoc/>
    public override ITrajectoryAnalysis Create() => new DisplacementAnalysis(this);

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (To <= From)
        {
            yield return ("fit_to_fs", $"{To} is not beyond fit_from_fs, {From}");
        }
    }
}
