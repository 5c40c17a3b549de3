using System;
using MdEngine.Core.Persistence;

namespace MdEngine.Training.Optimizers;

/// <summary>
/// Steps against a noisy gradient, each parameter at the scale of its own gradient's root mean square, with decay of the
/// parameters apart from the gradient.
/// </summary>
/// <remarks>
/// D. P. Kingma, J. Ba, ICLR (2015), arXiv:1412.6980, algorithm 1; decay: I. Loshchilov, F. Hutter, ICLR (2019),
/// arXiv:1711.05101, algorithm 2.
/// </remarks>
public sealed class Adam : IResumable
{
    private readonly AdamSettings _settings;
    private readonly double[] _mean;
    private readonly double[] _square;
    private long _steps;

    /// <summary>Makes an optimiser that has made no step.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="settings">Settings.</param>
    public Adam(int parameters, AdamSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        _settings = settings;
        _mean = new double[parameters];
        _square = new double[parameters];
    }

    /// <summary>Steps made.</summary>
    public long Steps => _steps;

    /// <summary>Makes a step.</summary>
    /// <param name="parameters">Parameters; changed.</param>
    /// <param name="gradient">Derivatives of the loss by them.</param>
    /// <param name="rate">Learning rate.</param>
    /// <exception cref="ArgumentException">A length is not the number of parameters.</exception>
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradient, double rate)
    {
        if (parameters.Length != _mean.Length || gradient.Length != _mean.Length)
        {
            throw new ArgumentException($"expected {_mean.Length} parameters and derivatives", nameof(parameters));
        }

        _steps++;
        double beta1 = _settings.Beta1, beta2 = _settings.Beta2;
        double correction1 = 1.0 / (1.0 - Math.Pow(beta1, _steps)), correction2 = 1.0 / (1.0 - Math.Pow(beta2, _steps));
        for (int k = 0; k < gradient.Length; k++)
        {
            double g = gradient[k];
            _mean[k] = (beta1 * _mean[k]) + ((1.0 - beta1) * g);
            _square[k] = (beta2 * _square[k]) + ((1.0 - beta2) * g * g);
            double step = correction1 * _mean[k] / (Math.Sqrt(correction2 * _square[k]) + _settings.Epsilon);
            parameters[k] -= rate * (step + (_settings.WeightDecay * parameters[k]));
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("steps", _steps);
        into.Set("mean", _mean);
        into.Set("square", _square);
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _steps = from.Integer("steps");
        from.Reals("mean", _mean.Length).CopyTo(_mean, 0);
        from.Reals("square", _square.Length).CopyTo(_square, 0);
    }
}
