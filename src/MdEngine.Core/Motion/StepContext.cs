using MdEngine.Core.Forces;

namespace MdEngine.Core.Motion;

/// <summary>What an integrator is told about the step that it makes.</summary>
/// <param name="State">Atoms, cell, latest forces.</param>
/// <param name="Workers">Threads to share loops over atoms.</param>
/// <param name="Step">Number of the step being made, over all stages, from 1; key of random numbers.</param>
/// <param name="Timestep">Time step, fs.</param>
/// <param name="Progress">Fraction of the stage that is done at the end of this step, in (0, 1]; 0 when a stage begins: for ramps.</param>
public readonly record struct StepContext(
    SimulationState State, WorkerPool Workers, long Step, double Timestep, double Progress);
