using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Trust;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Compare.Accuracy;

/// <summary>Compares a potential with a set of reference data, one frame in memory after another.</summary>
/// <param name="set">Set.</param>
/// <param name="frames">Frames that it holds, for progress.</param>
public sealed class AccuracyRun(ReferenceSet set, long frames)
{
    private const string NoGroup = "(none)";
    private const int MostReasons = 3;

    private readonly GroupTally _overall = new("overall");
    private readonly List<GroupTally> _groups = [];
    private readonly Dictionary<string, int> _groupIndex = [];
    private readonly ForceBins _bins = new();
    private readonly List<FrameEnergy> _energies = [];
    private readonly ThinnedSample<ParityPoint> _forces = new(set.MostPoints), _stresses = new(set.MostPoints);
    private readonly WorstFrames _worst = new();
    private readonly List<string> _reasons = [];
    private bool _isGrouped;
    private long _failed;

    /// <summary>Evaluates all frames; what a frame lacks is left out, and a frame that fails is told of.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told the part that is done, from 0 to 1.</param>
    /// <param name="stop">Asks it to stop.</param>
    /// <exception cref="InputException">The file is not sound, or no frame can be evaluated: why.</exception>
    /// <exception cref="PhysicsException">No frame can be evaluated, and the first had no finite energy or forces.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public AccuracyResult Execute(IPotential potential, WorkerPool workers, Action<double> progress, CancellationToken stop)
    {
        UncertaintyTally? uncertainty = potential.Uncertainty is { } measure ? new UncertaintyTally(measure) : null;
        var evaluator = new FrameEvaluator(potential, workers, uncertainty is not null);
        long index = 0;
        Exception? first = null;
        foreach (Structure frame in set.Read())
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                Add(index, frame, evaluator.Evaluate(frame), uncertainty);
            }
            catch (Exception e) when (e is InputException or PhysicsException)
            {
                first ??= e;
                _failed++;
                if (_reasons.Count < MostReasons && !_reasons.Contains(e.Message))
                {
                    _reasons.Add(e.Message);
                }
            }

