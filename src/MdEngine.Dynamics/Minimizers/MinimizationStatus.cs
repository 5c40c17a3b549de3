namespace MdEngine.Dynamics.Minimizers;

/// <summary>How far a minimisation is.</summary>
public enum MinimizationStatus
{
    /// <summary>Not at an end; or at the end of its steps.</summary>
    Running,

    /// <summary>Forces and stress are within their tolerances.</summary>
    Converged,

    /// <summary>The energy cannot be lowered any more, though the tolerances are not met.</summary>
    Stalled,
}
