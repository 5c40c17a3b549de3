using MdEngine.Core.Motion;

namespace MdEngine.Core.Observation;

/// <summary>What an observer is shown of a step.</summary>
/// <param name="State">Atoms, cell, clock and the step's forces; read only for observers.</param>
/// <param name="Stage">Name of the current stage.</param>
/// <param name="StageIndex">Index of the current stage, from 0.</param>
/// <param name="KineticEnergy">Kinetic energy, eV.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom for the temperature.</param>
/// <param name="ConservedQuantity">Total energy plus the integrator's reservoir, eV.</param>
public readonly record struct StepObservation(
    SimulationState State,
    string Stage,
    int StageIndex,
    double KineticEnergy,
    int DegreesOfFreedom,
    double ConservedQuantity);
