using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Hdnnp;

/// <summary>
/// Half the mean square of the residuals of a set of frames, as a function of the weights. Sums run over fixed shares of the
/// frames, so that they do not depend on the number of threads.
/// </summary>
internal sealed class FrameLoss : ILossFunction
{
    // Enough for the threads of a large machine, few enough for the memory of their gradients.
    private const int MostShares = 64;
    private readonly PackedNetworks _networks;
    private readonly WorkerPool _workers;
    private readonly FramePass[] _passes;
    private double[][] _gradients = [];
    private FrameErrors[] _errors = [];

    public FrameLoss(NetworkShape shape, double unit, WorkerPool workers)
    {
        _networks = new PackedNetworks(shape);
        _workers = workers;
        _passes = [.. Enumerable.Range(0, workers.Threads).Select(_ => new FramePass(_networks, unit))];
    }

    /// <summary>Frames that the loss is of.</summary>
    public IReadOnlyList<FrameData> Frames { get; set; } = [];

    /// <summary>Errors at the last evaluation.</summary>
    public FrameErrors Errors { get; private set; }

    /// <summary>Sizes of the networks.</summary>
    public NetworkShape Shape => _networks.Shape;

    /// <inheritdoc/>
    public int Parameters => _networks.Shape.Count;

    /// <summary>Memory of one worker.</summary>
    public FramePass Pass(int worker) => _passes[worker];

    /// <summary>Takes over weights, for <see cref="Pass"/>.</summary>
    public void Set(ReadOnlySpan<double> weights) => _networks.Set(weights);

    /// <summary>Errors of other frames with given weights.</summary>
    public FrameErrors ErrorsOf(IReadOnlyList<FrameData> frames, ReadOnlySpan<double> weights) => Sum(frames, weights, []);

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Errors = Sum(Frames, parameters, gradient);
        return Errors.Loss;
    }

    private FrameErrors Sum(IReadOnlyList<FrameData> frames, ReadOnlySpan<double> weights, Span<double> gradient)
    {
        _networks.Set(weights);
        int shares = Math.Min(MostShares, frames.Count), parameters = Parameters;
        bool derive = !gradient.IsEmpty;
        if (_gradients.Length < shares)
        {
            _gradients = [.. Enumerable.Range(0, shares).Select(_ => new double[parameters])];
            _errors = new FrameErrors[shares];
        }

        _workers.Run(shares, (share, worker) =>
        {
            FrameErrors errors = default;
            double[] sums = _gradients[share];
            Array.Clear(sums);
            for (int f = share; f < frames.Count; f += shares)
            {
                errors.Add(_passes[worker].Evaluate(frames[f], derive ? sums : []));
            }

            _errors[share] = errors;
        });
        FrameErrors total = default;
        gradient.Clear();
        for (int share = 0; share < shares; share++)
        {
            total.Add(_errors[share]);
            if (derive)
            {
                SpanMath.AddTimes(gradient, 1.0, _gradients[share]);
            }
        }

        if (derive)
        {
            int residuals = frames.Sum(f => f.Residuals);
            SpanMath.Scale(gradient, 1.0 / Math.Max(1, residuals));
        }

        return total;
    }
}
