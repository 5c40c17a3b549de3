using MdEngine.Core.Persistence;

namespace MdEngine.Core.Motion;

/// <summary>
/// Exchanges heat with the atoms at the three places where a splitting of the step may put it. Each hook does
/// nothing unless the thermostat is of that kind.
/// </summary>
public interface IThermostat : IResumable
{
    /// <summary>Name for logs.</summary>
    string Name { get; }

    /// <summary>True when it leaves the total momentum as it is.</summary>
    bool ConservesMomentum { get; }

    /// <summary>Energy given to the bath since the stage began, with the bath's own terms, eV.</summary>
    double ReservoirEnergy { get; }

    /// <summary>Called once before the first step of a stage.</summary>
    /// <param name="step">The state at the beginning.</param>
    /// <param name="degreesOfFreedom">Degrees of freedom of all atoms together under the integrator.</param>
    void Begin(in StepContext step, int degreesOfFreedom);

    /// <summary>At the very beginning of a step (chains: first half).</summary>
    void BeforeStep(in StepContext step);

    /// <summary>In the middle of the drift (Langevin's O in BAOAB).</summary>
    void MidDrift(in StepContext step);

    /// <summary>True when <see cref="MidDrift"/> does anything, so that the drift must be split.</summary>
    bool SplitsDrift { get; }

    /// <summary>At the very end of a step (chains: second half).</summary>
    void AfterStep(in StepContext step);
}
