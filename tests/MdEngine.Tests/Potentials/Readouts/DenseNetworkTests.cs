using System;
using System.Linq;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Readouts;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Readouts;

/// <summary>Networks against plain loops and finite differences.</summary>
public sealed unsafe class DenseNetworkTests
{
    public static TheoryData<Activation> Functions => [.. Enum.GetValues<Activation>()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void OutputsAreThoseOfAPlainLoopAndGradientsTheirDerivatives(Activation activation)
    {
        // Sizes that are no multiples of four; more atoms than one group.
        const int atoms = 6;
        DenseLayer[] layers = [Layer(7, 5, activation, 1), Layer(5, 6, activation, 2), Layer(6, 1, Activation.Identity, 3)];
        var network = new DenseNetwork(layers);
        int n = DenseNetwork.Padded(atoms);
        double[][] x = [.. Enumerable.Range(0, atoms).Select(a => Numbers(7, 10 + a))];
        double[] inputs = new double[7 * n], gradient = new double[7 * n], output = new double[n], scratch = new double[network.ScratchSize(atoms)];
        for (int a = 0; a < atoms; a++)
        {
            for (int k = 0; k < 7; k++)
            {
                inputs[(k * n) + a] = x[a][k];
            }
        }

        fixed (double* i = inputs, g = gradient, o = output, s = scratch)
        {
            network.Evaluate(i, atoms, o, g, s);
        }

        for (int a = 0; a < atoms; a++)
        {
            output[a].ShouldBe(Plain(layers, x[a]), 1e-13);
            for (int k = 0; k < 7; k++)
            {
                // Central differences of the fourth order err by up to 1e-10 of the slope here.
                double[] Moved(double h) => [.. x[a].Select((v, m) => m == k ? v + h : v)];
                double h = 1e-3;
                double slope = ((8.0 * (Plain(layers, Moved(h)) - Plain(layers, Moved(-h))))
                    - (Plain(layers, Moved(2 * h)) - Plain(layers, Moved(-2 * h)))) / (12.0 * h);
                gradient[(k * n) + a].ShouldBe(slope, 1e-9 * (1.0 + Math.Abs(slope)));
            }
        }
    }

    [Fact]
    public void ShapesAreChecked()
    {
        Should.Throw<ArgumentException>(() => new DenseLayer(2, 2, Activation.Tanh, [1.0, 2.0], [0.0, 0.0]));
        Should.Throw<ArgumentException>(() => new DenseNetwork([Layer(3, 2, Activation.Tanh, 1)]));
        Should.Throw<ArgumentException>(() => new DenseNetwork([Layer(3, 2, Activation.Tanh, 1), Layer(3, 1, Activation.Tanh, 1)]));
    }

    private static DenseLayer Layer(int inputs, int outputs, Activation activation, int item) =>
        new(inputs, outputs, activation, [.. Numbers(inputs * outputs, item).Select(w => 0.3 * w)], Numbers(outputs, 100 + item));

    private static double[] Numbers(int count, int item) =>
        [.. Enumerable.Range(0, count).Select(k => Philox.Normal(new RandomStream(5, RandomPurpose.Other), item, k).A)];

    private static double Plain(DenseLayer[] layers, double[] x) => layers.Aggregate(x, (from, layer) =>
        [.. Enumerable.Range(0, layer.Outputs).Select(b => Apply(
            layer.Activation,
            layer.Biases[b] + Enumerable.Range(0, layer.Inputs).Sum(a => layer.Weights[(a * layer.Outputs) + b] * from[a])))])[0];

    private static double Apply(Activation f, double x) => f switch
    {
        Activation.Identity => x,
        Activation.Tanh => Math.Tanh(x),
        Activation.Logistic => 1.0 / (1.0 + Math.Exp(-x)),
        Activation.Softplus => Math.Log(1.0 + Math.Exp(x)),
        Activation.Relu => Math.Max(0.0, x),
        Activation.Gaussian => Math.Exp(-0.5 * x * x),
        Activation.Cosine => Math.Cos(x),
        Activation.ReversedLogistic => 1.0 - (1.0 / (1.0 + Math.Exp(-x))),
        Activation.Exponential => Math.Exp(-x),
        _ => x * x,
    };
}
