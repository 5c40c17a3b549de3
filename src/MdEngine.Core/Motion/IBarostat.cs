using MdEngine.Core.Persistence;

namespace MdEngine.Core.Motion;

/// <summary>
/// Changes cell, positions and velocities within the step of an integrator that knows nothing of pressure, as a
/// thermostat changes velocities. It needs the virial of every step.
/// </summary>
public interface IBarostat : IResumable
{
    /// <summary>Name for logs.</summary>
    string Name { get; }

    /// <summary>Energy that atoms gave to the piston since the stage began, eV.</summary>
    double ReservoirEnergy { get; }

    /// <summary>Called once before the first step of a stage.</summary>
    void Begin(in StepContext step);

    /// <summary>Between the two halves of the drift, after the thermostat: changes cell, positions and velocities.</summary>
    void MidDrift(in StepContext step);

    /// <summary>When energy and virial of the new positions are known, before the half kick.</summary>
    void AfterForces(in StepContext step);
}
