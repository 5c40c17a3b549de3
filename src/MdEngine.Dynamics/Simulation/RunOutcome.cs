namespace MdEngine.Dynamics.Simulation;

/// <summary>How a run ended.</summary>
/// <param name="Completed">True when all steps were done, false when it was interrupted.</param>
/// <param name="Steps">Steps done in this run; those that a converged minimisation did not need do not count.</param>
/// <param name="Time">Time that was simulated in this run, fs.</param>
/// <param name="Times">Where the time went.</param>
public sealed record RunOutcome(bool Completed, long Steps, double Time, PhaseTimes Times)
{
    /// <summary>True when it was cancelled before all steps were done.</summary>
    public bool Interrupted => !Completed;
}