            progress(++index / (double)Math.Max(1, frames));
        }

        return index > 0 && _failed == index ? throw Nothing(first!) : Result(index, uncertainty, evaluator);
    }

    private static Exception Nothing(Exception first) => first is PhysicsException
        ? new PhysicsException($"no frame could be evaluated; the first: {first.Message}")
        : new InputException($"no frame could be evaluated; the first: {first.Message}");

    private void Add(long index, Structure frame, Structure found, UncertaintyTally? uncertainty)
    {
        int group = GroupOf(frame);
        _groups[group].Add(index, frame, found);
        _overall.Add(index, frame, found);
        if (frame.Energy is { } energy)
        {
            _energies.Add(new FrameEnergy(index, group, Composition(frame), energy, found.Energy!.Value));
        }

        for (int i = 0; i < (frame.Forces?.Length ?? 0); i++)
        {
            Double3 wanted = frame.Forces![i], force = found.Forces![i];
            _bins.Add(wanted, force);
            for (int axis = 0; axis < 3; axis++)
            {
                (double x, double y) = (Component(wanted, axis), Component(force, axis));
                _forces.Add(new ParityPoint(x, y, index, i + 1, group), Math.Abs(y - x));
            }
        }

        _worst.Add(index, set.GroupOf(frame), frame, found);
        uncertainty?.Add(index, frame, found);
        AddStress(index, group, frame, found);
    }

    private int GroupOf(Structure frame)
    {
        string? name = set.GroupOf(frame);
        _isGrouped |= name is not null;
        if (!_groupIndex.TryGetValue(name ?? NoGroup, out int index))
        {
            index = _groups.Count;
            _groupIndex.Add(name ?? NoGroup, index);
            _groups.Add(new GroupTally(name ?? NoGroup));
        }

        return index;
    }

    private static double Component(Double3 v, int axis) => axis == 0 ? v.X : axis == 1 ? v.Y : v.Z;

    private static Dictionary<Element, int> Composition(Structure frame) =>
        frame.Elements.GroupBy(e => e).ToDictionary(g => g.Key, g => g.Count());

    private void AddStress(long index, int group, Structure frame, Structure found)
    {
        if (frame.Stress is not { } wanted || found.Stress is not { } stress)
        {
            return;
        }

        ReadOnlySpan<(int Row, int Column)> components = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)];
        foreach ((int row, int column) in components)
        {
            double x = PhysicalConstants.GigapascalPerPressure * 0.5 * (wanted[row, column] + wanted[column, row]);
            double y = PhysicalConstants.GigapascalPerPressure * 0.5 * (stress[row, column] + stress[column, row]);
            _stresses.Add(new ParityPoint(x, y, index, 0, group), Math.Abs(y - x));
        }
    }

    private AccuracyResult Result(long index, UncertaintyTally? uncertainty, FrameEvaluator evaluator)
    {
        IReadOnlyDictionary<Element, double>? offsets = Offsets();
        var unaligned = new ErrorTally("meV/atom");
        var points = new ThinnedSample<ParityPoint>(set.MostPoints);
        foreach (FrameEnergy e in _energies)
        {
            double shift = offsets is null ? 0.0 : e.Counts.Sum(c => c.Value * offsets[c.Key]);
            double reference = e.Reference / e.Atoms, predicted = (e.Predicted + shift) / e.Atoms;
            unaligned.Add(1000.0 * (e.Predicted - e.Reference) / e.Atoms, e.Frame);
            _overall.AddEnergy(e.Frame, predicted - reference);
            _groups[e.Group].AddEnergy(e.Frame, predicted - reference);
            points.Add(new ParityPoint(reference, predicted, e.Frame, 0, e.Group), Math.Abs(predicted - reference));
        }

        ParitySet[] parity =
        [
            ParitySet.Of("energy", "eV/atom", points.Total, points.Items),
            ParitySet.Of("force", "eV/Angstrom", _forces.Total, _forces.Items),
            ParitySet.Of("stress", "GPa", _stresses.Total, _stresses.Items),
        ];
        return new AccuracyResult(
            set.Name, _overall.Figures, _isGrouped ? [.. _groups.Select(g => g.Figures)] : [],
            offsets?.ToDictionary(o => o.Key.Symbol, o => o.Value), offsets is null ? null : unaligned.Figures,
            _bins.Bins, [.. parity.Where(p => p.Total > 0)], index, _failed, uncertainty?.Quality,
            [.. Notes(index, offsets is not null), .. evaluator.Report()])
        {
            WorstFrames = _worst.Frames,
        };
    }

    private IReadOnlyDictionary<Element, double>? Offsets()
    {
        if (!set.FitOffsets || _energies.Count == 0)
        {
            return null;
        }

        var fit = new EnergyOffsets();
        foreach (FrameEnergy e in _energies)
        {
            fit.Add(e.Counts, e.Reference - e.Predicted);
        }

        return fit.Fit();
    }

    private IEnumerable<string> Notes(long index, bool isAligned)
    {
        if (_failed > 0)
        {
            yield return $"{_failed} of {index} frames could not be evaluated and are in none of the errors: "
                + string.Join("; ", _reasons);
        }

        if (isAligned)
        {
            yield return "Energies were compared after an offset for each element had been fitted to this set.";
        }

        (string Quantity, bool Has)[] quantities =
            [("an energy", _energies.Count > 0), ("forces", _forces.Total > 0), ("a stress", _stresses.Total > 0)];
        foreach ((string quantity, bool has) in quantities)
        {
            if (!has)
            {
                yield return $"No frame of the set has {quantity}: no errors of it.";
            }
        }
    }

    private sealed record FrameEnergy(long Frame, int Group, Dictionary<Element, int> Counts, double Reference, double Predicted)
    {
        public int Atoms { get; } = Counts.Values.Sum();
    }
}
