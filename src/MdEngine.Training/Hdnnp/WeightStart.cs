using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Hdnnp;

/// <summary>Weights that a fit begins with.</summary>
internal static class WeightStart
{
    /// <summary>Weights by seed and member of a committee.</summary>
    public static double[] Make(NetworkShape shape, InitialWeights kind, ulong seed, int member)
    {
        var stream = new RandomStream(seed, RandomPurpose.NetworkWeights);
        var weights = new double[shape.Count];
        int at = 0, drawn = 0;
        for (int e = 0; e < shape.Elements; e++)
        {
            int[] sizes = shape.Sizes[e];
            for (int l = 1; l < sizes.Length; l++)
            {
                int from = sizes[l - 1], to = sizes[l];
                Span<double> layer = weights.AsSpan(at, from * to), biases = weights.AsSpan(at + (from * to), to);
                bool spread = kind == InitialWeights.NguyenWidrow && l < sizes.Length - 1;
                double scale = Math.Sqrt(2.0 / (from + to));
                foreach (ref double w in layer)
                {
                    w = spread
                        ? (2.0 * Philox.Uniform(stream, member, drawn++).A) - 1.0
                        : scale * Philox.Normal(stream, member, drawn++).A;
                }

                if (spread)
                {
                    Spread(layer, biases, from, to, stream, member, ref drawn);
                }

                at += (from + 1) * to;
            }
        }

        return weights;
    }

    /// <summary>Each neuron's weights get the length 0.7 h^(1/n), its bias a random place within that.</summary>
    private static void Spread(
        Span<double> layer, Span<double> biases, int from, int to, RandomStream stream, int member, ref int drawn)
    {
        double length = 0.7 * Math.Pow(to, 1.0 / from);
        for (int b = 0; b < to; b++)
        {
            double square = 0.0;
            for (int a = 0; a < from; a++)
            {
                square += layer[(a * to) + b] * layer[(a * to) + b];
            }

            for (int a = 0; a < from; a++)
            {
                layer[(a * to) + b] *= length / Math.Sqrt(square);
            }

            biases[b] = length * ((2.0 * Philox.Uniform(stream, member, drawn++).A) - 1.0);
        }
    }
}
