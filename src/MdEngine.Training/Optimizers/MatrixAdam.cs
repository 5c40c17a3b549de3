using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Persistence;

namespace MdEngine.Training.Optimizers;

/// <summary>
/// Adam for parameters some of which form matrices: each of these makes its steps in the bases in which its gradients are
/// uncorrelated, so that correlated inputs of a layer do not slow it down. Gradients far larger than those before are shortened.
/// </summary>
/// <remarks>
/// N. Vyas et al., ICLR (2025), arXiv:2409.11321, algorithm 3 (SOAP); parameters outside of matrices: D. P. Kingma, J. Ba, ICLR
/// (2015), arXiv:1412.6980, algorithm 1; decay: I. Loshchilov, F. Hutter, ICLR (2019), arXiv:1711.05101, algorithm 2.
/// </remarks>
public sealed class MatrixAdam : IResumable
{
    // Of the means of squares: those of the matrices are followed as slowly as the bases may turn.
    private const double MatrixMemory = 0.95;
    private const int TurnEvery = 10;

    // Times the running norm of the gradient.
    private const double LongestGradient = 3.0;
    private const double NormMemory = 0.98;
    private readonly AdamSettings _settings;
    private readonly MatrixBlock[] _blocks;
    private readonly MatrixPreconditioner[] _bases;
    private readonly double[] _gradient, _mean, _square, _step, _turned, _turnedMean;
    private long _steps;
    private double _norm;

    /// <summary>Makes an optimiser that has made no step.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="blocks">Matrices among them, without overlap.</param>
    /// <param name="settings">Settings.</param>
    /// <exception cref="ArgumentException">A matrix is not within the parameters.</exception>
    public MatrixAdam(int parameters, IReadOnlyList<MatrixBlock> blocks, AdamSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        if (blocks.Any(b => b.Start < 0 || b.Rows < 1 || b.Columns < 1 || b.Start + ((long)b.Rows * b.Columns) > parameters))
        {
            throw new ArgumentException($"expected matrices within {parameters} parameters", nameof(blocks));
        }

        _settings = settings;
        _blocks = [.. blocks];
        _bases = [.. blocks.Select(b => new MatrixPreconditioner(b.Rows, b.Columns))];
        _gradient = new double[parameters];
        _mean = new double[parameters];
        _square = new double[parameters];
        _step = new double[parameters];
        _turned = new double[parameters];
        _turnedMean = new double[parameters];
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

        Shorten(gradient);
        _steps++;
        for (int k = 0; k < _mean.Length; k++)
        {
            _mean[k] = (_settings.Beta1 * _mean[k]) + ((1.0 - _settings.Beta1) * _gradient[k]);
        }

        _gradient.CopyTo(_turned, 0);
        _mean.CopyTo(_turnedMean, 0);
        for (int b = 0; b < _blocks.Length; b++)
        {
            _bases[b].Learn(Part(_gradient, b), MatrixMemory);
            if (_steps % TurnEvery == 1)
            {
                _bases[b].Turn(1);
            }

            _bases[b].Rotate(Part(_gradient, b), Part(_turned, b));
            _bases[b].Rotate(Part(_mean, b), Part(_turnedMean, b));
        }

        double correction1 = 1.0 / (1.0 - Math.Pow(_settings.Beta1, _steps));
        double correction2 = 1.0 / (1.0 - Math.Pow(_settings.Beta2, _steps));
        for (int k = 0; k < _mean.Length; k++)
        {
            _square[k] = (_settings.Beta2 * _square[k]) + ((1.0 - _settings.Beta2) * _turned[k] * _turned[k]);
            _turned[k] = correction1 * _turnedMean[k] / (Math.Sqrt(correction2 * _square[k]) + _settings.Epsilon);
        }

        _turned.CopyTo(_step, 0);
        for (int b = 0; b < _blocks.Length; b++)
        {
            _bases[b].RotateBack(Part(_turned, b), Part(_step, b));
        }

        for (int k = 0; k < _mean.Length; k++)
        {
            parameters[k] -= rate * (_step[k] + (_settings.WeightDecay * parameters[k]));
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("steps", _steps);
        into.Set("norm", _norm);
        into.Set("mean", _mean);
        into.Set("square", _square);
        for (int b = 0; b < _blocks.Length; b++)
        {
            _bases[b].Save(into.Section($"block{b}"));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _steps = from.Integer("steps");
        _norm = from.Real("norm");
        from.Reals("mean", _mean.Length).CopyTo(_mean, 0);
        from.Reals("square", _square.Length).CopyTo(_square, 0);
        for (int b = 0; b < _blocks.Length; b++)
        {
            _bases[b].Restore(from.Section($"block{b}"));
        }
    }

    private Span<double> Part(double[] of, int block) =>
        of.AsSpan(_blocks[block].Start, _blocks[block].Rows * _blocks[block].Columns);

    /// <summary>Takes the gradient, no longer than what the norms before it allow.</summary>
    private void Shorten(ReadOnlySpan<double> gradient)
    {
        gradient.CopyTo(_gradient);
        double norm = Math.Sqrt(SpanMath.Dot(gradient, gradient));
        double most = LongestGradient * _norm;
        if (_norm > 0.0 && norm > most)
        {
            SpanMath.Scale(_gradient, most / norm);
            norm = most;
        }

        _norm = _norm == 0.0 ? norm : (NormMemory * _norm) + ((1.0 - NormMemory) * norm);
    }
}
