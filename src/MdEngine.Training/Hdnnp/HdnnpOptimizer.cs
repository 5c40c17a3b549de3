using MdEngine.Core.Options;

namespace MdEngine.Training.Hdnnp;

/// <summary>How weights are improved.</summary>
public enum HdnnpOptimizer
{
    /// <summary>Extended Kalman filter.</summary>
    [Choice("kalman")]
    Kalman,

    /// <summary>Adam, on batches of frames.</summary>
    [Choice("adam")]
    Adam,

    /// <summary>L-BFGS, on all frames.</summary>
    [Choice("lbfgs")]
    Lbfgs,
}
