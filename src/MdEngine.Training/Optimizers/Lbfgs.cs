using System;
using MdEngine.Core.Persistence;

namespace MdEngine.Training.Optimizers;

/// <summary>
/// The limited-memory quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno, for losses without noise; steps fulfil
/// the strong Wolfe conditions.
/// </summary>
/// <remarks>J. Nocedal, S. J. Wright, Numerical Optimization, 2nd ed. (2006), algorithms 7.4, 7.5, 3.5 and 3.6.</remarks>
public sealed class Lbfgs : IResumable
{
    private readonly int _n;
    private readonly double[][] _steps;
    private readonly double[][] _changes;
    private readonly double[] _inverseProducts;
    private readonly double[] _gradient;
    private readonly double[] _direction;
    private readonly LineSearch _search;
    private int _stored;
    private int _next;
    private bool _begun;

    /// <summary>Makes an optimiser that has made no step.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="memory">Number of pairs of steps and changes of the gradient to keep.</param>
    public Lbfgs(int parameters, int memory = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(memory, 1);
        _n = parameters;
        _steps = new double[memory][];
        _changes = new double[memory][];
        for (int k = 0; k < memory; k++)
        {
            _steps[k] = new double[parameters];
            _changes[k] = new double[parameters];
        }

        _inverseProducts = new double[memory];
        _gradient = new double[parameters];
        _direction = new double[parameters];
        _search = new LineSearch(parameters);
    }

    /// <summary>Loss after the last step.</summary>
    public double Loss { get; private set; } = double.NaN;

    /// <summary>Evaluations of the loss so far.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Makes a step.</summary>
    /// <param name="parameters">Parameters; changed when the loss gets less.</param>
    /// <param name="loss">Loss; the same function in every step.</param>
    /// <exception cref="ArgumentException">The number of parameters is another.</exception>
    public LbfgsOutcome Step(Span<double> parameters, ILossFunction loss)
    {
        if (parameters.Length != _n || loss.Parameters != _n)
        {
            throw new ArgumentException($"expected {_n} parameters", nameof(parameters));
        }

        if (!_begun)
        {
            Loss = loss.Evaluate(parameters, _gradient);
            Evaluations++;
            _begun = true;
        }

        double norm = Math.Sqrt(SpanMath.Dot(_gradient, _gradient));
        if (norm == 0.0)
        {
            return LbfgsOutcome.Converged;
        }

        SetDirection();
        if (SpanMath.Dot(_direction, _gradient) >= 0.0)
        {
            Forget();
            SetDirection();
        }

        bool found = Search(parameters, loss, _stored == 0 ? Math.Min(1.0, 1.0 / norm) : 1.0);
        if (!found && _stored > 0)
        {
            Forget();
            SetDirection();
            found = Search(parameters, loss, Math.Min(1.0, 1.0 / norm));
        }

        if (!found)
        {
            return LbfgsOutcome.Stuck;
        }

        Keep(parameters);
        return LbfgsOutcome.Progress;
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("begun", _begun);
        into.Set("loss", Loss);
        into.Set("evaluations", Evaluations);
        into.Set("stored", (long)_stored);
        into.Set("next", (long)_next);
        into.Set("gradient", _gradient);
        into.Set("inverseProducts", _inverseProducts);
        for (int k = 0; k < _stored; k++)
        {
            into.Set($"step{k}", _steps[k]);
            into.Set($"change{k}", _changes[k]);
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _begun = from.Flag("begun");
        Loss = from.Real("loss");
        Evaluations = from.Integer("evaluations");
        _stored = (int)Math.Clamp(from.Integer("stored"), 0, _steps.Length);
        _next = (int)Math.Clamp(from.Integer("next"), 0, _steps.Length - 1);
        from.Reals("gradient", _n).CopyTo(_gradient, 0);
        from.Reals("inverseProducts", _steps.Length).CopyTo(_inverseProducts, 0);
        for (int k = 0; k < _stored; k++)
        {
            from.Reals($"step{k}", _n).CopyTo(_steps[k], 0);
            from.Reals($"change{k}", _n).CopyTo(_changes[k], 0);
        }
    }

    private void Forget()
    {
        _stored = 0;
        _next = 0;
    }

    /// <summary>The two-loop recursion, algorithm 7.4.</summary>
    private void SetDirection()
    {
        _gradient.CopyTo(_direction, 0);
        SpanMath.Scale(_direction, -1.0);
        if (_stored == 0)
        {
            return;
        }

        int memory = _steps.Length;
        Span<double> alpha = stackalloc double[memory];
        for (int back = 1; back <= _stored; back++)
        {
            int k = (_next - back + memory) % memory;
            alpha[k] = _inverseProducts[k] * SpanMath.Dot(_steps[k], _direction);
            SpanMath.AddTimes(_direction, -alpha[k], _changes[k]);
        }

        int last = (_next - 1 + memory) % memory;
        double scale = 1.0 / (_inverseProducts[last] * SpanMath.Dot(_changes[last], _changes[last]));
        SpanMath.Scale(_direction, scale);
        for (int back = _stored; back >= 1; back--)
        {
            int k = (_next - back + memory) % memory;
            double beta = _inverseProducts[k] * SpanMath.Dot(_changes[k], _direction);
            SpanMath.AddTimes(_direction, alpha[k] - beta, _steps[k]);
        }
    }

    private bool Search(ReadOnlySpan<double> parameters, ILossFunction loss, double first)
    {
        bool found = _search.Find(loss, parameters, Loss, _gradient, _direction, first);
        Evaluations += _search.Evaluations;
        return found;
    }

    private void Keep(Span<double> parameters)
    {
        double[] step = _steps[_next], change = _changes[_next];
        SpanMath.Combine(step, _search.Parameters, -1.0, parameters);
        SpanMath.Combine(change, _search.Gradient, -1.0, _gradient);
        _search.Parameters.CopyTo(parameters);
        _search.Gradient.CopyTo(_gradient);
        Loss = _search.Loss;
        double product = SpanMath.Dot(step, change);

        // Without curvature along the step, which rounding can do, the pair would spoil the matrix.
        if (product > 1e-300 && double.IsFinite(1.0 / product))
        {
            _inverseProducts[_next] = 1.0 / product;
            _next = (_next + 1) % _steps.Length;
            _stored = Math.Min(_stored + 1, _steps.Length);
        }
    }
}
