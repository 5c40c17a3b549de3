using System;
using MdEngine.Cli.Running;
using MdEngine.Core.Persistence;
using MdEngine.Training.Fitting;

namespace MdEngine.Cli.Training;

/// <summary>Keeps the state of a fit in a checkpoint file, together with how far the loss curves have come.</summary>
public sealed class FitCheckpoint : IFitCheckpoint
{
    private readonly TrainPlaces _places;
    private readonly StartPoint _start;
    private readonly LossCsv _losses;
    private readonly TimeSpan _period;
    private readonly TimeProvider _clock;
    private readonly double _secondsBefore;
    private readonly long _began;
    private long _last;

    /// <summary>Makes one.</summary>
    /// <param name="places">Where the training writes.</param>
    /// <param name="start">Where it began.</param>
    /// <param name="losses">Loss curves.</param>
    /// <param name="period">Time between two checkpoints.</param>
    /// <param name="clock">Wall time.</param>
    public FitCheckpoint(TrainPlaces places, StartPoint start, LossCsv losses, TimeSpan period, TimeProvider clock)
    {
        (_places, _start, _losses, _period, _clock) = (places, start, losses, period, clock);
        _began = _last = clock.GetTimestamp();
        Saved = start.From?.Section(TrainStart.FitKey);
        _secondsBefore = start.From?.Real(TrainStart.SecondsKey) ?? 0.0;
    }

    /// <inheritdoc/>
    public StateBag? Saved { get; }

    /// <inheritdoc/>
    public bool IsDue => _clock.GetElapsedTime(_last) >= _period;

    /// <summary>Whether this session, or the one before, has left a state to go on from.</summary>
    public bool HasState { get; private set; }

    /// <summary>Wall time of the fit, earlier sessions included, s.</summary>
    public double Seconds => _secondsBefore + _clock.GetElapsedTime(_began).TotalSeconds;

    /// <inheritdoc/>
    public void Save(StateBag state)
    {
        var checkpoint = new StateBag();
        RunStart.Describe(checkpoint, _start.Digest);
        checkpoint.Set(TrainStart.FitKey, state);
        checkpoint.Set(TrainStart.SecondsKey, Seconds);
        _losses.Mark().Save(checkpoint.Section(TrainStart.LossesKey));
        _places.Checkpoint.Write(checkpoint);
        HasState = true;
        _last = _clock.GetTimestamp();
    }
}
