using System;
using System.Collections.Generic;
using System.Threading;
using MdEngine.Core.Persistence;
using MdEngine.Training.Fitting;

namespace MdEngine.Tests.Training.Hdnnp;

/// <summary>Keeps the state of a fit in memory, notes its losses, and asks it to stop after a number of them if wanted.</summary>
internal sealed class MemoryCheckpoint(StateBag? saved = null, int stopAfter = int.MaxValue) : IFitCheckpoint, IFitProgress, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public StateBag? Saved { get; private set; } = saved;

    public bool IsDue => false;

    public List<LossPoint> Losses { get; } = [];

    public CancellationToken Stop => _stop.Token;

    void IFitCheckpoint.Save(StateBag state) => Saved = state;

    void IFitProgress.Stage(string name)
    {
    }

    void IFitProgress.Fraction(double done)
    {
    }

    void IFitProgress.Loss(LossPoint point)
    {
        Losses.Add(point);
        if (Losses.Count >= stopAfter)
        {
            _stop.Cancel();
        }
    }

    public void Dispose() => _stop.Dispose();
}
