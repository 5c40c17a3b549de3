using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Compare.Trust;

/// <summary>A simulation to be run with each potential.</summary>
/// <param name="Name">Name for tables and files.</param>
/// <param name="Structure">Atoms and cell to begin with.</param>
/// <param name="Stages">Makes the stages, with integrators of their own, for one run.</param>
public sealed record SimulationPlan(string Name, Structure Structure, Func<IReadOnlyList<SimulationStage>> Stages)
{
    /// <summary>Gives the atoms their velocities, or whatever else a run begins with.</summary>
    public Action<AtomState> Prepare { get; init; } = _ => { };

    /// <summary>Makes the guard of a run; null for none.</summary>
    public Func<IReadOnlyList<SimulationStage>, ForceLoop, WorkerPool, IObserver?> Guard { get; init; } = (_, _, _) => null;

    /// <summary>Neighbour lists.</summary>
    public NeighborPolicy Neighbors { get; init; } = new();

    /// <summary>Steps between frames of the trajectory.</summary>
    public long FrameEvery { get; init; } = 20;
}
