using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Persistence;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Hdnnp;

/// <summary>Fits the weights of all members, stage by stage, with early stopping and checkpoints.</summary>
internal sealed class WeightFit
{
    private readonly HdnnpFitOptions _options;
    private readonly FitContext _context;
    private readonly NetworkShape _shape;
    private readonly FrameData[] _training, _validation;
    private readonly FrameLoss _loss;
    private readonly MemberState _state;

    public WeightFit(
        HdnnpFitOptions options, FitContext context, NetworkShape shape, double unit, FrameData[] training, FrameData[] validation)
    {
        _options = options;
        _context = context;
        _shape = shape;
        _training = training;
        _validation = validation;
        _loss = new FrameLoss(shape, unit, context.Workers);
        _state = new MemberState(shape.Count, options.Committee);
    }

    /// <summary>Epochs made.</summary>
    public long Epochs => _state.Total;

    /// <summary>Weights of each member.</summary>
    /// <exception cref="OperationCanceledException">Stopped on request, after a checkpoint.</exception>
    public double[][] Run()
    {
        StateBag? saved = _context.Checkpoint.Saved;
        if (saved is not null)
        {
            _state.Restore(saved);
        }

        for (; _state.Member < _options.Committee; NextMember())
        {
            if (saved is null)
            {
                WeightStart.Make(_shape, _options.InitialWeights, _context.Seed, _state.Member).CopyTo(_state.Weights, 0);
            }

            FrameData[] frames = MemberFrames();
            for (; _state.Stage < _options.Stages.Count; NextStage())
            {
                RunStage(_options.Stages[_state.Stage], frames, saved);
                saved = null;
            }

            saved = null;
        }

        return _state.Finished;
    }

    private FrameData[] MemberFrames()
    {
        if (_options.MemberFraction >= 1.0)
        {
            return _training;
        }

        int count = Math.Max(1, (int)Math.Round(_options.MemberFraction * _training.Length));
        int[] order = RandomOrder.Of(_training.Length, _context.Seed, -1, _state.Member);
        return [.. order[..count].Order().Select(f => _training[f])];
    }

    private void RunStage(HdnnpStage stage, FrameData[] frames, StateBag? saved)
    {
        string member = _options.Committee > 1 ? $"member {_state.Member + 1} of {_options.Committee}: " : "";
        _context.Progress.Stage($"{member}{stage.Optimizer.ToString().ToLowerInvariant()}");
        int use = (_state.Member * _options.Stages.Count) + _state.Stage;
        IWeightTrainer trainer = stage.Optimizer switch
        {
            HdnnpOptimizer.Adam => new AdamTrainer(stage, _loss, frames, _context.Seed, use),
            HdnnpOptimizer.Lbfgs => new LbfgsTrainer(stage, _loss, frames),
            _ => new KalmanTrainer(stage, _loss, frames, _context.Workers, _context.Seed, use),
        };
        if (saved is not null)
        {
            trainer.Restore(saved.Section("optimizer"));
        }
        else
        {
            Judge(frames, report: _state.Stage == 0);
            _state.Since = 0;
        }

        while (_state.Epoch < stage.Epochs && _state.Since < stage.Patience)
        {
            if (_context.Checkpoint.IsDue || _context.Stop.IsCancellationRequested)
            {
                Save(trainer);
                _context.Stop.ThrowIfCancellationRequested();
            }

            bool more = trainer.Epoch(_state.Weights, _state.Epoch);
            _state.Epoch++;
            _state.Total++;
            _state.Since++;
            Judge(frames, report: true);
            _context.Progress.Fraction((double)_state.Epoch / stage.Epochs);
            if (!more)
            {
                break;
            }
        }
    }

    /// <summary>Errors of the weights as they stand; keeps the best.</summary>
    private void Judge(IReadOnlyList<FrameData> frames, bool report)
    {
        FrameErrors training = _loss.ErrorsOf(frames, _state.Weights);
        FrameErrors validation = _loss.ErrorsOf(_validation, _state.Weights);
        double measure = _validation.Length > 0 ? validation.Loss : training.Loss;
        if (!double.IsFinite(training.Loss))
        {
            throw new PhysicsException($"the fit diverged in epoch {_state.Total}: the loss is not finite");
        }

        if (measure < _state.BestLoss)
        {
            _state.BestLoss = measure;
            _state.Since = 0;
            _state.Weights.CopyTo(_state.Best, 0);
        }

        if (report)
        {
            _context.Progress.Loss(new LossPoint(
                _state.Total, training.Energy, training.Forces, validation.Energy, validation.Forces, training.Loss));
        }
    }

    private void NextStage()
    {
        _state.Stage++;
        _state.Epoch = 0;
        _state.Best.CopyTo(_state.Weights, 0);
    }

    private void NextMember()
    {
        _state.Finished[_state.Member] = [.. _state.Best];
        _state.Member++;
        _state.Stage = 0;
        _state.Epoch = 0;
        _state.BestLoss = double.PositiveInfinity;
    }

    private void Save(IWeightTrainer trainer)
    {
        var bag = new StateBag();
        _state.Save(bag);
        trainer.Save(bag.Section("optimizer"));
        _context.Checkpoint.Save(bag);
    }
}
