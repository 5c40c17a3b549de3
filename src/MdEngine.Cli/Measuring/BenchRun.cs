using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime;
using System.Threading;
using MdEngine.Cli.Running;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Cli.Measuring;

/// <summary>Measures the speed of molecular dynamics at constant energy.</summary>
public static class BenchRun
{
    private const ulong Seed = 1;
    private const double LeastWarmUpSeconds = 1.0, MostWarmUpSeconds = 10.0, QuietSeconds = 0.3;

    /// <summary>Measures one case.</summary>
    /// <param name="what">Case.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="InputException">The potential does not cover an element, or atoms stand on top of each other.</exception>
    /// <exception cref="PhysicsException">The run exploded.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static RunSummary Execute(BenchCase what, int threads, CancellationToken stop)
    {
        var species = new SpeciesTable(what.Structure.Elements.Distinct());
        CloseAtoms.Refuse(what.Structure, AtomState.From(what.Structure, species));
        using var workers = new WorkerPool(threads);
        var policy = new NeighborPolicy { Skin = what.Skin, RebuildEvery = what.RebuildEvery };
        var forces = new ForceLoop(what.Potential, species, workers, policy);
        WarmUp(what, species, forces, workers, stop);

        // From the start again, with the same loop: its code is compiled and its memory in place.
        SimulationState state = Start(what, species);
        var drift = new EnergyDrift();
        var thermo = new ThermoObserver(what.Steps, workers, [drift]);
        long rebuilds = forces.Statistics.Rebuilds;
        RunOutcome outcome = new SimulationLoop(state, forces, workers, [thermo]).Run([Stage(what, what.Steps)], stop);
        stop.ThrowIfCancellationRequested();
        var statistics = new ForceStatistics { Rebuilds = forces.Statistics.Rebuilds - rebuilds };
        return new RunSummary(state.Atoms.Owned, threads, outcome, statistics, drift.Stages, []);
    }

    /// <summary>
    /// Makes steps until the runtime has compiled what they call: it does so in the background, on a processor that a run of
    /// as many threads as processors needs itself, which would make two threads seem less than they are.
    /// </summary>
    private static void WarmUp(
        BenchCase what, SpeciesTable species, ForceLoop forces, WorkerPool workers, CancellationToken stop)
    {
        SimulationState state = Start(what, species);
        var loop = new SimulationLoop(state, forces, workers, []);
        long begin = Stopwatch.GetTimestamp(), changed = begin;
        long compiled = 0;
        do
        {
            // Lists as well: the first that a crystal needs comes late.
            forces.Invalidate();
            loop.Run([Stage(what, 1)], stop);
            long now = JitInfo.GetCompiledMethodCount();
            if (now != compiled)
            {
                (compiled, changed) = (now, Stopwatch.GetTimestamp());
            }
        }
        while (!stop.IsCancellationRequested
            && (Stopwatch.GetElapsedTime(begin).TotalSeconds < LeastWarmUpSeconds
                || (Stopwatch.GetElapsedTime(changed).TotalSeconds < QuietSeconds
                    && Stopwatch.GetElapsedTime(begin).TotalSeconds < MostWarmUpSeconds)));
    }

    private static SimulationState Start(BenchCase what, SpeciesTable species)
    {
        AtomState atoms = AtomState.From(what.Structure, species);
        MaxwellBoltzmann.Assign(atoms, what.Temperature, Seed);
        return new SimulationState(atoms, what.Structure.Cell);
    }

    private static SimulationStage Stage(BenchCase what, int steps) => new("bench", steps, what.Timestep, new VelocityVerlet());
}
