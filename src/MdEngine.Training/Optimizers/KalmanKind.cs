using MdEngine.Core.Options;

namespace MdEngine.Training.Optimizers;

/// <summary>How an extended Kalman filter keeps learning.</summary>
public enum KalmanKind
{
    /// <summary>Process noise that fades, and a measurement noise that falls as the learning rate grows.</summary>
    [Choice("standard")]
    Standard,

    /// <summary>Older data are forgotten, less and less.</summary>
    [Choice("fading-memory")]
    FadingMemory,
}
