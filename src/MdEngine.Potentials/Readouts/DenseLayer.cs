using System;

namespace MdEngine.Potentials.Readouts;

/// <summary>One layer of a network: y_b = f(sum_a w_ab x_a + bias_b).</summary>
public sealed class DenseLayer
{
    /// <summary>Makes a layer.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="outputs">Number of neurons.</param>
    /// <param name="activation">Activation function f.</param>
    /// <param name="weights">Weights, inputs by outputs, outputs fastest.</param>
    /// <param name="biases">One bias a neuron.</param>
    /// <exception cref="ArgumentException">An array has another length than inputs and outputs say.</exception>
    public DenseLayer(
        int inputs, int outputs, Activation activation, ReadOnlySpan<double> weights, ReadOnlySpan<double> biases)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        if (weights.Length != (long)inputs * outputs || biases.Length != outputs)
        {
            throw new ArgumentException(
                $"{inputs} by {outputs} neurons have {(long)inputs * outputs} weights and {outputs} biases, "
                + $"not {weights.Length} and {biases.Length}",
                nameof(weights));
        }

        Inputs = inputs;
        Outputs = outputs;
        Activation = activation;
        WeightArray = weights.ToArray();
        BiasArray = biases.ToArray();
    }

    /// <summary>Number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>Number of neurons.</summary>
    public int Outputs { get; }

    /// <summary>Activation function.</summary>
    public Activation Activation { get; }

    /// <summary>Weights, inputs by outputs, outputs fastest.</summary>
    public ReadOnlySpan<double> Weights => WeightArray;

    /// <summary>One bias a neuron.</summary>
    public ReadOnlySpan<double> Biases => BiasArray;

    internal double[] WeightArray { get; }

    internal double[] BiasArray { get; }
}
