using System;
using System.Collections.Generic;
using MdEngine.Training.Fitting;

namespace MdEngine.Tests.Training.Nep;

/// <summary>Keeps the points of the loss curves.</summary>
internal sealed class LossRecorder(Action<LossPoint>? then = null) : IFitProgress
{
    public List<LossPoint> Points { get; } = [];

    public List<string> Stages { get; } = [];

    public void Stage(string name) => Stages.Add(name);

    public void Fraction(double done)
    {
    }

    public void Loss(LossPoint point)
    {
        Points.Add(point);
        then?.Invoke(point);
    }
}
