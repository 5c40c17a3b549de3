using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Groups;

namespace MdEngine.Dynamics.Minimizers;

/// <summary>
/// L-BFGS: quasi-Newton steps from the latest changes of the gradient, each with a line search. Few steps to tight
/// tolerances where the energy is smooth. Never ends higher than it began.
/// </summary>
/// <remarks>
/// D. C. Liu, J. Nocedal, Math. Program. 45, 503 (1989), doi:10.1007/BF01589116. A line search that fails drops the
/// memory and begins again along the gradient; when that fails too, it is stalled. The last step of a stage that did not
/// converge goes back to the best point.
/// </remarks>
public sealed class LbfgsMinimizer : MinimizerBase
{
    // Inverse stiffness, Angstrom^2/eV, that the first step assumes: stiff, so that it is rather short.
    private const double FirstScale = 1.0 / 70.0;
    private const double Rounding = 1e-10;
    private const int LongestMemory = 256;

    private readonly int _memory;
    private readonly LineSearch _search = new();
    private readonly List<(double[] Step, double[] Change, double Curvature)> _pairs = [];
    private double[] _best = [], _bestGradient = [], _direction = [];
    private double _bestValue, _length;
    private bool _searching, _returning;

    /// <summary>Makes a minimiser.</summary>
    /// <param name="target">What is minimised, and when it is enough.</param>
    /// <param name="memory">How many latest steps it remembers, 1 to 256.</param>
    /// <param name="frozen">Atoms that keep their places (in a relaxed cell: in its frame); null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The numbers are not sound.</exception>
    public LbfgsMinimizer(MinimizationTarget target, int memory = 10, AtomGroup? frozen = null)
        : base("L-BFGS", target, frozen)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(memory, LongestMemory);
        _memory = memory;
    }

    private protected override void Start(in StepContext step)
    {
        if (!double.IsFinite(Objective) || !double.IsFinite(Report.LargestForce))
        {
            throw NotFinite(in step);
        }

        _pairs.Clear();
        _best = (double[])X.Clone();
        _bestGradient = (double[])Gradient.Clone();
        _direction = new double[X.Length];
        _bestValue = Objective;
        _searching = _returning = false;
    }

    private protected override void Propose(in StepContext step)
    {
        _returning |= step.Progress >= 1.0;
        if (_returning)
        {
            _best.CopyTo(X, 0);
            return;
        }

        if (!_searching)
        {
            BeginSearch(in step);
        }

        _best.CopyTo(X, 0);
        Vectors.Combine(1.0, X, _length, _direction, step.Workers);
    }

    private protected override bool Judge(in StepContext step, bool within, out bool stalled)
    {
        stalled = false;
        if (_returning)
        {
            stalled = step.Progress < 1.0;
            return true;
        }

        double slope = Vectors.Dot(Gradient, _direction, step.Workers);
        if (within && Objective <= _bestValue + (Rounding * Math.Abs(_bestValue)))
        {
            Accept(in step);
            return true;
        }

        double next = _search.Next(_length, Objective, slope);
        if (next == 0.0)
        {
            Accept(in step);
        }
        else if (!double.IsNaN(next))
        {
            _length = next;
        }
        else
        {
            // Along the gradient it must go down; if that was tried, the energy is not that of these forces.
            _returning = _pairs.Count == 0;
            _pairs.Clear();
            _searching = false;
        }

        return false;
    }

    private protected override void SaveMethod(StateBag into)
    {
        into.Set("best", _best);
        into.Set("bestGradient", _bestGradient);
        into.Set("direction", _direction);
        into.Set("bestValue", _bestValue);
        into.Set("length", _length);
        into.Set("searching", _searching);
        into.Set("returning", _returning);
        _search.Save(into.Section("search"));
        into.Set("pairs", _pairs.Count);
        for (int k = 0; k < _pairs.Count; k++)
        {
            StateBag pair = into.Section($"pair{k}");
            pair.Set("step", _pairs[k].Step);
            pair.Set("change", _pairs[k].Change);
            pair.Set("curvature", _pairs[k].Curvature);
        }
    }

    private protected override void RestoreMethod(StateBag from)
    {
        _best = (double[])from.Reals("best", X.Length).Clone();
        _bestGradient = (double[])from.Reals("bestGradient", X.Length).Clone();
        _direction = (double[])from.Reals("direction", X.Length).Clone();
        _bestValue = from.Real("bestValue");
        _length = from.Real("length");
        _searching = from.Flag("searching");
        _returning = from.Flag("returning");
        _search.Restore(from.Section("search"));
        long pairs = from.Integer("pairs");
        if (pairs < 0 || pairs > _memory)
        {
            throw new InputException($"the saved minimisation remembers {pairs} steps; expected at most {_memory}");
        }

        _pairs.Clear();
        for (int k = 0; k < pairs; k++)
        {
            StateBag pair = from.Section($"pair{k}");
            _pairs.Add((
                (double[])pair.Reals("step", X.Length).Clone(), (double[])pair.Reals("change", X.Length).Clone(),
                pair.Real("curvature")));
        }
    }

    private void BeginSearch(in StepContext step)
    {
        SetDirection(in step);
        double slope = Vectors.Dot(_bestGradient, _direction, step.Workers);
        if (!(slope < 0.0) && _pairs.Count > 0)
        {
            _pairs.Clear();
            SetDirection(in step);
            slope = Vectors.Dot(_bestGradient, _direction, step.Workers);
        }

        double limit = Space.Limit(_direction, MaxStep, step.Workers);
        _length = Math.Min(1.0, limit);
        _search.Start(_bestValue, slope, Math.Max(_length, limit));
        _searching = true;
    }

    /// <summary>Two-loop recursion: minus the inverse Hessian of the remembered steps times the gradient.</summary>
    private void SetDirection(in StepContext step)
    {
        _bestGradient.CopyTo(_direction, 0);
        Span<double> factors = stackalloc double[_pairs.Count];
        for (int k = _pairs.Count - 1; k >= 0; k--)
        {
            (double[] s, double[] y, double curvature) = _pairs[k];
            factors[k] = Vectors.Dot(s, _direction, step.Workers) / curvature;
            Vectors.Combine(1.0, _direction, -factors[k], y, step.Workers);
        }

        double scale = FirstScale;
        if (_pairs.Count > 0)
        {
            (_, double[] y, double curvature) = _pairs[^1];
            scale = curvature / Vectors.Dot(y, y, step.Workers);
        }

        Vectors.Combine(scale, _direction, 0.0, _direction, step.Workers);
        for (int k = 0; k < _pairs.Count; k++)
        {
            (double[] s, double[] y, double curvature) = _pairs[k];
            double back = Vectors.Dot(y, _direction, step.Workers) / curvature;
            Vectors.Combine(1.0, _direction, factors[k] - back, s, step.Workers);
        }

        Vectors.Combine(-1.0, _direction, 0.0, _direction, step.Workers);
    }

    /// <summary>Makes the trial the new best point and remembers the step that led there.</summary>
    private void Accept(in StepContext step)
    {
        (double[] s, double[] y, _) = _pairs.Count < _memory
            ? (new double[X.Length], new double[X.Length], 0.0)
            : _pairs[0];
        if (_pairs.Count == _memory)
        {
            _pairs.RemoveAt(0);
        }

        X.CopyTo(s, 0);
        Vectors.Combine(1.0, s, -1.0, _best, step.Workers);
        Gradient.CopyTo(y, 0);
        Vectors.Combine(1.0, y, -1.0, _bestGradient, step.Workers);
        double curvature = Vectors.Dot(s, y, step.Workers);
        double lengths = Vectors.Dot(s, s, step.Workers) * Vectors.Dot(y, y, step.Workers);
        // Where the energy bends downwards, or not more than rounding, the step tells nothing of the stiffness.
        if (curvature > 1e-10 * Math.Sqrt(lengths))
        {
            _pairs.Add((s, y, curvature));
        }

        X.CopyTo(_best, 0);
        Gradient.CopyTo(_bestGradient, 0);
        _bestValue = Objective;
        _searching = false;
    }
}
