using MdEngine.Core.Options;

namespace MdEngine.Training.Hdnnp;

/// <summary>Which energies and force components an epoch of the Kalman filter takes; names as n2p2's keywords.</summary>
public sealed record KalmanUpdates
{
    /// <summary>Part of the energies.</summary>
    [Option("energy_fraction", "Part of the energies that an epoch takes.", Required = false, Min = 0.0, Max = 1.0)]
    public double EnergyFraction { get; init; } = 1.0;

    /// <summary>Part of the force components.</summary>
    [Option("force_fraction", "Part of the force components that an epoch takes.", Required = false, Min = 0.0, Max = 1.0)]
    public double ForceFraction { get; init; } = 0.1;

    /// <summary>Energies of one update.</summary>
    [Option("energy_batch", "Energies of one update.", Required = false, Min = 1, Max = 1000)]
    public int EnergyBatch { get; init; } = 4;

    /// <summary>Force components of one update.</summary>
    [Option("force_batch", "Force components of one update.", Required = false, Min = 1, Max = 1000)]
    public int ForceBatch { get; init; } = 32;

    /// <summary>Errors of energies below this multiple of the last epoch's RMSE are passed over.</summary>
    [Option("energy_threshold", "Errors of energies below this multiple of the last RMSE are passed over.", Required = false, Min = 0.0)]
    public double EnergyThreshold { get; init; }

    /// <summary>The same for force components.</summary>
    [Option("force_threshold", "Errors of forces below this multiple of the last RMSE are passed over.", Required = false, Min = 0.0)]
    public double ForceThreshold { get; init; } = 1.0;

    /// <summary>Most candidates to try; if none is beyond the threshold, that of the largest error is taken.</summary>
    [Option("trials", "Candidates to try before the one of the largest error is taken.", Required = false, Min = 1, Max = 100)]
    public int Trials { get; init; } = 3;
}
