using System;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Hdnnp;

/// <summary>Weights as matrix products like them: rows of neurons padded with zeros, and transposed.</summary>
internal sealed unsafe class PackedNetworks
{
    private readonly AlignedBuffer<double> _numbers;
    private readonly int[][] _weights, _transposed, _biases;

    public PackedNetworks(NetworkShape shape)
    {
        Shape = shape;
        int at = 0;
        int Take(int count) => (at += count) - count;
        _weights = [.. shape.Sizes.Select(s => new int[s.Length])];
        _transposed = [.. shape.Sizes.Select(s => new int[s.Length])];
        _biases = [.. shape.Sizes.Select(s => new int[s.Length])];
        for (int e = 0; e < shape.Elements; e++)
        {
            int[] sizes = shape.Sizes[e];
            for (int l = 1; l < sizes.Length; l++)
            {
                int from = NetworkShape.Padded(sizes[l - 1]), to = NetworkShape.Padded(sizes[l]);
                _weights[e][l] = Take(from * to);
                _transposed[e][l] = Take(from * to);
                _biases[e][l] = Take(to);
            }
        }

        _numbers = new AlignedBuffer<double>(at);
    }

    public NetworkShape Shape { get; }

    /// <summary>Takes over the vector of all weights.</summary>
    public void Set(ReadOnlySpan<double> weights)
    {
        int at = 0;
        for (int e = 0; e < Shape.Elements; e++)
        {
            int[] sizes = Shape.Sizes[e];
            for (int l = 1; l < sizes.Length; l++)
            {
                int from = NetworkShape.Padded(sizes[l - 1]), to = NetworkShape.Padded(sizes[l]);
                double* w = Weights(e, l), t = Transposed(e, l), b = Biases(e, l);
                for (int i = 0; i < sizes[l - 1]; i++)
                {
                    for (int j = 0; j < sizes[l]; j++, at++)
                    {
                        w[(i * to) + j] = weights[at];
                        t[(j * from) + i] = weights[at];
                    }
                }

                for (int j = 0; j < sizes[l]; j++, at++)
                {
                    b[j] = weights[at];
                }
            }
        }
    }

    /// <summary>Weights into a layer, inputs by neurons.</summary>
    public double* Weights(int element, int layer) => _numbers.Pointer + _weights[element][layer];

    /// <summary>The same, neurons by inputs.</summary>
    public double* Transposed(int element, int layer) => _numbers.Pointer + _transposed[element][layer];

    /// <summary>Biases of a layer.</summary>
    public double* Biases(int element, int layer) => _numbers.Pointer + _biases[element][layer];
}
