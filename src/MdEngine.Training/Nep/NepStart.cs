using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Training.Data;

namespace MdEngine.Training.Nep;

/// <summary>Where a fit begins: random coefficients and weights, descriptors scaled to the training set, mean energies.</summary>
internal static class NepStart
{
    // Networks begin small beside what they will give, so that the first steps are not spent on forgetting.
    private const double OutputSize = 0.1;

    /// <summary>The parameters of a member of a committee before any step.</summary>
    public static double[] Parameters(NepShape shape, TrainingData data, ulong seed, int member)
    {
        var parameters = new double[shape.Parameters];
        var stream = new RandomStream(seed, RandomPurpose.NetworkWeights);
        int weights = shape.Neurons * shape.Descriptor.Length;
        double[] biases = Biases(shape, data);
        for (int k = 0; k < parameters.Length; k++)
        {
            int at = k % shape.NetworkLength;
            double size = k >= shape.AngularStart ? 1.0 / Math.Sqrt(shape.Header.AngularBasis)
                : k >= shape.RadialStart ? 1.0 / Math.Sqrt(shape.Header.RadialBasis)
                : at < weights ? 1.0 / Math.Sqrt(shape.Descriptor.Length)
                : at < weights + shape.Neurons ? 0.5
                : OutputSize / Math.Sqrt(shape.Neurons);
            parameters[k] = size * Philox.Normal(stream, member, k).A;
        }

        for (int t = 0; t < shape.Types; t++)
        {
            parameters[shape.Bias(t)] = biases[t];
        }

        return parameters;
    }

    /// <summary>Centre and inverse standard deviation of the descriptors of the training set.</summary>
    public static unsafe NepScaling Scaling(NepShape shape, double[] parameters, NepFrame[] frames)
    {
        var padded = new NepParameters(shape);
        padded.Read(parameters);
        var work = new NepWorkspace(shape);
        int row = shape.DescriptorRow;
        var (sums, squares, counts) = (new double[shape.Types][], new double[row], new long[shape.Types]);
        for (int t = 0; t < shape.Types; t++)
        {
            sums[t] = new double[row];
        }

        foreach (NepFrame frame in frames)
        {
            work.Reserve(frame);
            for (int t = 0; t < shape.Types; t++)
            {
                int begin = frame.TypeStarts[t], atoms = frame.TypeStarts[t + 1] - begin;
                NepForward.Describe(shape, padded, frame, work, t, begin, atoms);
                counts[t] += atoms;
                for (int k = 0; k < atoms * row; k++)
                {
                    double q = work.Q[(begin * row) + k];
                    sums[t][k % row] += q;
                    squares[k % row] += q * q;
                }
            }
        }

        var scale = new double[row];
        foreach (int k in shape.Descriptor)
        {
            double between = Enumerable.Range(0, shape.Types).Sum(t => counts[t] == 0 ? 0.0 : sums[t][k] * sums[t][k] / counts[t]);
            double square = squares[k] / counts.Sum();

            // What hardly varies must not be blown up.
            scale[k] = 1.0 / Math.Sqrt(Math.Max((squares[k] - between) / counts.Sum(), (1e-4 * square) + 1e-20));
        }

        return new NepScaling(
            scale, [.. sums.Select((s, t) => s.Select((sum, k) => counts[t] == 0 ? 0.0 : scale[k] * sum / counts[t]).ToArray())]);
    }

    /// <summary>
    /// Biases, which are subtracted, such that each atom has the mean energy of its element: least squares over the training
    /// frames, as near to the isolated atoms as these leave open.
    /// </summary>
    private static double[] Biases(NepShape shape, TrainingData data)
    {
        IReadOnlyList<Element> elements = shape.Header.Elements;
        int n = elements.Count;
        Matrix<double> normal = Matrix<double>.Build.Dense(n, n);
        Vector<double> right = Vector<double>.Build.Dense(n);
        int frames = 0;
        foreach (TrainingFrame frame in data.Training)
        {
            if (frame.Structure.Energy is not { } energy)
            {
                continue;
            }

            double[] part = [.. elements.Select(e => frame.Structure.Elements.Count(x => x == e) / (double)frame.Structure.Count)];
            double rest = (energy / frame.Structure.Count) - part.Zip(data.AtomEnergies, (p, e) => p * e).Sum();
            for (int a = 0; a < n; a++)
            {
                right[a] += part[a] * rest;
                for (int b = 0; b < n; b++)
                {
                    normal[a, b] += part[a] * part[b];
                }
            }

            frames++;
        }

        for (int a = 0; a < n; a++)
        {
            normal[a, a] += 1e-8 * Math.Max(1, frames);
        }

        Vector<double> energies = normal.Solve(right);
        return [.. energies.Select((e, t) => -(e + data.AtomEnergies[t]))];
    }
}
