namespace MdEngine.Training.Optimizers;

/// <summary>What became of a step of <see cref="Lbfgs"/>.</summary>
public enum LbfgsOutcome
{
    /// <summary>The loss is less than before.</summary>
    Progress,

    /// <summary>The gradient is zero.</summary>
    Converged,

    /// <summary>No step that lowers the loss was found, not along the gradient either: rounding is reached.</summary>
    Stuck,
}
