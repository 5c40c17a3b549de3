using System;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Training.Fitting;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Nep;

/// <summary>
/// The training of one model: Adam on small batches, then L-BFGS on all frames, keeping what has the least loss on the
/// validation set. Errors of the training set are those met on the way through an epoch; they cost nothing.
/// </summary>
internal sealed class NepMember : IResumable
{
    private readonly NepFitOptions _options;
    private readonly FitContext _context;
    private readonly NepLoss _training;
    private readonly NepLoss? _validation;
    private readonly int _member;
    private readonly double[] _parameters;
    private readonly double[] _best;
    private readonly double[] _gradient;
    private readonly MatrixAdam _adam;
    private readonly Lbfgs _lbfgs;
    private readonly int[] _order;
    private long _epoch;
    private long _bestEpoch;
    private double _bestScore = double.PositiveInfinity;
    private long _stageStart;
    private bool _ended;
    private NepErrors _epochErrors;

    public NepMember(
        NepFitOptions options, FitContext context, NepLoss training, NepLoss? validation, double[] start, int member)
    {
        _options = options;
        _context = context;
        _training = training;
        _validation = validation;
        _member = member;
        _parameters = start;
        _best = (double[])start.Clone();
        _gradient = new double[start.Length];
        _adam = new MatrixAdam(start.Length, training.Shape.Matrices(), options.Adam);
        _lbfgs = new Lbfgs(start.Length);
        _order = new int[training.Frames];
    }

    /// <summary>The parameters that served best.</summary>
    public double[] Best => _best;

    /// <summary>Epoch or step after which they were found.</summary>
    public long BestEpoch => _bestEpoch;

    /// <summary>Epochs and steps made.</summary>
    public long Epochs => _epoch;

    private long Total => (long)_options.Epochs + _options.LbfgsSteps;

    /// <summary>Trains to the end.</summary>
    /// <param name="save">Writes a checkpoint.</param>
    /// <exception cref="OperationCanceledException">Stopped on request, after a checkpoint.</exception>
    /// <exception cref="PhysicsException">The loss is not finite.</exception>
    public void Train(Action save)
    {
        string model = _options.Members > 1 ? $" of model {_member + 1} of {_options.Members}" : "";
        if (_epoch < _options.Epochs)
        {
            _context.Progress.Stage($"train by Adam{model}");
        }

        while (_epoch < _options.Epochs && !_ended)
        {
            double loss = AdamEpoch();
            After(loss, save);
        }

        if (_epoch < _options.Epochs)
        {
            // What is left of Adam's epochs is not made up for by the other stage.
            _epoch = _options.Epochs;
        }

        if (_epoch == _options.Epochs)
        {
            _ended = false;
            _stageStart = _epoch;
            if (_validation is not null)
            {
                _best.CopyTo(_parameters, 0);
            }
        }

        if (_options.LbfgsSteps > 0 && !_ended)
        {
            _context.Progress.Stage($"train by L-BFGS{model}");
        }

        while (_epoch < Total && !_ended)
        {
            LbfgsOutcome outcome = _lbfgs.Step(_parameters, _training);
            _ended = outcome != LbfgsOutcome.Progress;
            After(_lbfgs.Loss, save);
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("epoch", _epoch);
        into.Set("bestEpoch", _bestEpoch);
        into.Set("bestScore", _bestScore);
        into.Set("stageStart", _stageStart);
        into.Set("ended", _ended);
        into.Set("parameters", _parameters);
        into.Set("best", _best);
        _adam.Save(into.Section("adam"));
        _lbfgs.Save(into.Section("lbfgs"));
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _epoch = from.Integer("epoch");
        _bestEpoch = from.Integer("bestEpoch");
        _bestScore = from.Real("bestScore");
        _stageStart = from.Integer("stageStart");
        _ended = from.Flag("ended");
        from.Reals("parameters", _parameters.Length).CopyTo(_parameters, 0);
        from.Reals("best", _best.Length).CopyTo(_best, 0);
        _adam.Restore(from.Section("adam"));
        _lbfgs.Restore(from.Section("lbfgs"));
    }

    private double AdamEpoch()
    {
        Shuffle();
        double loss = 0.0;
        var errors = default(NepErrors);
        for (int first = 0; first < _order.Length; first += _options.Batch)
        {
            int[] batch = _order[first..Math.Min(_order.Length, first + _options.Batch)];
            loss += batch.Length * _training.Evaluate(_parameters, _gradient, batch) / _order.Length;
            errors.Add(_training.Errors);
            _adam.Step(_parameters, _gradient, _options.Adam.RateAt((_epoch + ((double)first / _order.Length)) / _options.Epochs));
        }

        _epochErrors = errors;
        return loss;
    }

    /// <summary>A new random order of the frames, which depends on the epoch alone.</summary>
    private void Shuffle()
    {
        var stream = new RandomStream(_context.Seed, RandomPurpose.TrainingOrder);
        double[] keys = new double[_order.Length];
        for (int k = 0; k < keys.Length; k++)
        {
            _order[k] = k;
            keys[k] = Philox.Uniform(stream, ((long)_member << 32) | _epoch, k).A;
        }

        Array.Sort(keys, _order);
    }

    /// <summary>Measures, keeps the best, reports, saves.</summary>
    private void After(double loss, Action save)
    {
        bool adam = _epoch < _options.Epochs;
        NepErrors training = adam ? _epochErrors : _training.Errors;
        if (!double.IsFinite(loss))
        {
            throw new PhysicsException(
                $"the fit diverged in epoch {_epoch}: the loss is {loss}; lower \"rate\" of \"adam\"");
        }

        NepErrors? validation = _validation?.Measure(_parameters);
        double score = validation?.Loss ?? loss;
        if (score < _bestScore)
        {
            _bestScore = score;
            _bestEpoch = _epoch;
            _parameters.CopyTo(_best, 0);
        }

        _ended |= _options.Patience > 0 && _epoch - Math.Max(_bestEpoch, _stageStart) >= _options.Patience;
        _context.Progress.Loss(new LossPoint(
            (_member * Total) + _epoch, training.Energy, training.Force, validation?.Energy ?? double.NaN,
            validation?.Force ?? double.NaN, loss));
        _epoch++;
        _context.Progress.Fraction((double)_epoch / Total);
        bool stop = _context.Stop.IsCancellationRequested;
        if (stop || _context.Checkpoint.IsDue)
        {
            save();
        }

        if (stop)
        {
            throw new OperationCanceledException(_context.Stop);
        }
    }
}
