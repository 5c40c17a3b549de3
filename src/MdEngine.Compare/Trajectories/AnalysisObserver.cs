using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;

namespace MdEngine.Compare.Trajectories;

/// <summary>Feeds analyses with the steps of a simulation as it runs; no trajectory need be written.</summary>
public sealed class AnalysisObserver : IObserver
{
    private readonly IReadOnlyList<ITrajectoryAnalysis> _analyses;
    private readonly long _every, _from;
    private readonly int _preview;
    private readonly object?[] _counts;
    private readonly TrajectoryFrame _frame = new();
    private long _frames;

    /// <summary>Makes the observer.</summary>
    /// <param name="analyses">Analyses; not shared with another run.</param>
    /// <param name="every">Steps between frames, at least 1.</param>
    /// <param name="from">First step that is taken: what comes before is equilibration.</param>
    public AnalysisObserver(IReadOnlyList<ITrajectoryAnalysis> analyses, long every, long from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        (_analyses, _every, _from) = (analyses, every, from);
        _counts = [.. analyses.Select(a => a.NewCount())];
        _preview = analyses.Max(a => a.Preview);
    }

    /// <summary>Frames taken so far.</summary>
    public long Frames => _frames;

    /// <inheritdoc/>
    public ForceNeeds Needs => ForceNeeds.None;

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) =>
        (step - _from) % _every == 0 && (step >= _from || (_from - step) / _every <= _preview);

    /// <inheritdoc/>
    public void Observe(in StepObservation observation)
    {
        Take(observation.State);
        if (observation.State.Step < _from)
        {
            // The end of equilibration.
            foreach (ITrajectoryAnalysis analysis in _analyses)
            {
                analysis.Look(_frame.Structure!);
            }

            return;
        }

        _frame.Index = _frames++;
        for (int k = 0; k < _counts.Length; k++)
        {
            _analyses[k].Count(_frame.Structure!, _counts[k]);
            _analyses[k].Add(_frame, _counts[k]);
        }
    }

    /// <summary>What was found so far, by analysis.</summary>
    /// <exception cref="Core.InputException">There are too few frames.</exception>
    public IReadOnlyList<PropertyResult> Results() => [.. _analyses.Select(a => a.Result())];

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("frames", _frames);
        for (int k = 0; k < _analyses.Count; k++)
        {
            _analyses[k].Save(into.Section(Name(k)));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _frames = from.Integer("frames");
        for (int k = 0; k < _analyses.Count; k++)
        {
            _analyses[k].Restore(from.Section(Name(k)));
        }
    }

    /// <inheritdoc/>
    public void Finish()
    {
    }

    private string Name(int k) => string.Create(CultureInfo.InvariantCulture, $"{_analyses[k].Kind}{k}");

    private void Take(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        SimulationCell cell = state.Cell;
        _frame.Reserve(atoms.Owned);
        Double3[] velocities = _frame.ReserveVelocities(has: true)!;
        for (int i = 0; i < atoms.Owned; i++)
        {
            int id = atoms.Id[i];
            _frame.Elements[id] = atoms.Species[atoms.Type[i]];
            _frame.Masses[id] = atoms.Mass[i];
            _frame.Positions[id] = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i])
                + cell.ToCartesian(new Double3(atoms.ImageA[i], atoms.ImageB[i], atoms.ImageC[i]));
            velocities[id] = new Double3(atoms.Vx[i], atoms.Vy[i], atoms.Vz[i]);
        }

        _frame.Structure = new Structure(cell, _frame.Elements, _frame.Positions);
        _frame.Time = state.Time;
    }
}
