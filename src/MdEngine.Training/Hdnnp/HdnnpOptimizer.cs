using MdEngine.Core.Options;

namespace MdEngine.Training.Hdnnp;

/// <summary>How weights are improved.</summary>
public enum HdnnpOptimizer
{
    /// <summary>Extended Kalman filter.</summary>
    [Choice("kalman")]
    Kalman,

    /// <summary>Adam, on batches of frames, in the bases in which the gradients of each layer are uncorrelated.</summary>
    [Choice("adam")]
    Adam,

    /// <summary>L-BFGS, on all frames.</summary>
    [Choice("lbfgs")]
    Lbfgs,
}
