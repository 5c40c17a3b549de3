using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Compare.Cost;

/// <summary>Measures the cost of a potential: wall time of molecular dynamics for a step and an atom.</summary>
/// <param name="options">Cases and lengths.</param>
public sealed class CostRun(CostOptions options)
{
    private const ulong Seed = 1;
    private const long MostSteps = 1_000_000;

    /// <summary>Measures all cases. A size that the potential fails at is left out and told of.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="progress">Told the part that is done, from 0 to 1.</param>
    /// <param name="stop">Asks it to stop.</param>
    /// <exception cref="InputException">No case can be measured: the potential does not cover the elements.</exception>
    /// <exception cref="PhysicsException">No case can be measured: the dynamics failed.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public CostResult Execute(IPotential potential, Action<double> progress, CancellationToken stop)
    {
        var points = new List<CostPoint>();
        var notes = new List<string>();
        Exception? first = null;
        int done = 0, cases = options.Structures.Count * options.Threads.Count;
        foreach (Structure structure in options.Structures)
        {
            foreach (int threads in options.Threads)
            {
                try
                {
                    points.Add(Measure(potential, structure, threads, stop));
                }
                catch (Exception e) when (e is InputException or PhysicsException)
                {
                    first ??= e;
                    notes.Add($"{structure.Count} atoms, {threads} threads: {e.Message}");
                }

                progress(++done / (double)cases);
            }
        }

        return points.Count == 0 && first is not null
            ? throw (first is PhysicsException ? new PhysicsException(first.Message) : new InputException(first.Message))
            : new CostResult(ProcessorInfo.Here(), points, notes);
    }

    private CostPoint Measure(IPotential potential, Structure structure, int threads, CancellationToken stop)
    {
        var species = new SpeciesTable(structure.Elements.Distinct());
        CloseAtoms.Refuse(structure, AtomState.From(structure, species));
        using var workers = new WorkerPool(threads);
        AtomState atoms = AtomState.From(structure, species);
        MaxwellBoltzmann.Assign(atoms, options.Temperature, Seed);
        var forces = new ForceLoop(potential, species, workers, new NeighborPolicy { Skin = options.Skin });
        var loop = new SimulationLoop(new SimulationState(atoms, structure.Cell), forces, workers, []);

        // Compiles, fills memory, and tells how many steps a measurement needs.
        double perStep = WarmUp(loop, stop);
        long steps = (long)Math.Clamp(Math.Ceiling(options.Seconds / perStep), 1.0, MostSteps);
        double[] times = [.. Enumerable.Range(0, options.Repeats).Select(_ => Time(loop, steps, stop)).Order()];
        double scale = 1e6 / structure.Count;
        return new CostPoint(
            structure.Count, threads, steps, times.Length, scale * Quantile(times, 0.5), scale * times[0], scale * times[^1],
            scale * 0.5 * (Quantile(times, 0.75) - Quantile(times, 0.25)));
    }

    private double WarmUp(SimulationLoop loop, CancellationToken stop)
    {
        long begin = Stopwatch.GetTimestamp();
        double latest = Time(loop, 1, stop);
        for (long steps = 1; Stopwatch.GetElapsedTime(begin).TotalSeconds < options.WarmUpSeconds; steps = Math.Min(2 * steps, MostSteps))
        {
            double left = options.WarmUpSeconds - Stopwatch.GetElapsedTime(begin).TotalSeconds;
            latest = Time(loop, (long)Math.Clamp(left / latest, 1.0, steps), stop);
        }

        return Math.Max(latest, 1e-9);
    }

    /// <summary>Seconds for a step, over some steps. The evaluation that a run begins with counts as a step.</summary>
    private double Time(SimulationLoop loop, long steps, CancellationToken stop)
    {
        var stages = new List<SimulationStage> { new("cost", steps, options.Timestep, new VelocityVerlet()) };
        RunOutcome outcome = loop.Run(stages, stop);
        stop.ThrowIfCancellationRequested();
        return outcome.Times.Total / (steps + 1);
    }

    /// <summary>A quantile of sorted values, by linear interpolation.</summary>
    private static double Quantile(double[] sorted, double part)
    {
        double place = part * (sorted.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
