using MdEngine.Core.Options;

namespace MdEngine.Training.Optimizers;

/// <summary>Settings of <see cref="ExtendedKalmanFilter"/>; names and meanings as n2p2's kalman_* keywords.</summary>
public sealed record KalmanSettings
{
    /// <summary>Kind.</summary>
    [Option("kind", "What keeps the filter learning.", Required = false)]
    public KalmanKind Kind { get; init; } = KalmanKind.FadingMemory;

    /// <summary>Inverse of the initial variance of the parameters.</summary>
    [Option("epsilon", "Inverse of the initial variance of the weights.", Required = false, Min = 0.0, ExclusiveMin = true)]
    public double Epsilon { get; init; } = 0.01;

    /// <summary>Initial process noise.</summary>
    [Option("q0", "Process noise at the beginning (standard).", Required = false, Min = 0.0)]
    public double Q0 { get; init; } = 0.01;

    /// <summary>Decay of the process noise in each update.</summary>
    [Option("q_tau", "Decay of the process noise in an update (standard).", Required = false, Min = 0.0)]
    public double QTau { get; init; } = 2.302;

    /// <summary>Least process noise.</summary>
    [Option("q_min", "Least process noise (standard).", Required = false, Min = 0.0)]
    public double QMin { get; init; } = 1e-6;

    /// <summary>Initial learning rate, the inverse of the measurement noise.</summary>
    [Option("eta", "Learning rate at the beginning (standard).", Required = false, Min = 0.0, ExclusiveMin = true)]
    public double Eta { get; init; } = 0.01;

    /// <summary>Growth of the learning rate in each update.</summary>
    [Option("eta_tau", "Growth of the learning rate in an update (standard).", Required = false, Min = 0.0)]
    public double EtaTau { get; init; } = 2.302;

    /// <summary>Greatest learning rate.</summary>
    [Option("eta_max", "Greatest learning rate (standard).", Required = false, Min = 0.0, ExclusiveMin = true)]
    public double EtaMax { get; init; } = 1.0;

    /// <summary>Initial forgetting factor.</summary>
    [Option("lambda", "Forgetting factor at the beginning (fading memory).", Required = false, Min = 0.0, Max = 1.0, ExclusiveMin = true)]
    public double Lambda { get; init; } = 0.98;

    /// <summary>How slowly the forgetting factor goes to 1.</summary>
    [Option("nu", "How slowly the forgetting factor goes to 1 (fading memory).", Required = false, Min = 0.0, Max = 1.0)]
    public double Nu { get; init; } = 0.9987;
}
